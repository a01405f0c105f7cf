import { svg } from 'lit';
import { icon } from '../../look/icon.js';

/** Signs of what stands beside the chats. */
export const moduleIcons = {
  blast: icon(svg`<path d="M3.5 8.2v3.6l9.5 3.7V4.5zM13 7.5a2.6 2.6 0 0 1 0 5M6 12.8l1 3.7h2.2l-.9-2.9" />`),
  app: icon(
    svg`<rect x="3.5" y="3.5" width="5" height="5" rx="1" /><rect x="11.5" y="3.5" width="5" height="5" rx="1" /><rect x="3.5" y="11.5" width="5" height="5" rx="1" /><rect x="11.5" y="11.5" width="5" height="5" rx="1" />`,
  ),
};
