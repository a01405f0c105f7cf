import type { Context } from '@finos/fdc3';
import type { CreatedRoom, DistributionList, SentMessage } from '../shared/values/answers.js';
import type { AuthState } from '../shared/wire/contract.js';
import type { RoomOptions, SharedMessage } from '../shared/values/messages.js';
import type { Chat } from '../shared/wire/schemas.js';
import type { Theme } from '../shared/values/settings.js';
import type { Configuration, Users } from './arguments/configuration.js';
import type { LogoutReport } from './logout/report.js';
import type { SendMessageOptions } from './arguments/sendMessageOptions.js';
import type { ListenOptions, ListenPayloads } from './notifications/subscriptions.js';

/** The container of a frame: a CSS selector, or the element itself. */
export type Selector = string | Element;

/**
 * The functions of Embedded Mode for one pod. `listen`, `onUserInteractionRequired` and `registerInterop` return a
 * function that removes the listener. All other functions return a promise. It rejects only with a
 * {@link SymphonyError}. Every wait has a deadline, except while a person is asked to do something.
 *
 * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode
 */
export interface Symphony {
  /**
   * Creates the main frame. Another call replaces it with a new one.
   *
   * @param className - The class of the container, without a dot, or the container itself.
   * @param configuration - The settings, the chat to open, the theme and the login token.
   * @param fromLogin - Whether to go straight to the login page.
   * @returns The chat, once the frame shows it.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`; `CONNECTION_FAILED` or `INCOMPATIBLE_VERSION`, after which the
   * iframe is removed; `TIMEOUT`; `FRAME_GONE` if the page removes the iframe; `SUPERSEDED` if a later call replaces
   * this frame or its chat; `LOGGED_OUT` if `logout` is called or the session ends meanwhile. If the frame cannot show
   * the chat, rejects with the error that the frame reports.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/get-started
   */
  render(className?: Selector, configuration?: Configuration, fromLogin?: boolean): Promise<Chat>;
  /**
   * Opens a chat or switches to it, in the main frame or in the frame in `selector`. Creates that frame if there is
   * none. Collaboration mode ignores `selector`: it has only the main frame.
   *
   * If two calls for one slot follow each other quickly, the frame shows the later chat, and the earlier one is
   * rejected with `SUPERSEDED`.
   *
   * @returns The chat, once it is displayed.
   * @throws {@link SymphonyError} `NOT_RENDERED`, `INVALID_ARGUMENT`, `CONNECTION_FAILED`, `INCOMPATIBLE_VERSION`,
   * `TIMEOUT`, `FRAME_GONE`, `SUPERSEDED`, `LOGGED_OUT`, `NOT_SUPPORTED`, or the error that the frame reports.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/open-a-chat
   */
  openStream(streamId: string, selector?: Selector): Promise<Chat>;
  /** Another name for {@link Symphony.openStream}. */
  setStream(streamId: string, selector?: Selector): Promise<Chat>;
  /**
   * Opens the direct or group chat with these users, and creates it first if there is none. Otherwise works like
   * {@link Symphony.openStream}.
   *
   * @param users - One user for a direct chat, more for a group chat.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/open-a-chat
   */
  startRoom(users: Users, selector?: Selector): Promise<Chat>;
  /**
   * Sends a message: a blast to people, chats and distribution lists, or one message to the chat with a group of
   * people. Either all recipients get it, or none. By default, a dialog in the frame of `options.container` asks the
   * user first. `options.displayMode` can change this. The user's answer has no deadline.
   *
   * @param message - Markdown as a string, or a {@link SharedMessage}.
   * @returns The chats that received the message, their members, and the id of the message in each chat.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`; `INVALID_USERS`, `NON_CONNECTED_USERS`, `STREAM_NOT_FOUND` or
   * `DISTRIBUTION_LIST_NOT_FOUND`, with details in `data`; `ATTACHMENTS_TOO_LARGE` if the pod refuses the attachments,
   * because they are larger than 1 MB together; `CANCELLED` if the user closes the dialog; otherwise as
   * {@link Symphony.openStream}.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/send-a-message
   */
  sendMessage(message: string | SharedMessage, options: SendMessageOptions): Promise<SentMessage>;
  /**
   * Creates a room and shows it. A dialog with these values asks the user first, unless `options.silent` is true. The
   * dialog has no deadline.
   *
   * @param name - The name of the room. The pod allows 50 characters at most. May be empty if there is a dialog.
   * @param userIds - The members, without the user.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`; `ROOM_NAME_TOO_LONG` or `ATTACHMENTS_TOO_LARGE` (larger than 1 MB
   * together), both checked by the pod; `INVALID_USERS`, `NON_CONNECTED_USERS`; `CANCELLED` if the user closes the
   * dialog. With these errors, no room was created. Otherwise as {@link Symphony.openStream}.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/create-a-room
   */
  createRoom(name: string, userIds: Users, options?: RoomOptions, selector?: Selector): Promise<CreatedRoom>;
  /**
   * Pins a message in its chat, and replaces the message that was pinned before. In a room, only owners may do so.
   *
   * @returns `true`.
   * @throws {@link SymphonyError} `MESSAGE_ID_NOT_FOUND`, or `ERROR` if the user may not pin it; both with `{ messageId }` in
   * `data`.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/notifications
   */
  pinMessage(messageId: string): Promise<true>;
  /**
   * Opens an extension app from the setting `allowedApps`. If the app cannot be opened, the frame shows an error page,
   * and the call still succeeds.
   *
   * @param moduleName - The label of one of the app's modules. The first one by default.
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
   * Returns the user's distribution lists.
   *
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/blast
   */
  getDistributionLists(): Promise<DistributionList[]>;
  /**
   * Changes settings in all frames, and in frames created later. `streamId` or `userIds` opens that chat in the main
   * frame. `theme` works like {@link Symphony.updateTheme}.
   *
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/configuration-parameters
   */
  updateSettings(settings: Omit<Configuration, 'auth'>): Promise<void>;
  /**
   * Changes colours in all frames, and in frames created later. Focus mode only.
   *
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/configuration-parameters
   */
  updateTheme(theme: Theme): Promise<void>;
  /**
   * Calls back with each notification of one type. Can be called at any time, also before `render`. The listener stays
   * when frames reload. `logout` removes it.
   *
   * @returns A function that removes the listener.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/notifications
   */
  listen<Type extends keyof ListenPayloads>(options: ListenOptions<Type>): () => void;
  /**
   * Calls back with `{ reason }` when a person has to do something in a frame, for example log in or accept terms. Can
   * be called at any time, also before `render`. `logout` removes the listener.
   *
   * @returns A function that removes the listener.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   */
  onUserInteractionRequired(options: { callback: (required: { reason: string }) => void }): () => void;
  /**
   * Calls back with an FDC3 intent and its context when the user presses a button that is meant for the page. These are
   * `ViewContact` (`fdc3.contact`), `ViewInstrument` (`fdc3.instrument`), `CreateInteraction` (`fdc3.interaction`), and
   * the action buttons of messages, with the intent from the message. Can be called at any time. `logout` removes the
   * listener.
   *
   * @returns A function that removes the listener.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/notifications
   */
  registerInterop(callback: (intent: string, context: Context) => void): () => void;
  /**
   * Checks whether a user is logged in, and how this pod logs users in. Can be called before `render`.
   *
   * @param preload - Whether the frame also loads the app, so that `render` is faster.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`, `CONNECTION_FAILED`, `INCOMPATIBLE_VERSION`, `TIMEOUT`,
   * `FRAME_GONE`, `LOGGED_OUT`, `NOT_SUPPORTED`, or the error that the frame reports.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/get-started
   */
  checkAuth(preload?: boolean | null): Promise<AuthState>;
  /**
   * Removes the frame in `selector`, or the main frame, without a logout. Asks its app to stop first, and waits for that
   * half a second at most. Calls to this frame that have not settled are rejected with `FRAME_GONE`. The session, the
   * other frames and the listeners stay. Afterwards, `openStream` with the same selector creates a new frame; without
   * a main frame, call {@link Symphony.render}. Does nothing if there is no such frame. Waits for the end of a running
   * logout. In Collaboration mode, there is only the main frame, whatever `selector` is.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT` if no element of the page matches `selector`.
   */
  close(selector?: Selector): Promise<void>;
  /**
   * Removes all frames as {@link Symphony.close} does, and all listeners, without a logout. Use it when the part of the
   * page that shows the chats goes away. Afterwards nothing is rendered, and `render` can be called again.
   */
  dispose(): Promise<void>;
  /**
   * Logs the user out of the pod, in all portals of this browser, and removes every frame.
   *
   * Asks every connected frame to clear its session, and one frame to empty the browser storage. Waits for all answers
   * or for the deadline, and then always removes the frames. Also removes all listeners. Afterwards nothing is
   * rendered. Concurrent calls share one logout.
   *
   * @param options - `deadlineMs`, in milliseconds, replaces `timeouts.logoutMs`.
   * @returns The report, if the pod confirmed the logout, every frame acknowledged, and the browser storage is empty.
   * Its `storage` describes the browser storage, and its `hostRequest` the host's own request to the pod.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`. Or, with a {@link LogoutFailure} in `data`: `LOGOUT_UNCONFIRMED`
   * if the pod did not confirm the logout, so the user may still be logged in; `LOGOUT_INCOMPLETE` if the pod
   * confirmed, but a frame did not confirm that it cleared its data, or the browser storage is not known to be empty.
   * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/logout
   */
  logout(options?: { deadlineMs?: number | undefined }): Promise<LogoutReport>;
}
