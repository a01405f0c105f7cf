import { html, nothing, type TemplateResult } from 'lit';
import type { RoomSettings } from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import { icons } from '../look/icons.js';

/** What is so, and what is so where it is not. */
const RULES: Record<keyof RoomSettings, readonly [yes: string, no: string]> = {
  public: ['Anybody of the company may join', 'By invitation only'],
  external: ['Open to people of other companies', 'For one company only'],
  multilateral: ['May join more than two companies', 'Two companies at most'],
  discoverable: ['Is found in searches', 'Is not found in searches'],
  allowSendMessages: ['Everybody may write', 'Only owners write'],
  allowAddUser: ['Every member may add people', 'Only owners add people'],
  allowHistoryBrowsing: ['New members see earlier messages', 'New members start with an empty room'],
  allowMessageCopy: ['Messages may be copied', 'Messages may not be copied'],
};

/** What kind of chat it is, in a few words. */
export function kindOf({ type, isActive }: Stream): string {
  const kind = { direct: 'Direct chat', group: 'Group chat', room: 'Room' }[type];
  return isActive ? kind : `${kind}, closed`;
}

/** How many people are in a chat, in words. */
export function sizeInWords({ members: { length } }: Stream): string {
  return length === 1 ? '1 member' : `${length} members`;
}

/** What there is to know about a chat. */
export function roomInfo(stream: Stream): TemplateResult {
  const { name, members, settings } = stream;
  const companies = [...new Set(members.map(({ company }) => company))].filter(Boolean);
  const owners = members.filter(({ isOwner }) => isOwner).map(({ displayName }) => displayName);
  return html`
    <h2>${name}</h2>
    <p class="quiet">${kindOf(stream)}, ${sizeInWords(stream)}</p>
    <dl class="facts">
      <dt>${companies.length > 1 ? 'Companies' : 'Company'}</dt>
      <dd>${companies.join(', ')}</dd>
      ${
        owners.length
          ? html`<dt>${owners.length > 1 ? 'Owners' : 'Owner'}</dt>
              <dd>${owners.join(', ')}</dd>`
          : nothing
      }
    </dl>
    ${settings ? renderRules(settings) : nothing}
  `;
}

function renderRules(settings: RoomSettings): TemplateResult {
  const names = Object.keys(RULES) as (keyof RoomSettings)[];
  // In a room of one company there is nothing to say of a third one.
  const told = names.filter((name) => name !== 'multilateral' || settings.external);
  return html`<ul class="rules" aria-label="Rules of this room">
    ${told.map(
      (name) =>
        html`<li class=${settings[name] ? 'is-so' : ''}>
          ${settings[name] ? icons.check : icons.minus} ${RULES[name][settings[name] ? 0 : 1]}
        </li>`,
    )}
  </ul>`;
}
