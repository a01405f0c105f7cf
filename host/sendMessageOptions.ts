import type { Selector } from './api.js';

/** Who a message goes to, and how. */
export interface SendMessageOptions {
  /**
   * `blast`: to each of the recipients separately. `group`: to one direct or group chat with all `users`, found or made;
   * it takes no `streamIds` and no `distributionListIds`.
   */
  mode: 'blast' | 'group';
  /** Ids or e-mail addresses. */
  users?: readonly string[] | undefined;
  streamIds?: readonly string[] | undefined;
  distributionListIds?: readonly string[] | undefined;
  /**
   * `confirmation_dialog`, the default: the user sees the message and confirms it. `open_module`, of blasts only: the
   * blast module opens, filled in. `none`: it is sent at once.
   */
  displayMode?: 'confirmation_dialog' | 'open_module' | 'none' | undefined;
  /** Where the dialog is shown: a selector, a bare id or class, or the element; the main frame by default. */
  container?: Selector | undefined;
}
