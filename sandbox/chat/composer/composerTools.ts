import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { icons } from '../look/icons.js';
import { toggleList, toggleMarks } from './textEditing.js';

/** Makes a change in the box in which messages are written. */
export type Edit = (change: (area: HTMLTextAreaElement) => void) => void;

/** A button of the composer; one that is pressed or not says so. */
export function tool(
  id: string,
  label: string,
  icon: SVGTemplateResult,
  handle: () => void,
  isPressed?: boolean,
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${label}
    title=${label}
    aria-pressed=${isPressed === undefined ? nothing : isPressed ? 'true' : 'false'}
    data-testid=${id}
    @click=${handle}
  >
    ${icon}
  </button>`;
}

/** The toolbar for longer texts. */
export function formatToolbar(edit: Edit): TemplateResult {
  const change = (how: (area: HTMLTextAreaElement) => void) => () => {
    edit(how);
  };
  const mark = (marks: string): (() => void) =>
    change((area) => {
      toggleMarks(area, marks);
    });
  return html`<div class="toolbar" role="group" aria-label="Formatting">
    ${tool('bold', 'Bold', icons.bold, mark('**'))} ${tool('italic', 'Italic', icons.italic, mark('*'))}
    ${tool('list', 'List', icons.list, change(toggleList))}
    <span class="quiet">Ctrl+Enter sends</span>
  </div>`;
}

/** The signs to choose from, and the button that shows them. */
export function emojiTool(onPick: (sign: string) => void): TemplateResult {
  return html`<button
      type="button"
      class="icon-button"
      aria-label="Emoji"
      title="Emoji"
      popovertarget="emoji-picker"
      data-testid="emoji"
    >
      ${icons.emoji}
    </button>
    <div
      id="emoji-picker"
      class="popover emojis"
      popover
      role="dialog"
      aria-label="Emoji"
      @toggle=${({ currentTarget, newState }: ToggleEvent) => {
        if (newState === 'open') showEmojis(currentTarget as HTMLElement, onPick).catch(console.warn);
      }}
    ></div>`;
}

/** The picker is loaded when somebody wants it, and stays. */
async function showEmojis(popover: HTMLElement, onPick: (sign: string) => void): Promise<void> {
  const { emojiPicker } = await import(/* webpackChunkName: "emoji" */ '../emoji/emojiPicker.js');
  if (!popover.firstElementChild) {
    const picker = emojiPicker((sign) => {
      popover.hidePopover();
      onPick(sign);
    });
    popover.append(picker);
  }
  popover.firstElementChild?.shadowRoot?.querySelector<HTMLElement>('input')?.focus();
}

/** The button with which files are chosen, one or more at once. */
export function attachTool(onFiles: (files: File[]) => void): TemplateResult {
  const handleChange = ({ currentTarget }: Event): void => {
    const input = currentTarget as HTMLInputElement;
    onFiles([...(input.files ?? [])]);
    // Or the same file could not be chosen again.
    input.value = '';
  };
  const handleClick = ({ currentTarget }: Event): void => {
    (currentTarget as Element).parentElement?.querySelector<HTMLElement>('input[type=file]')?.click();
  };
  return html`<button
      type="button"
      class="icon-button"
      aria-label="Attach files"
      title="Attach files"
      data-testid="attach"
      @click=${handleClick}
    >
      ${icons.attach}
    </button>
    <input
      type="file"
      multiple
      hidden
      aria-label="Files"
      data-testid="attach-input"
      @change=${handleChange}
    />`;
}
