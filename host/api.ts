import type { AuthState } from '../shared/contract.js';
import type { Chat } from '../shared/schemas.js';
import type { Settings, Theme } from '../shared/settings.js';
import type { Configuration } from './configuration.js';
import type { LogoutReport } from './logout.js';
import type { ListenOptions, ListenPayloads } from './subscriptions.js';

/** Where a chat goes: a CSS selector, or the element itself. */
export type Selector = string | Element;

/**
 * Embedded Mode, for one pod. Every function but `listen` and `onUserInteractionRequired` gives a promise that rejects
 * with a {@link SymphonyError}, and settles: there is a deadline on everything but what a person is asked to do.
 *
 * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode
 */
export interface Symphony {
  /**
   * Makes the main frame; called again, makes it anew.
   *
   * @param className - The class of the container, bare, or the container itself.
   * @param configuration - Settings, the chat to open, the theme, how to log in.
   * @param fromLogin - Whether to go straight to the login page.
   * @returns The chat, once the frame shows it.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`; `CONNECTION_FAILED` or `INCOMPATIBLE_VERSION`, and then no frame is
   * left; `TIMEOUT`; `LOGGED_OUT` when `logout` was called meanwhile; `ERROR` with the frame's own words when it could not
   * show the chat.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/get-started
   */
  render(className?: Selector, configuration?: Configuration, fromLogin?: boolean): Promise<Chat>;
  /**
   * Opens or switches a chat: in the main frame, or in the frame of `selector`, which is made when it has none. In
   * Collaboration mode there is only the main frame.
   *
   * Of two calls for one slot in quick succession the later one is shown, and the earlier one is rejected with `ERROR`.
   *
   * @returns The chat, once it is displayed.
   * @throws {@link SymphonyError} `NOT_RENDERED`, `INVALID_ARGUMENT`, `CONNECTION_FAILED`, `TIMEOUT`, `FRAME_GONE`,
   * `LOGGED_OUT`, `NOT_SUPPORTED`, or what the frame says.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/open-a-chat
   */
  openStream(streamId: string, selector?: Selector): Promise<Chat>;
  /** The same as {@link Symphony.openStream}. */
  setStream(streamId: string, selector?: Selector): Promise<Chat>;
  /**
   * Opens, or creates and opens, the chat with these users, in the way of {@link Symphony.openStream}.
   *
   * @param users - Ids or e-mail addresses; one for a direct chat, more for a group chat.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/open-a-chat
   */
  startRoom(users: string | readonly string[], selector?: Selector): Promise<Chat>;
  /**
   * Changes settings, in every frame and in those to come.
   *
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/configuration-parameters
   */
  updateSettings(settings: Settings): Promise<void>;
  /**
   * Changes colours, in every frame and in those to come. Focus mode only.
   *
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/configuration-parameters
   */
  updateTheme(theme: Theme): Promise<void>;
  /**
   * Subscribes. May be called at any time, before `render` too; survives reloads of frames; ends with `logout`.
   *
   * @returns Its undo.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/notifications
   */
  listen<Type extends keyof ListenPayloads>(options: ListenOptions<Type>): () => void;
  /**
   * Calls back with `{ reason }` when a frame needs a person: to log in, to accept terms. May be called before `render`.
   *
   * @returns Its undo.
   */
  onUserInteractionRequired(options: { callback: (required: { reason: string }) => void }): () => void;
  /**
   * Tells who is there, before anything is rendered.
   *
   * @param preload - Whether to load the app meanwhile.
   */
  checkAuth(preload?: boolean): Promise<AuthState>;
  /**
   * Logs the user out of the pod, in all portals of this browser, and removes every frame. It tells every connected frame
   * to clear its session, waits for all acknowledgements or the deadline, and then removes the frames whatever happened;
   * afterwards it is as if `render` had never been called. Concurrent calls share one logout.
   *
   * @param options - `deadlineMs` instead of `timeouts.logoutMs`.
   * @returns The report, when the pod confirmed and every connected frame acknowledged.
   * @throws {@link SymphonyError} with a {@link LogoutFailure} in `data`: `LOGOUT_UNCONFIRMED` when the pod did not
   * confirm, so that the user may still be logged in; `LOGOUT_INCOMPLETE` when it did, but a frame did not confirm that it
   * cleared its data.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/logout
   */
  logout(options?: { deadlineMs?: number }): Promise<LogoutReport>;
}
