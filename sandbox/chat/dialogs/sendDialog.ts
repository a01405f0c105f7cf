import { html, type TemplateResult } from 'lit';
import { icons } from '../look/icons.js';
import { messagePreview } from '../messageContent/messagePreview.js';
import { personLine, placeLine } from '../people/personLine.js';
import { Modal } from './modal.js';
import type { Prompt } from './prompt.js';

/** Shows a portal's message and who will get it, before it goes out in the user's name. */
export class SendDialog extends Modal {
  declare prompt: Extract<Prompt, { kind: 'send' }>;

  protected override render(): TemplateResult {
    const { mode, message, to } = this.prompt;
    const count = to.users.length + to.streams.length + to.lists.length;
    return this.renderDialog({
      headline: 'Send this message?',
      confirm: 'Send',
      canConfirm: true,
      onConfirm: () => void this.app?.prompts.confirm('send', undefined),
      body: html`
        <section aria-label="Message">${messagePreview(message)}</section>
        <section>
          <h3>
            ${mode === 'group' ? 'To one chat with' : count === 1 ? 'To' : 'To each of these, separately'}
          </h3>
          <ul class="people" data-testid="recipients">
            ${to.users.map((user) => html`<li class="person">${personLine(user)}</li>`)}
            ${to.streams.map(
              ({ name, members }) =>
                html`<li class="person">${placeLine(icons.room, name, `${members.length} members`)}</li>`,
            )}
            ${to.lists.map(
              ({ name, members }) =>
                html`<li class="person">
                  ${placeLine(icons.group, name, members.map(({ displayName }) => displayName).join(', '))}
                </li>`,
            )}
          </ul>
        </section>
      `,
    });
  }
}
