import type { Context } from '@finos/fdc3';
import type { CreatedRoom, DistributionList, SentMessage } from '../values/answers.js';
import type { ErrorPayload } from '../errors.js';
import type { RoomOptions, SendingOptions, SharedMessage } from '../values/messages.js';
import type { NotificationBatch, SessionEnd } from '../values/notifications.js';
import type { Schema } from './schema.js';
import type { Chat, Subscription } from './schemas.js';
import type { Settings, Theme } from '../values/settings.js';

/*
 * The wire: the arguments and the answer of each method. The types of handlers, proxies and schemas derive from it.
 * Each direction has one map of schemas for arguments and one for answers (`hostToFrameArgs` …). Each map has its own
 * file, because a half validates only the data that it receives, and must not bundle the other schemas.
 */

/** The version of the wire. Increase it if an old and a new half could misunderstand each other. */
export const PROTOCOL = 2;

/** The name of the Penpal channel. It separates the SDK from the page's own Penpal connections. */
export const CHANNEL = 'symphony-embed';

/** The name of the empty iframe in a frame. If it is gone, the frame's process may have been killed. */
export const WITNESS = 'symphony-witness';

/** Whether a user is logged in, and how this pod logs users in. */
export interface AuthState {
  isLoggedIn: boolean;
  authenticationType: 'password' | 'sso';
}

/** The result of `clearSession` in one frame. */
export interface Clearing {
  /** Whether the pod confirmed to this frame that the session is over. */
  revoked: boolean;
  /** The `LogoutScope` of the pod's confirmation, if the pod has stated it. A newer frame can send one that is unknown here. */
  scope?: string | undefined;
  /** The page of the identity provider on which the user can end their session there, if the pod has stated it. */
  endSessionUrl?: string | undefined;
  /** Whether the app has stopped, and has cleared its own data. */
  cleared: boolean;
  /** The error, if a step failed. */
  error?: WireError | undefined;
}

/** The result of `emptyStorage`: the data that is left in the browser storage. */
export interface StorageLeft {
  /** Kinds of storage that the browser does not have, or does not allow here. The frame has no data in them. */
  unavailable: string[];
  /** Data that may still be there, and why. An empty list means that the storage is empty. */
  failures: string[];
}

/** An error on the wire. A newer half can send a type that this half does not know. */
export interface WireError {
  type: string;
  message: string;
  data?: unknown;
}

/** The host's answer to a frame's hello. */
export interface Welcome {
  protocol: number;
  /** `focus`: one chat. `collaboration`: the whole client. */
  mode: 'focus' | 'collaboration';
  settings: Settings;
  theme?: Theme | undefined;
  partnerId?: string | undefined;
  /** The chat to show. After a reload, the chat that was shown before. */
  chat: Chat;
  /** Whether to go straight to the login page. */
  fromLogin: boolean;
  /** A JWT to log in with. */
  subjectToken?: string | undefined;
  /** The subscriptions of the host. */
  subscriptions: Subscription[];
}

/** The methods that the host can call in a frame. */
export interface HostToFrame {
  /** Shows a chat. Answers once it is displayed. */
  openStream: Method<{ streamId: string }, Chat>;
  /** Shows the direct or group chat with these people. Creates it if there is none. */
  startRoom: Method<{ userIds: string[] }, Chat>;
  /** Sends a message. `options.displayMode` selects a dialog, the blast module, or neither. */
  sendMessage: Method<{ message: string | SharedMessage; options: SendingOptions }, SentMessage>;
  /** Creates a room and shows it. A dialog comes first, unless `options.silent` is true. */
  createRoom: Method<{ name: string; userIds: string[]; options: RoomOptions }, CreatedRoom>;
  /** Pins a message in its chat. */
  pinMessage: Method<{ messageId: string }>;
  /** Shows a module of an extension app, or an error page. */
  openApp: Method<{ appId: string; moduleName?: string | undefined }>;
  /** Shows the blast module. */
  openBlast: Method<object>;
  /** Returns the user's distribution lists. */
  getDistributionLists: Method<object, DistributionList[]>;
  /** Changes the given settings only. */
  updateSettings: Method<Settings>;
  /** Changes the given colours only. */
  updateTheme: Method<Theme>;
  subscribe: Method<Subscription>;
  unsubscribe: Method<{ id: number }>;
  /** Checks whether a user is logged in. With `preload`, the frame also loads the app. */
  checkAuth: Method<{ preload: boolean }, AuthState>;
  /** Stops network use, and clears the app's own data. With `revoke`, also ends the session at the pod. */
  clearSession: Method<{ logoutId: string; revoke: boolean; deadlineMs: number }, Clearing>;
  /** Empties the browser storage, and checks that it is empty. One frame does this for all frames of its host. */
  emptyStorage: Method<{ logoutId: string; deadlineMs: number }, StorageLeft>;
  /** Stops network use. The host removes the frame next, without a logout. */
  close: Method<object>;
  /** Does nothing. The answer shows that the frame's thread is alive. */
  ping: Method<object>;
}

/** The methods that a frame can call in its host. */
export interface FrameToHost {
  /**
   * The first call of every document.
   *
   * `originKeyed`: whether the browser has put the document into an agent cluster of its own origin. `undefined` if the
   * browser does not say. The host's debug events contain it.
   */
  hello: Method<{ protocol: number; app: string; originKeyed?: boolean | undefined }, Welcome>;
  /** The chat is displayed, or cannot be displayed. */
  ready: Method<Chat & { error?: WireError | undefined }>;
  notify: Method<{ notifications: NotificationBatch }>;
  /** A person has to do something. Until the next `ready`, the host's waits have no deadline. */
  userInteractionRequired: Method<{ reason: string }>;
  /** The user pressed a button that is meant for the page. */
  interop: Method<{ intent: string; context: Context }>;
  requestLogout: Method<object>;
  sessionEnded: Method<{ reason: SessionEnd }>;
  /** The browser is leaving the document. */
  goodbye: Method<object>;
}

/** One method of the wire. By default it has no answer. */
export interface Method<Args, Value = void> {
  args: Args;
  value: Value;
}

/** The names of the methods in one direction. */
export type MethodOf<Way> = keyof Way & string;
/** The arguments of a method. */
export type ArgsOf<Way, Name extends keyof Way> =
  Way[Name] extends Method<infer Args, unknown> ? Args : never;
/** The answer of a method. */
export type ValueOf<Way, Name extends keyof Way> =
  Way[Name] extends Method<unknown, infer Value> ? Value : never;

/** The schemas for the arguments of all methods. */
export type ArgSchemas<Way> = { [Name in keyof Way]: Schema<ArgsOf<Way, Name>> };
/** The schemas for the answers of all methods that have one. */
export type ValueSchemas<Way> = {
  [Name in keyof Way as undefined extends ValueOf<Way, Name> ? never : Name]: Schema<ValueOf<Way, Name>>;
};

/** An answer on the wire. An error is data here, because Penpal keeps only name, message and stack of thrown errors. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; error: ErrorPayload };

/** The methods of one direction, in the form that Penpal calls. */
export type Remote<Way> = {
  [Name in MethodOf<Way>]: (args: ArgsOf<Way, Name>) => Promise<Outcome<ValueOf<Way, Name>>>;
};

/** The handlers for the methods of one direction. They do not know the wire. */
export type Handlers<Way> = {
  [Name in MethodOf<Way>]: (args: ArgsOf<Way, Name>) => ValueOf<Way, Name> | Promise<ValueOf<Way, Name>>;
};
