import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { Stream } from '../../podApi/streams.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons } from '../look/icons.js';
import type { ShownParts } from '../openChat/shownParts.js';
import { inWords } from '../pod/podProblem.js';
import { attachTool, emojiTool, formatToolbar, tool, type Edit } from './composerTools.js';
import { keepDraft, readDraft } from './drafts.js';
import { Mentions, withMentions } from './mentions.js';
import { OutgoingFiles } from './outgoingFiles.js';
import { insert, toggleMarks } from './textEditing.js';

/**
 * The box in which messages are written. Enter sends, Shift and Enter starts a new line; with the toolbar for longer
 * texts it is Enter for a new line, and Control and Enter to send.
 */
export class ChatComposer extends PageElement {
  static override properties = {
    app: { attribute: false },
    stream: { attribute: false },
    parts: { attribute: false },
    text: { state: true },
    problem: { state: true },
    isSending: { state: true },
    isComposing: { state: true },
    isOver: { state: true },
  };
  declare app: ChatApp | undefined;
  declare stream: Stream;
  declare parts: ShownParts;
  declare text: string;
  declare problem: string;
  declare isSending: boolean;
  /** Whether the toolbar is there. */
  declare isComposing: boolean;
  /** Files are being dragged over it. */
  declare isOver: boolean;
  readonly #files = new OutgoingFiles(this);
  readonly #mentions = new Mentions(this, (name, typed) => {
    this.#edit((area) => {
      area.setSelectionRange(area.selectionStart - typed, area.selectionStart);
      insert(area, `${name} `);
    });
  });

  constructor() {
    super();
    this.text = this.problem = '';
    this.isSending = this.isComposing = this.isOver = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.parts.showCompose) this.isComposing = false;
    if (!this.#isOtherChat(changed)) return;
    this.text = readDraft(this.stream.id);
    this.problem = '';
    this.#files.clear();
    this.#mentions.close();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Settings change the size of letters, too. What happens in the chat changes nothing: each fit lays out the page anew.
    if (
      changed.has('text') ||
      changed.has('parts') ||
      changed.has('isComposing') ||
      this.#isOtherChat(changed)
    )
      this.#fit();
  }

  protected override render(): TemplateResult {
    const { name } = this.stream;
    const { showCompose, showEmoji, showAttach } = this.parts;
    return html`<form
      class="composer ${this.isComposing ? 'is-composing' : ''}"
      @submit=${this.#handleSubmit}
      @dragover=${this.#handleDrag}
      @dragleave=${this.#handleDragEnd}
      @drop=${this.#handleDrop}
    >
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.#mentions.render()}
      <div class="field-box composer-box ${this.isOver ? 'is-over' : ''}">
        ${this.isComposing ? formatToolbar(this.#edit) : nothing} ${this.#files.render()}
        <textarea
          rows="1"
          aria-autocomplete="list"
          aria-controls=${this.#mentions.isOpen ? 'mention-offer' : nothing}
          aria-activedescendant=${this.#mentions.activeId ?? nothing}
          aria-label=${`Message to ${name}`}
          placeholder=${`Message ${name}`}
          data-testid="composer"
          .value=${this.text}
          @input=${this.#handleInput}
          @keydown=${this.#handleKey}
          @paste=${this.#handlePaste}
          @blur=${() => {
            this.#mentions.close();
          }}
        ></textarea>
        <div class="composer-tools">
          ${
            showCompose
              ? tool('format', 'Formatting', icons.format, this.#handleFormat, this.isComposing)
              : nothing
          }
          ${showEmoji ? emojiTool(this.#handleEmoji) : nothing}
          ${showAttach ? attachTool(this.#handleFiles) : nothing}
          <button
            class="icon-button send"
            aria-label="Send"
            title=${this.isComposing ? 'Send (Ctrl+Enter)' : 'Send (Enter)'}
            data-testid="send"
            ?disabled=${(!this.text.trim() && this.#files.isEmpty) || this.isSending}
          >
            ${icons.send}
          </button>
        </div>
      </div>
    </form>`;
  }

  #handleInput({ currentTarget }: InputEvent): void {
    this.#take(currentTarget as HTMLTextAreaElement);
  }

  #handleKey(event: KeyboardEvent): void {
    const { key, shiftKey, isComposing } = event;
    if (isComposing) return;
    const hasControl = event.ctrlKey || event.metaKey;
    const marks = { b: '**', i: '*' }[key];
    if (this.#mentions.handleKey(event)) event.preventDefault();
    else if (hasControl && marks && this.parts.showCompose) {
      event.preventDefault();
      this.#edit((area) => {
        toggleMarks(area, marks);
      });
    } else if (key === 'Enter' && (this.isComposing ? hasControl : !shiftKey)) {
      event.preventDefault();
      void this.#send();
    }
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void this.#send();
  }

  readonly #handleFormat = (): void => {
    this.isComposing = !this.isComposing;
    this.querySelector('textarea')?.focus();
  };

  readonly #handleEmoji = (sign: string): void => {
    this.#edit((area) => {
      insert(area, sign);
    });
  };

  readonly #handleFiles = (files: readonly File[]): void => {
    this.problem = this.#files.add(files);
    this.querySelector('textarea')?.focus();
  };

  #handlePaste(event: ClipboardEvent): void {
    this.#takeFiles(event, event.clipboardData);
  }

  #handleDrop(event: DragEvent): void {
    this.isOver = false;
    this.#takeFiles(event, event.dataTransfer);
  }

  #handleDrag(event: DragEvent): void {
    if (!this.parts.showAttach || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isOver = true;
  }

  #handleDragEnd(): void {
    this.isOver = false;
  }

  #takeFiles(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    if (this.parts.showAttach) this.#handleFiles(files);
  }

  /** Changes the text as somebody would who types. */
  readonly #edit: Edit = (change) => {
    const area = this.querySelector('textarea');
    if (!area) return;
    area.focus();
    change(area);
    this.#take(area);
  };

  #take(area: HTMLTextAreaElement): void {
    this.text = area.value;
    keepDraft(this.stream.id, this.text);
    this.#mentions.look(area.value.slice(0, area.selectionStart), this.stream.members);
  }

  async #send(): Promise<void> {
    const { app, stream } = this;
    const text = this.text.trim();
    if (!app || (!text && this.#files.isEmpty) || this.isSending) return;
    this.isSending = true;
    this.problem = '';
    this.#mentions.close();
    try {
      const marked = await withMentions(text, stream.members, app);
      await app.post(
        this.#files.isEmpty
          ? marked
          : { text: { 'text/markdown': marked }, entities: await this.#files.entities() },
      );
      keepDraft(stream.id, '');
      // Another chat may have been opened meanwhile, and has a text of its own.
      if (this.stream.id === stream.id) {
        this.text = '';
        this.#files.clear();
      }
    } catch (thrown) {
      this.problem = inWords(thrown, 'send the message');
    } finally {
      this.isSending = false;
      this.querySelector('textarea')?.focus();
    }
  }

  #isOtherChat(changed: PropertyValues<this>): boolean {
    return changed.has('stream') && changed.get('stream')?.id !== this.stream.id;
  }

  /** As high as its text, up to what the style sheet allows. The log keeps its height meanwhile, or it would lose its end. */
  #fit(): void {
    const area = this.querySelector('textarea');
    const form = area?.form;
    if (!form) return;
    form.style.minHeight = `${String(form.offsetHeight)}px`;
    area.style.height = 'auto';
    area.style.height = `${String(area.scrollHeight)}px`;
    form.style.minHeight = '';
  }
}
