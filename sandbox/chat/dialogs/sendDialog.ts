import { html, type TemplateResult } from 'lit';
import { icons } from '../look/icons.js';
import { messagePreview } from '../messageContent/messagePreview.js';
import { avatar } from '../people/avatar.js';
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
            ${to.users.map(
              (user) =>
                html`<li class="person">
                  ${avatar(user)}<span class="person-name"
                    ><strong>${user.displayName}</strong> <span class="quiet">${user.company}</span></span
                  >
                </li>`,
            )}
            ${to.streams.map(
              ({ name, members }) =>
                html`<li class="person">
                  <span class="avatar is-place">${icons.room}</span
                  ><span class="person-name"
                    ><strong>${name}</strong> <span class="quiet">${members.length} members</span></span
                  >
                </li>`,
            )}
            ${to.lists.map(
              ({ name, members }) =>
                html`<li class="person">
                  <span class="avatar is-place">${icons.group}</span>
                  <span class="person-name">
                    <strong>${name}</strong>
                    <span class="quiet">${members.map(({ displayName }) => displayName).join(', ')}</span>
                  </span>
                </li>`,
            )}
          </ul>
        </section>
      `,
    });
  }
}
