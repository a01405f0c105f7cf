import { html, type TemplateResult } from 'lit';
import type { Person } from '../../podApi/people.js';

const HUES = 8;

/** A person's initials on a colour that is always the same for them. */
export function avatar({ id, displayName }: Person): TemplateResult {
  const initials = displayName
    .split(' ')
    .map((name) => name.slice(0, 1))
    .slice(0, 2)
    .join('');
  let hash = 2_166_136_261;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  // Drawn by the style sheet: to whoever does not see it, the letters say nothing that the name next to it does not.
  return html`<span
    class="avatar hue-${(hash >>> 13) % HUES}"
    aria-hidden="true"
    title=${displayName}
    data-initials=${initials}
  ></span>`;
}
