import { svg, type SVGTemplateResult } from 'lit';

/** An icon of 20 by 20, drawn in lines of the text's colour. */
export function icon(paths: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none"
    stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;
}

export const logOutIcon = icon(svg`<path d="M8 3.5H4.5v13H8M12.5 6.5 16 10l-3.5 3.5M16 10H8" />`);
export const peopleIcon = icon(
  svg`<circle cx="7.5" cy="7.5" r="2.6" /><path d="M2.5 16c.4-3 2.3-4.5 5-4.5s4.6 1.5 5 4.5M13 5.2a2.4 2.4 0 0 1 0 4.6M15 12c1.5.7 2.3 2 2.5 4" />`,
);
export const doorIcon = icon(svg`<path d="M5 17V3h10v14M3 17h14M12 10.2v.1" />`);
