import { svg, type SVGTemplateResult } from 'lit';

function icon(paths: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none"
    stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;
}

export const icons = {
  chat: icon(svg`<path d="M3.5 4.5h13v9h-7l-3 3v-3h-3z" />`),
  play: icon(svg`<path d="M6.5 4.5v11l9-5.5z" />`),
  logOut: icon(svg`<path d="M8 3.5H4.5v13H8M12.5 6.5 16 10l-3.5 3.5M16 10H8" />`),
  check: icon(svg`<path d="m4.5 10.5 3.5 3.5 7.5-8" />`),
  cross: icon(svg`<path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />`),
  copy: icon(svg`<path d="M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3" />`),
  link: icon(
    svg`<path d="M8.5 11.5a3 3 0 0 0 4.2 0l2.4-2.4a3 3 0 0 0-4.2-4.2L10 5.8M11.5 8.5a3 3 0 0 0-4.2 0l-2.4 2.4a3 3 0 0 0 4.2 4.2l.9-.9" />`,
  ),
  sweep: icon(svg`<path d="M4 6h12M8 6V4h4v2M6 6l.8 10.5h6.4L14 6" />`),
  bell: icon(svg`<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1h-13zM8.5 17.2h3" />`),
  away: icon(svg`<path d="M11 4h5v5M16 4l-7 7M13 12v4H4V7h4" />`),
};
