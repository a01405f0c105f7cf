import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RoomSettings } from '../../podApi/rooms.js';
import type { Resolved } from '../../podApi/sending.js';
import { textOf, withText } from '../messageContent/messageDraft.js';
import { attachmentList } from '../messageContent/messagePreview.js';
import { readPodConfig } from '../pod/podConfig.js';
import { Modal } from './modal.js';
import type { Prompt, RoomDraft } from './prompt.js';

const FLAGS: Record<keyof RoomSettings, string> = {
  public: 'Public: colleagues can find and join it',
  discoverable: 'Discoverable in searches',
  external: 'People of another company may be in it',
  multilateral: 'People of more than two companies may be in it',
  allowSendMessages: 'Members may write',
  allowAddUser: 'Members may add people',
  allowHistoryBrowsing: 'New members see earlier messages',
  allowMessageCopy: 'Messages may be copied',
};

/** A room before it is made: what a portal filled in, and what the user makes of it. */
export class RoomDialog extends Modal {
  declare prompt: Extract<Prompt, { kind: 'room' }>;
  static override properties = { ...Modal.properties, draft: { state: true } };
  declare draft: RoomDraft;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('prompt') && changed.get('prompt')?.draft !== this.prompt.draft)
      this.draft = this.prompt.draft;
  }

  protected override render(): TemplateResult {
    const { name, people, message } = this.draft;
    const settings = this.#settings();
    const { roomNameLength } = readPodConfig().limits;
    return this.renderDialog({
      headline: 'New room',
      confirm: 'Create room',
      canConfirm: name.trim() !== '',
      onConfirm: () => void this.app?.prompts.confirm('room', { ...this.draft, name: name.trim(), settings }),
      body: html`
        <label class="field">
          <span>Name</span>
          <input
            required
            maxlength=${roomNameLength}
            autocomplete="off"
            data-testid="room-name"
            .value=${name}
            @input=${(event: InputEvent) => {
              this.#change({ name: valueOf(event) });
            }}
          />
          <span class="field-note">${name.length} of ${roomNameLength} characters</span>
        </label>
        <recipient-picker
          .app=${this.app}
          .kinds=${'people'}
          .picked=${{ users: people, streams: [], lists: [] }}
          label="People"
          data-testid="room-people"
          @pick=${({ detail }: CustomEvent<Resolved>) => {
            this.#change({ people: detail.users });
          }}
        ></recipient-picker>
        <fieldset class="flags">
          <legend>Settings</legend>
          ${(Object.keys(FLAGS) as (keyof RoomSettings)[]).map((flag) => this.#renderFlag(flag, settings))}
        </fieldset>
        <label class="field">
          <span>First message</span>
          <textarea
            rows="3"
            placeholder="Optional"
            data-testid="room-message"
            .value=${textOf(message)}
            @input=${(event: InputEvent) => {
              this.#change({ message: withText(message, valueOf(event)) });
            }}
          ></textarea>
        </label>
        ${attachmentList(message)}
      `,
    });
  }

  #renderFlag(flag: keyof RoomSettings, settings: RoomSettings): TemplateResult {
    // Who is in it decides, not the user.
    const isForced = this.#forced()[flag] === true;
    return html`<label class="flag">
      <input
        type="checkbox"
        name=${flag}
        .checked=${settings[flag]}
        ?disabled=${isForced}
        @change=${(event: Event) => {
          const { checked } = event.currentTarget as HTMLInputElement;
          this.#change({ settings: { ...this.draft.settings, [flag]: checked } });
        }}
      />
      <span>${FLAGS[flag]}${isForced ? html` <em class="quiet">because of who is in it</em>` : nothing}</span>
    </label>`;
  }

  #settings(): RoomSettings {
    return { ...this.draft.settings, ...this.#forced() };
  }

  #forced(): Partial<RoomSettings> {
    const companies = new Set([
      this.app?.state.user?.company,
      ...this.draft.people.map(({ company }) => company),
    ]);
    return {
      ...(companies.size > 1 && { external: true }),
      ...(companies.size > 2 && { multilateral: true }),
    };
  }

  #change(change: Partial<RoomDraft>): void {
    this.draft = { ...this.draft, ...change };
  }
}

function valueOf(event: InputEvent): string {
  return (event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value;
}
