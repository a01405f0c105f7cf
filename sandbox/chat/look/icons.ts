import { svg } from 'lit';
import { doorIcon, icon, logOutIcon, peopleIcon } from '../../look/icon.js';

export const icons = {
  send: icon(svg`<path d="M17 3 9 11M17 3l-5 14-3-6-6-3z" />`),
  info: icon(svg`<circle cx="10" cy="10" r="7.2" /><path d="M10 9.2v4.2M10 6.6v.1" />`),
  logOut: logOutIcon,
  back: icon(svg`<path d="M12 4.5 6.5 10l5.5 5.5" />`),
  search: icon(svg`<circle cx="9" cy="9" r="5.2" /><path d="m13 13 3.5 3.5" />`),
  close: icon(svg`<path d="m5 5 10 10M15 5 5 15" />`),
  plus: icon(svg`<path d="M10 4v12M4 10h12" />`),
  down: icon(svg`<path d="M10 4v11M5 10.5l5 5 5-5" />`),
  room: icon(svg`<path d="M4 8h12M4 12.5h12M8.5 4 7 16.5M13 4l-1.5 12.5" />`),
  group: peopleIcon,
  window: icon(svg`<path d="M9 4H4v12h12v-5M12 3.5h4.5V8M16.5 3.5 9.5 10.5" />`),
  offline: icon(
    svg`<path d="M3 3l14 14M6 12.5a5.5 5.5 0 0 1 3-1.7M3.5 9.5A9 9 0 0 1 7 7.3M10.5 6.5a9 9 0 0 1 6 3M12.5 11.3l1.5 1.2M10 15.8v.1" />`,
  ),
  door: doorIcon,
  warning: icon(svg`<path d="M10 3.5 17.5 16.5h-15zM10 8.5v3.7M10 14.3v.1" />`),
  chat: icon(svg`<path d="M3.5 4.5h13v9h-7L6 16.5v-3H3.5z" />`),
  more: icon(svg`<path d="M4.5 10h.1M10 10h.1M15.4 10h.1" stroke-width="2.6" />`),
  pin: icon(svg`<path d="M7 3.5h6l-.7 5.3 2.2 2.7v1h-9v-1l2.2-2.7zM10 12.5v4.5" />`),
  bookmark: icon(svg`<path d="M5.5 3.5h9v13L10 13l-4.5 3.5z" />`),
  share: icon(svg`<path d="M10 12.5v-9M6.5 6.5 10 3l3.5 3.5M4 11v5.5h12V11" />`),
  copy: icon(svg`<path d="M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4" />`),
  suppress: icon(svg`<circle cx="10" cy="10" r="7" /><path d="m5.2 5.2 9.6 9.6" />`),
  file: icon(svg`<path d="M5 2.8h6.5L15.5 7v10.2H5zM11.3 3v4.3h4" />`),
  attach: icon(
    svg`<path d="m15.8 9.2-6 6a3.6 3.6 0 0 1-5.1-5.1l6.5-6.5a2.4 2.4 0 0 1 3.4 3.4l-6.4 6.4a1.2 1.2 0 0 1-1.7-1.7l5.7-5.7" />`,
  ),
  emoji: icon(
    svg`<circle cx="10" cy="10" r="7.2" /><path d="M7.3 8v.1M12.7 8v.1M6.6 11.8c1.7 2.4 5.1 2.4 6.8 0" />`,
  ),
  format: icon(svg`<path d="M3 15.5 7 4.5l4 11M4.4 11.8h5.2M12.5 15.5c4-6.5 5.5-4.5 4-2s0 3 1.5 1.5" />`),
  bold: icon(svg`<path d="M6 4h4.5a3 3 0 0 1 0 6H6zM6 10h5.3a3 3 0 0 1 0 6H6z" stroke-width="2" />`),
  italic: icon(svg`<path d="M9 4h5.5M5.5 16H11M11.8 4l-3.6 12" />`),
  list: icon(svg`<path d="M8 5.5h8.5M8 10h8.5M8 14.5h8.5M4 5.5h.1M4 10h.1M4 14.5h.1" stroke-width="1.9" />`),
  link: icon(
    svg`<path d="m8.3 11.7 3.4-3.4M9.5 6.2l1.8-1.8a3 3 0 0 1 4.3 4.3l-1.8 1.8M10.5 13.8l-1.8 1.8a3 3 0 0 1-4.3-4.3l1.8-1.8" />`,
  ),
  check: icon(svg`<path d="m4.5 10.5 3.7 3.7 7.3-8" />`),
  minus: icon(svg`<path d="M5.5 10h9" />`),
  pen: icon(svg`<path d="M4 16l.8-3.4L13.4 4 16 6.6l-8.6 8.6zM11.5 5.9l2.6 2.6" />`),
  penOff: icon(
    svg`<path d="M4 16l.8-3.4 3-3M10.6 6.8 13.4 4 16 6.6l-2.8 2.8M10.4 12.2l-3 3L4 16M3 3l14 14" />`,
  ),
};

/** The wordmark's sign. */
export const mark = svg`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
  <rect width="32" height="32" rx="9" fill="currentColor" />
  <path d="M22.5 9.7c-2-1.2-4.2-1.7-6.5-1.7-3.8 0-6 1.7-6 4 0 2.7 2.8 3.3 6 4s6 1.3 6 4c0 2.3-2.2 4-6 4-2.3 0-4.5-.5-6.5-1.7"
    fill="none" stroke="var(--on-primary)" stroke-width="3" stroke-linecap="round" /></svg>`;
