import { html, type TemplateResult } from 'lit';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';

const SAY_COPIED_MS = 2_000;

/** Code, with a button that copies it. */
export class CodeBlock extends PageElement {
  static override properties = {
    source: { attribute: false },
    label: { attribute: false },
    testId: { attribute: false },
    said: { state: true },
  };
  declare source: string;
  /** What the code is of, for who cannot see where it stands. */
  declare label: string;
  declare testId: string;
  declare said: string;

  constructor() {
    super();
    this.source = '';
    this.label = '';
    this.testId = '';
    this.said = '';
  }

  protected override render(): TemplateResult {
    return html`<div class="code">
      <div class="code-head">
        <span aria-hidden="true">Code</span>
        <button
          class="button is-small"
          aria-label=${`Copy the code: ${this.label}`}
          data-testid="copy-${this.testId}"
          @click=${() => void this.#copy()}
        >
          ${icons.copy}<span>${this.said || 'Copy'}</span>
        </button>
        <span class="unseen" role="status">${this.said}</span>
      </div>
      <pre
        tabindex="0"
        role="region"
        aria-label=${`Code: ${this.label}`}
        data-testid="code-${this.testId}"
      ><code>${this.source}</code></pre>
    </div>`;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.source);
      this.#say('Copied');
    } catch {
      // Browsers may refuse. Then the code is chosen, for people to copy it by hand.
      const code = this.querySelector('code');
      if (code) getSelection()?.selectAllChildren(code);
      this.#say('Selected');
    }
  }

  #say(text: string): void {
    this.said = text;
    setTimeout(() => {
      this.said = '';
    }, SAY_COPIED_MS);
  }
}
