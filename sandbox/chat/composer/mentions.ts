import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Member } from '../../podApi/streams.js';
import type { ChatApp } from '../app/chatApp.js';
import { personLine } from '../people/personLine.js';

const MOST = 6;
/** What is being typed after an @, up to the cursor. */
const TYPED = /(?:^|[\s(])@([\p{L}][\p{L} .'-]{0,40}|)$/u;

/** Offers the people of a chat while somebody types a mention. */
export class Mentions {
  readonly #host: ReactiveControllerHost;
  readonly #onPick: (name: string, typed: number) => void;
  #offered: readonly Member[] = [];
  #typed = 0;
  #at = 0;

  /** `onPick` is called with a name and the length of what it takes the place of. */
  constructor(host: ReactiveControllerHost, onPick: (name: string, typed: number) => void) {
    this.#host = host;
    this.#onPick = onPick;
  }

  get isOpen(): boolean {
    return this.#offered.length > 0;
  }

  /** The option that Enter would take. */
  get activeId(): string | undefined {
    return this.isOpen ? `mention-${this.#at}` : undefined;
  }

  /** To be called whenever the text or the cursor changed. */
  look(textBeforeCursor: string, members: readonly Member[]): void {
    const typed = TYPED.exec(textBeforeCursor)?.[1];
    const wanted = typed?.toLowerCase();
    this.#typed = typed?.length ?? 0;
    const offered = members.filter(
      ({ displayName }) =>
        wanted !== undefined &&
        (displayName.toLowerCase().startsWith(wanted) ||
          displayName.split(' ').some((part) => part.toLowerCase().startsWith(wanted))) &&
        // Already written in full.
        displayName.toLowerCase() !== wanted.trimEnd(),
    );
    this.#at = 0;
    this.#show(offered.slice(0, MOST));
  }

  close(): void {
    this.#show([]);
  }

  /** Whether a key was meant for the offer. */
  handleKey({ key }: KeyboardEvent): boolean {
    const { length } = this.#offered;
    if (!length) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      this.#at = (this.#at + (key === 'ArrowDown' ? 1 : -1) + length) % length;
      this.#host.requestUpdate();
    } else if (key === 'Enter' || key === 'Tab') this.#pick(this.#offered[this.#at]);
    else if (key === 'Escape') this.close();
    else return false;
    return true;
  }

  render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<ul id="mention-offer" class="popover offer" role="listbox" aria-label="People to mention">
      ${this.#offered.map(
        (member, index) =>
          html`<li
            id="mention-${index}"
            class="person"
            role="option"
            aria-selected=${index === this.#at ? 'true' : 'false'}
            data-testid="mention-option"
            @pointerdown=${(event: PointerEvent) => {
              // The cursor stays in the text.
              event.preventDefault();
              this.#pick(member);
            }}
          >
            ${personLine(member)}
          </li>`,
      )}
    </ul>`;
  }

  #pick(member: Member | undefined): void {
    if (!member) return;
    const typed = this.#typed;
    this.close();
    this.#onPick(member.displayName, typed);
  }

  #show(offered: readonly Member[]): void {
    if (!offered.length && !this.#offered.length) return;
    this.#offered = offered;
    this.#host.requestUpdate();
  }
}

/** A text in which the full names after an @ are mentions of those who have them. */
export async function withMentions(text: string, members: readonly Member[], app: ChatApp): Promise<string> {
  let marked = text;
  // The longer name first: one may begin with another.
  const byLength = [...members].sort((one, other) => other.displayName.length - one.displayName.length);
  for (const { id, displayName } of byLength) {
    const name = displayName.replaceAll(/[\^$.*+?()[\]{}|\\]/g, '\\$&');
    const written = new RegExp(`(?<![\\p{L}\\p{N}])@${name}(?![\\p{L}\\p{N}])`, 'giu');
    if (!written.test(marked)) continue;
    const { email } = await app.people.profile(id);
    // The address of somebody who is not connected is not the user's to give: the name alone mentions them, too.
    if (!email) continue;
    marked = marked.replace(written, () => `@[${displayName}](email/${email})`);
  }
  return marked;
}
