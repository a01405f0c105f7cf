import { svg } from 'lit';
import { doorIcon, icon, logOutIcon, peopleIcon } from './icon.js';

/** The icons of the portals and the playground. */
export const icons = {
  chat: icon(svg`<path d="M3.5 4.5h13v9h-7l-3 3v-3h-3z" />`),
  play: icon(svg`<path d="M6.5 4.5v11l9-5.5z" />`),
  logOut: logOutIcon,
  check: icon(svg`<path d="m4.5 10.5 3.5 3.5 7.5-8" />`),
  cross: icon(svg`<path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />`),
  people: peopleIcon,
  bolt: icon(svg`<path d="M11 3 5 11.5h4.5L9 17l6-8.5h-4.5z" />`),
  door: doorIcon,
  away: icon(svg`<path d="M11 4h5v5M16 4l-7 7M13 12v4H4V7h4" />`),
  bell: icon(svg`<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1h-13zM8.5 17.2h3" />`),
  copy: icon(svg`<path d="M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3" />`),
  link: icon(
    svg`<path d="M8.5 11.5a3 3 0 0 0 4.2 0l2.4-2.4a3 3 0 0 0-4.2-4.2L10 5.8M11.5 8.5a3 3 0 0 0-4.2 0l-2.4 2.4a3 3 0 0 0 4.2 4.2l.9-.9" />`,
  ),
  sweep: icon(svg`<path d="M4 6h12M8 6V4h4v2M6 6l.8 10.5h6.4L14 6" />`),
};
