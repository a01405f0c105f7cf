import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from '../look/pageElement.js';
import { MAIN_CLASS, type Playground } from './playground.js';
import { PANELS, type PanelName } from './setup.js';

const TITLES: Record<PanelName, string> = {
  functions: 'Functions',
  settings: 'Settings',
  theme: 'Theme',
  events: 'Events',
};

/** The whole page: the chats, and beside them everything that can be done with them. */
export class PlaygroundPage extends PageElement {
  static playground: Playground | undefined;
  #undo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = PlaygroundPage.playground?.onChange(() => {
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { playground } = PlaygroundPage;
    if (!playground) return nothing;
    const revision = {};
    return html`
      ${this.#renderHead(playground)}
      <main class="desk">
        <div class="left">
          <setup-card .playground=${playground} .revision=${revision}></setup-card>
          <playground-stage .playground=${playground}></playground-stage>
          <log-view .playground=${playground} .revision=${revision}></log-view>
        </div>
        <section class="card panel" aria-label="What can be tried">
          ${this.#renderTabs(playground)}
          <div
            class="panel-body"
            id="panel"
            role="tabpanel"
            aria-labelledby="tab-${playground.setup.panel}"
            data-testid="panel-${playground.setup.panel}"
          >
            ${this.#renderPanel(playground, revision)}
          </div>
        </section>
        <symphony-inspector
          .slotNames=${{ [MAIN_CLASS]: 'Main chat', [`.${MAIN_CLASS}`]: 'Main chat' }}
        ></symphony-inspector>
      </main>
    `;
  }

  #renderHead({ tag, isRendered }: Playground): TemplateResult {
    return html`<header class="head">
      <span class="logo" aria-hidden="true">S</span>
      <h1>Embedded Mode <span>Every setting and function, by hand</span></h1>
      <p class="status ${isRendered ? 'is-connected' : ''}" role="status" data-testid="status">
        <span class="dot" aria-hidden="true"></span>
        ${isRendered ? 'Rendered' : 'Not rendered'}
      </p>
      <nav class="modes" aria-label="Mode">
        ${this.#renderMode('Focus', undefined, tag.mode === 'focus')}
        ${this.#renderMode('Collaboration', 'full', tag.mode === 'collaboration')}
      </nav>
      <form class="partner" @submit=${this.#handlePartner}>
        <label for="partner">Partner id</label>
        <input
          id="partner"
          name="partner"
          class="input code-input"
          autocomplete="off"
          spellcheck="false"
          data-testid="partner"
          .value=${tag.partnerId}
        />
        <button class="button is-small" type="submit">Reload</button>
      </form>
    </header>`;
  }

  #renderMode(name: string, mode: string | undefined, isCurrent: boolean): TemplateResult {
    return html`<a
      href=${addressWith('mode', mode)}
      aria-current=${isCurrent ? 'true' : 'false'}
      data-testid="mode-${mode ?? 'focus'}"
      >${name}</a
    >`;
  }

  #renderTabs({ setup }: Playground): TemplateResult {
    return html`<div
      class="tabs"
      role="tablist"
      aria-label="What can be tried"
      @keydown=${this.#handleTabKey}
    >
      ${PANELS.map(
        (name) =>
          html`<button
            id="tab-${name}"
            role="tab"
            aria-selected=${name === setup.panel ? 'true' : 'false'}
            aria-controls="panel"
            tabindex=${name === setup.panel ? 0 : -1}
            data-testid="tab-${name}"
            @click=${() => PlaygroundPage.playground?.change({ panel: name })}
          >
            ${TITLES[name]}
          </button>`,
      )}
    </div>`;
  }

  #renderPanel(playground: Playground, revision: object): TemplateResult {
    switch (playground.setup.panel) {
      case 'functions':
        return html`<functions-panel .playground=${playground} .revision=${revision}></functions-panel>`;
      case 'settings':
        return html`<settings-panel .playground=${playground} .revision=${revision}></settings-panel>`;
      case 'theme':
        return html`<theme-panel .playground=${playground} .revision=${revision}></theme-panel>`;
      case 'events':
        return html`<events-panel .playground=${playground} .revision=${revision}></events-panel>`;
    }
  }

  #handleTabKey(event: KeyboardEvent): void {
    const { playground } = PlaygroundPage;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!playground || step === undefined) return;
    event.preventDefault();
    const at = PANELS.indexOf(playground.setup.panel) + step;
    const panel = PANELS.at(at % PANELS.length) ?? 'functions';
    playground.change({ panel });
    document.getElementById(`tab-${panel}`)?.focus();
  }

  #handlePartner(event: SubmitEvent): void {
    event.preventDefault();
    const partnerId = new FormData(event.currentTarget as HTMLFormElement).get('partner');
    location.assign(addressWith('partnerId', typeof partnerId === 'string' ? partnerId.trim() : undefined));
  }
}

/** This page's address with another value in its query; the setup in its hash stays. */
function addressWith(name: string, value: string | undefined): string {
  const address = new URL(location.href);
  if (value === undefined) address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  return address.href;
}
