import type { Context } from '@finos/fdc3';
import type { CreatedRoom, DistributionList, SentMessage } from '../shared/answers.js';
import type { AuthState } from '../shared/contract.js';
import type { RoomOptions, SharedMessage } from '../shared/messages.js';
import type { Chat } from '../shared/schemas.js';
import type { Settings, Theme } from '../shared/settings.js';
import type { Configuration } from './configuration.js';
import type { LogoutReport } from './logout.js';
import type { SendMessageOptions } from './sendMessageOptions.js';
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
   * Sends a message: a blast to people, chats and distribution lists, or a message to one chat with a group of people.
   * All of them get it, or nobody does. A dialog in the frame of `options.container` asks the user first, unless
   * `options.displayMode` says otherwise; for its answer there is no deadline.
   *
   * @param message - Markdown as a string, or a {@link SharedMessage}.
   * @returns The chats that it went to, and each chat's message.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`, `ATTACHMENTS_TOO_LARGE` (over 1 MB together), `INVALID_USERS`,
   * `NON_CONNECTED_USERS`, `STREAM_NOT_FOUND`, `DISTRIBUTION_LIST_NOT_FOUND`, each with what it is about in `data`;
   * `CANCELLED` by the user; otherwise as {@link Symphony.openStream}.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/send-a-message
   */
  sendMessage(message: string | SharedMessage, options: SendMessageOptions): Promise<SentMessage>;
  /**
   * Creates a room and shows it, after a dialog that is filled in with what is given, unless `options.silent` is true.
   * There is no deadline for the dialog.
   *
   * @param name - 50 characters at most.
   * @param userIds - Ids or e-mail addresses of the members, the user aside.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`, `ROOM_NAME_TOO_LONG`, `ATTACHMENTS_TOO_LARGE`, `INVALID_USERS`,
   * `NON_CONNECTED_USERS`, `CANCELLED` by the user; otherwise as {@link Symphony.openStream}. There is no room then.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/create-a-room
   */
  createRoom(
    name: string,
    userIds: readonly string[],
    options?: RoomOptions,
    selector?: Selector,
  ): Promise<CreatedRoom>;
  /**
   * Pins a message in its chat, in place of the one that was pinned. Only owners of a room may.
   *
   * @returns `true`.
   * @throws {@link SymphonyError} `MESSAGE_ID_NOT_FOUND`, or `ERROR` where the user may not; the id is in `data`.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/notifications
   */
  pinMessage(messageId: string): Promise<true>;
  /**
   * Opens an extension app that the setting `allowedApps` names. One that cannot be opened shows an error page in the
   * frame, and is no failure of the call.
   *
   * @param moduleName - The label of one of the app's modules; the first one by default.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/open-an-app
   */
  openApp(appId: string, moduleName?: string, selector?: Selector): Promise<void>;
  /**
   * Opens the blast module in the main frame.
   *
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/blast
   */
  openBlast(): Promise<void>;
  /**
   * The user's distribution lists.
   *
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/blast
   */
  getDistributionLists(): Promise<DistributionList[]>;
  /**
   * Changes settings, in every frame and in those to come; `streamId` or `userIds` open that chat in the main frame.
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
   * Calls back when the user presses one of the buttons for the page: `ViewContact` (`fdc3.contact`), `ViewInstrument`
   * (`fdc3.instrument`), `CreateInteraction` (`fdc3.interaction`), or an action button of a message with the intent that
   * it was sent with. May be called at any time; ends with `logout`.
   *
   * @returns Its undo.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/notifications
   */
  registerInterop(callback: (intent: string, context: Context) => void): () => void;
  /**
   * Tells who is there, before anything is rendered.
   *
   * @param preload - Whether to load the app meanwhile.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/get-started
   */
  checkAuth(preload?: boolean | null): Promise<AuthState>;
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
