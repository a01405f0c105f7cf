import { html, type TemplateResult } from 'lit';
import type { Person } from '../../podApi/people.js';
import { avatar } from './avatar.js';

/** Somebody in a row with what else there is: their picture, their name, and under it their company or something else. */
export function personLine(person: Person, note: unknown = person.company): TemplateResult {
  return html`${avatar(person)}${nameLine(person.displayName, note)}`;
}

/** The same for what has no picture of its own. */
export function placeLine(icon: unknown, name: string, note: unknown): TemplateResult {
  return html`<span class="avatar is-place">${icon}</span>${nameLine(name, note)}`;
}

function nameLine(name: string, note: unknown): TemplateResult {
  return html`<span class="person-name"><strong>${name}</strong><span class="quiet">${note}</span></span>`;
}
