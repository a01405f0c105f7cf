import type { Selector } from '../api.js';
import type { Users } from './configuration.js';

/** The recipients of a message, and how it is sent. */
export interface SendMessageOptions {
  /**
   * `blast`: to each recipient separately. `group`: to the one direct or group chat with all `users`, which is created
   * if there is none. `group` allows no `streamIds` and no `distributionListIds`.
   */
  mode: 'blast' | 'group';
  users?: Users | undefined;
  streamIds?: readonly string[] | undefined;
  distributionListIds?: readonly string[] | undefined;
  /**
   * `confirmation_dialog`, the default: the user sees the message and confirms it. `open_module`, for `blast` only:
   * opens the blast module with the message in it. `none`: sends the message at once.
   */
  displayMode?: 'confirmation_dialog' | 'open_module' | 'none' | undefined;
  /** The slot of the dialog: a selector, an id or class name, or the element. The main frame by default. */
  container?: Selector | undefined;
}
