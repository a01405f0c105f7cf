import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import { MAIN_CLASS, type Playground } from './playground.js';

/** The containers that the SDK is given. Only the SDK puts anything into them. */
export class PlaygroundStage extends PageElement {
  static override properties = { playground: { attribute: false } };
  declare playground: Playground | undefined;
  #watch: MutationObserver | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.playground) return nothing;
    return html`<section class="stage" aria-label="Chats">
      <div class="card slot">
        <h2>Main <code>.${MAIN_CLASS}</code></h2>
        <div class="slot-frame ${MAIN_CLASS}" data-testid="main-slot"></div>
        <div class="slot-empty" data-testid="empty">
          ${icons.chat}
          <p><strong>Nothing is rendered.</strong> Press Render, and log in in the chat that appears.</p>
          <p>
            The sandbox’s users are <code>alice@acme.example</code>, bob, carol and dave; their password is
            <code>symphony</code>.
          </p>
        </div>
      </div>
      ${
        this.playground.tag.mode === 'focus'
          ? html`<div class="card slot">
              <h2>Second <code>#second</code></h2>
              <div class="slot-frame" id="second" data-testid="second-slot"></div>
              <div class="slot-empty">
                ${icons.chat}
                <p>
                  <strong>Another container.</strong> Give <code>#second</code> as the selector of
                  <code>openStream</code>.
                </p>
              </div>
            </div>`
          : nothing
      }
    </section>`;
  }

  protected override firstUpdated(): void {
    const main = this.querySelector(`.${MAIN_CLASS}`);
    if (!main) return;
    this.#watch = new MutationObserver(() => {
      this.playground?.handleMainFrame(main.querySelector('iframe') !== null);
    });
    this.#watch.observe(main, { childList: true, subtree: true });
  }
}
