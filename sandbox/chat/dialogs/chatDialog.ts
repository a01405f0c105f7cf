import { html, type TemplateResult } from 'lit';
import type { Profile } from '../../podApi/people.js';
import type { Resolved } from '../../podApi/sending.js';
import { Modal } from './modal.js';

/** Whom to start a chat with. */
export class ChatDialog extends Modal {
  static override properties = { ...Modal.properties, people: { state: true } };
  declare people: readonly Profile[];

  constructor() {
    super();
    this.people = [];
  }

  protected override render(): TemplateResult {
    return this.renderDialog({
      headline: 'Start a chat',
      confirm: 'Start',
      canConfirm: this.people.length > 0,
      onConfirm: () => void this.app?.prompts.confirm('chat', this.people),
      body: html`<recipient-picker
        .app=${this.app}
        .kinds=${'people'}
        .picked=${{ users: this.people, streams: [], lists: [] }}
        label="With"
        data-testid="chat-people"
        @pick=${({ detail }: CustomEvent<Resolved>) => {
          this.people = detail.users;
        }}
      ></recipient-picker>`,
    });
  }
}
