import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../../look/pageElement.js';
import type { ExtensionApp } from '../../podApi/extensionApps.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons } from '../look/icons.js';
import { AppFrames, srcOf, type AppFrame } from './appFrames.js';

/** The extension apps that the portal allows, one of them in the place of the chat when it is asked for. */
export class AppView extends PageElement {
  static override properties = { app: { attribute: false }, revision: { attribute: false } };
  declare app: ChatApp | undefined;
  declare revision: object;
  readonly #frames = new AppFrames(() => {
    this.requestUpdate();
  });
  readonly #keys = new WeakMap<HTMLIFrameElement, symbol>();
  #shownBefore = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', this.#handleMessage);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('message', this.#handleMessage);
    this.#frames.forgetAll();
  }

  protected override updated(): void {
    const isShown = this.app?.state.appView !== undefined;
    // Who used the keyboard in what was here before goes on in the app.
    if (isShown && !this.#shownBefore && document.hasFocus())
      this.querySelector<HTMLElement>('[data-testid=app-close]')?.focus();
    this.#shownBefore = isShown;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    const { apps, appView, settings } = app.state;
    const shown = appView?.app && srcOf(appView.app, appView.label);
    const frames = this.#frames.settle(apps, shown);
    const status = shown === undefined ? undefined : this.#frames.statusOf(shown);
    this.hidden = !appView;
    return html`<section class="module" aria-label=${appView?.app?.name ?? 'App'} data-testid="app-view">
      ${appView ? this.#renderHead(appView.app, appView.label) : nothing}
      ${
        status === 'failed'
          ? this.#renderProblem(`${appView?.app?.name ?? 'It'} does not answer.`, shown)
          : appView?.problem !== undefined
            ? this.#renderProblem(appView.problem)
            : nothing
      }
      ${status === 'loading' ? html`<chat-notice kind="loading" headline="Opening the app"></chat-notice>` : nothing}
      ${repeat(
        frames,
        ({ key }) => key,
        (frame) => this.#renderFrame(frame, settings.mode ?? 'light', frame.src === shown),
      )}
    </section>`;
  }

  #renderFrame(frame: AppFrame, theme: string, isShown: boolean): TemplateResult {
    const src = new URL(frame.src);
    src.searchParams.set('theme', theme);
    return html`<iframe
      class="app-frame"
      src=${src.href}
      title=${frame.title}
      referrerpolicy="origin"
      sandbox="allow-scripts allow-same-origin allow-forms allow-popups"
      ?hidden=${!isShown || frame.status !== 'ready'}
      ${ref((element) => {
        if (element) this.#keys.set(element as HTMLIFrameElement, frame.key);
      })}
      @load=${() => {
        this.#frames.handleLoad(frame);
      }}
    ></iframe>`;
  }

  #renderProblem(text: string, src?: string): TemplateResult {
    return html`<chat-notice
      kind="problem"
      headline="This app cannot be shown"
      text=${text}
      action=${src === undefined ? '' : 'Try again'}
      data-testid="app-error"
      @act=${() => {
        if (src !== undefined) this.#frames.forget(src);
        this.requestUpdate();
      }}
    ></chat-notice>`;
  }

  #renderHead(shown: ExtensionApp | undefined, label: string | undefined): TemplateResult {
    return html`<header class="module-head">
      <h1>${shown?.name ?? 'App'}</h1>
      ${
        shown && shown.modules.length > 1
          ? html`<nav class="app-modules" aria-label=${`Parts of ${shown.name}`}>
              ${shown.modules.map(
                (module) =>
                  html`<button
                    class="tool"
                    aria-current=${module.label === label ? 'page' : 'false'}
                    @click=${() => void this.app?.extensions.open(shown.id, module.label)}
                  >
                    ${module.label}
                  </button>`,
              )}
            </nav>`
          : nothing
      }
      <button
        class="icon-button"
        aria-label="Close the app"
        data-testid="app-close"
        @click=${() => this.app?.extensions.close()}
      >
        ${icons.close}
      </button>
    </header>`;
  }

  readonly #handleMessage = ({ origin, source, data }: MessageEvent<unknown>): void => {
    if (typeof data !== 'object' || data === null) return;
    if (!('type' in data) || data.type !== 'symphonyAppReady') return;
    const frames = [...this.querySelectorAll('iframe')];
    const frame = frames.find((each) => each.contentWindow === source && new URL(each.src).origin === origin);
    const key = frame && this.#keys.get(frame);
    if (key) this.#frames.handleHello(key);
  };
}
