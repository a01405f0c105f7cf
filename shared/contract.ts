import type { Context } from '@finos/fdc3';
import type { GenericSchema } from 'valibot';
import type { CreatedRoom, DistributionList, SentMessage } from './answers.js';
import type { ErrorPayload } from './errors.js';
import type { RoomOptions, SendingOptions, SharedMessage } from './messages.js';
import type { NotificationBatch, SessionEnd } from './notifications.js';
import type { Chat, Subscription } from './schemas.js';
import type { Settings, Theme } from './settings.js';

/*
 * The wire: what each method takes and answers with. Handlers, proxies and schemas follow from it. The schemas stand in
 * two maps for each direction, of arguments and of answers (`hostToFrameArgs` …), each in its own file, since each half
 * looks only at what arrives at it, and bundles only that.
 */

/** The number of the wire. It rises when two halves of different numbers could misunderstand each other. */
export const PROTOCOL = 1;

/** The Penpal channel. A page's own Penpal connections with the same windows use another one and are left alone. */
export const CHANNEL = 'symphony-embed';

/** The name of the empty iframe by which a host sees whether a frame's document is still alive. */
export const WITNESS = 'symphony-witness';

/** Who is there, and how they log in. */
export interface AuthState {
  isLoggedIn: boolean;
  authenticationType: 'password' | 'sso';
}

/** How the clearing of a frame went. */
export interface Clearing {
  /** Whether the pod confirmed to this frame that the session is over. */
  revoked: boolean;
  /** Whether this frame's data is gone. */
  cleared: boolean;
  /** Kinds of storage that the browser keeps from this frame, so that nothing of it can be in them. */
  unavailable: string[];
  /** What failed, of either. */
  error?: WireError | undefined;
}

/** An error as it crosses the channel. Its type may be one that this half does not know yet. */
export interface WireError {
  type: string;
  message: string;
  data?: unknown;
}

/** What a frame learns of its host when it says hello. */
export interface Welcome {
  protocol: number;
  /** Focus, one chat; or Collaboration, the whole client. */
  mode: 'focus' | 'collaboration';
  settings: Settings;
  theme?: Theme | undefined;
  partnerId?: string | undefined;
  /** The chat to show; after a reload the one that was shown. */
  chat: Chat;
  /** Whether to go straight to the login. */
  fromLogin: boolean;
  /** A JWT to log in with. */
  subjectToken?: string | undefined;
  /** What the host listens to. */
  subscriptions: Subscription[];
}

/** What the host may ask of a frame. */
export interface HostToFrame {
  /** Shows a chat, and answers once it is displayed. */
  openStream: Method<{ streamId: string }, Chat>;
  /** Shows the direct or group chat with these people, found or made. */
  startRoom: Method<{ userIds: string[] }, Chat>;
  /** Sends a message, after a dialog or in the blast module unless `options.displayMode` is `none`. */
  sendMessage: Method<{ message: string | SharedMessage; options: SendingOptions }, SentMessage>;
  /** Creates a room and shows it, after a dialog unless `options.silent`. */
  createRoom: Method<{ name: string; userIds: string[]; options: RoomOptions }, CreatedRoom>;
  /** Pins a message in its chat. */
  pinMessage: Method<{ messageId: string }>;
  /** Shows a module of an extension app, or a page that says why it cannot. */
  openApp: Method<{ appId: string; moduleName?: string | undefined }>;
  /** Shows the blast module. */
  openBlast: Method<object>;
  /** The user's distribution lists. */
  getDistributionLists: Method<object, DistributionList[]>;
  /** Changes some settings; the others stay. */
  updateSettings: Method<Settings>;
  /** Changes some colours; the others stay. */
  updateTheme: Method<Theme>;
  subscribe: Method<Subscription>;
  unsubscribe: Method<{ id: number }>;
  /** Tells who is there; with `preload` the app gets ready meanwhile. */
  checkAuth: Method<{ preload: boolean }, AuthState>;
  /** Clears the session in this frame; with `revoke` the pod is told, too. */
  clearSession: Method<{ logoutId: string; revoke: boolean; deadlineMs: number }, Clearing>;
  /** Answers as soon as the frame's thread can. */
  ping: Method<object>;
}

/** What a frame may tell or ask its host. */
export interface FrameToHost {
  /** The first call of every document. */
  hello: Method<{ protocol: number; app: string }, Welcome>;
  /** The chat is displayed, or could not be. */
  ready: Method<Chat & { error?: WireError | undefined }>;
  notify: Method<{ notifications: NotificationBatch }>;
  /** A person is needed: the host's clocks stop. */
  userInteractionRequired: Method<{ reason: string }>;
  /** The user pressed a button for the page. */
  interop: Method<{ intent: string; context: Context }>;
  requestLogout: Method<object>;
  sessionEnded: Method<{ reason: SessionEnd }>;
  /** The document is being left. */
  goodbye: Method<object>;
}

/** One method of the wire. Without an answer it may return nothing. */
export interface Method<Args, Value = void> {
  args: Args;
  value: Value;
}

/** The names of a direction's methods. */
export type MethodOf<Way> = keyof Way & string;
/** What a method takes. */
export type ArgsOf<Way, Name extends keyof Way> =
  Way[Name] extends Method<infer Args, unknown> ? Args : never;
/** What a method answers with. */
export type ValueOf<Way, Name extends keyof Way> =
  Way[Name] extends Method<unknown, infer Value> ? Value : never;

/** A schema for the arguments of every method. */
export type ArgSchemas<Way> = { [Name in keyof Way]: GenericSchema<unknown, ArgsOf<Way, Name>> };
/** A schema for the answer of every method; `null` where there is none. */
export type ValueSchemas<Way> = {
  [Name in keyof Way]:
    | GenericSchema<unknown, ValueOf<Way, Name>>
    | (Method<never> extends Method<never, ValueOf<Way, Name>> ? null : never);
};

/** Every answer on the wire. Penpal strips errors of all but name, message and stack, so an error travels as data. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; error: ErrorPayload };

/** The methods of a direction as Penpal carries them. */
export type Remote<Way> = {
  [Name in MethodOf<Way>]: (args: ArgsOf<Way, Name>) => Promise<Outcome<ValueOf<Way, Name>>>;
};

/** Functions that do what the methods of a direction promise, with no wire in sight. */
export type Handlers<Way> = {
  [Name in MethodOf<Way>]: (args: ArgsOf<Way, Name>) => ValueOf<Way, Name> | Promise<ValueOf<Way, Name>>;
};
