import type { AuthState, Welcome } from '../../shared/wire/contract.js';
import type { ErrorPayload } from '../../shared/errors.js';
import type { Framework, Shown, Way } from '../frameworks/framework.js';
import type { NotificationType, SessionEnd } from '../../shared/values/notifications.js';

type Chat = Welcome['chat'];

/** What a frame can be asked for beside the display of a chat. */
export type AskedMethod =
  'sendMessage' | 'createRoom' | 'pinMessage' | 'openApp' | 'openBlast' | 'getDistributionLists';

/**
 * How the app answers: with a value or an error, when it is told to (see `answer` of {@link FrameCommand}), or not at
 * all.
 */
export type Answering =
  | { value: unknown; afterMs?: number }
  | { value: object; odd: Oddity }
  | { error: ErrorPayload }
  /** It throws what is no error of the SDK's. */
  | 'throws'
  /** A person answers, when the spec says so. */
  | 'whenTold'
  | 'never'
  /** It has no handler. */
  | 'absent'
  /** It blocks the thread for `hangMs`. */
  | 'hangs';

/**
 * What JSON cannot say, so that the frame has to make it out of a plain object: `proxy`, an object all of whose objects
 * are proxies; `reactive`, an object that the page's UI framework watches; `dates`, with a date as its `at`; `functions`, with functions beside its values; `cycle`, with itself as
 * its `self`.
 */
export type Oddity = 'proxy' | 'reactive' | 'dates' | 'functions' | 'cycle';

/**
 * What a script in the page of the frame, or the browser, has done to storage. `databasesThrow`, `localStorageThrows`: a
 * wrapper with a mistake in it throws a TypeError. `databasesNotListed`: the list is empty, as in a third-party frame in
 * WebKit. `nothingIsRemoved`: what should remove something does nothing. `cachesRefused`, `cachesMissing`: the browser
 * keeps them from this frame.
 */
export type BrokenStorage =
  | 'databasesThrow'
  | 'databasesNotListed'
  | 'localStorageThrows'
  | 'nothingIsRemoved'
  | 'cachesRefused'
  | 'cachesMissing';

/** What the app's `session.check` does: answers so, after a while, or does not. */
export type CheckAnswer = { value: boolean | SessionEnd; afterMs?: number } | 'rejects' | 'never';

/** How a frame of a pod behaves. What is left out is as it should be. */
export interface FrameBehaviour {
  /**
   * What the pod answers to the request for the page: the `app` (on the frame half), a `raw` page (on bare Penpal, see
   * {@link RawFrame}), an `empty` page, an error page, a page that may not be framed, or nothing for ever. `detour`: a
   * page of another origin, which submits itself to the app's page after a while, as an identity provider does.
   */
  page?: 'app' | 'raw' | 'empty' | 'notFound' | 'serverError' | 'unframeable' | 'silent' | 'detour';
  /** How a `raw` page behaves. */
  raw?: RawFrame;
  /** What the app takes as its portals; the origin of the specs by default. */
  allowedOrigins?: string[];
  connectAfterMs?: number;
  /** Talks with pages without the SDK, too. It is ready without waiting for a host. */
  rawClients?: boolean;
  /** The reason for which the app asks for the user before it is ready. It is ready only when told. */
  interaction?: string;
  /** What it says once connected. */
  ready?: 'shown' | 'never' | { error: ErrorPayload };
  readyAfterMs?: number;
  /** What becomes of `openStream` and `startRoom`. */
  open?: 'shown' | 'never' | 'throws' | 'malformed' | 'absent';
  openAfterMs?: number;
  /** How it answers everything else that it is asked for; what is left out as in `usualAnswers`. */
  answers?: Partial<Record<AskedMethod, Answering>>;
  auth?: AuthState | 'absent';
  /** How it revokes: at the pod with `revokeAt`, not at all, never ending, or failing. */
  revoke?: 'pod' | 'absent' | 'never' | 'throws';
  /** Has the app a `session.check`? */
  check?: CheckAnswer;
  /** What happens in the app's `clear`. `hangs` blocks the thread for `hangMs`. */
  clear?: 'done' | 'never' | 'throws' | 'reloads' | 'leaves' | 'hangs';
  clearAfterMs?: number;
  hangMs?: number;
  /** Written to the frame's storage as soon as its document runs. */
  store?: Record<string, string>;
  /** Given to `document.cookie`, one by one, as soon as its document runs. */
  cookies?: string[];
  /** A style sheet of the app. */
  style?: string;
  /**
   * Saves drafts in its localStorage when it is left or hidden: by listeners of its first moment and of its `clear`, and
   * `afterClear` also by some that it adds when it has acknowledged.
   */
  drafts?: true | 'afterClear';
  /** A script of the page keeps `pagehide` from everybody else, so its document never says goodbye. */
  keepsPagehide?: boolean;
  /** A database that it keeps open: until its `clear`, or for ever. */
  database?: 'untilClear' | 'always';
  /** Whether it names its databases to the frame half. It does by default, as an app should for WebKit. */
  databases?: 'named' | 'unnamed';
  brokenStorage?: BrokenStorage;
  /** The page has the script of a UI framework, which does nothing until it is told. */
  framework?: Framework;
  /** Writes what goes to its console to the journal, as `console`. */
  journalsConsole?: boolean;
  /** Calls `ready` with a promise of its chat. */
  readyLater?: 'resolves' | 'rejects';
  /** Hardens its built-ins, as `harden` does, before it connects. */
  hardens?: boolean;
  /** From its `clear` on, it tells its host all that it can, again and again. */
  chatters?: boolean;
  /** The page has an image that comes so late, and with it the iframe's `load`. */
  loadsAfterMs?: number;
  /** Its pod's policy lets it talk to other origins. */
  connectsElsewhere?: boolean;
}

/** A page with Penpal and nothing of the frame half: for what a proper frame never does. */
export interface RawFrame {
  /** The protocol it says hello with; that of the host by default. */
  protocol?: number;
  /** The whole argument of its hello, instead. */
  hello?: unknown;
  /** Calls that it makes afterwards, one by one; `ready({})` by default. */
  calls?: { method: string; args: unknown }[];
  /**
   * What it answers, verbatim, by method; `'never'` for no answer; `'bomb'` for an error with a small object that contains
   * the same objects again and again. `{ ok: true }` for what is not here.
   */
  answers?: Record<string, unknown>;
  /** What it answers to one call after the other; the last one is repeated. */
  sequences?: Record<string, unknown[]>;
  /** Posts messages of Penpal's legacy protocol to its host, before it connects. */
  legacy?: boolean;
  /** Makes calls so many times, without waiting for answers, before it answers a call of this method. */
  flood?: { on: string; calls: { method: string; args: unknown }[]; times: number };
}

/** How the pod answers `POST …/session/logout`. */
export type LogoutAnswer =
  /** 200 `{ loggedOut: true, already: false }`. */
  | 'confirms'
  /** 200 `{ loggedOut: true, already: true }`. */
  | 'already'
  /** As `confirms`, with the scope `browser`, `jar` or `galaxy`. The last one does not exist. */
  | 'confirmsBrowser'
  | 'confirmsJar'
  | 'confirmsGalaxy'
  /** As `confirms`, with a page of the identity provider, or with an address that is none. */
  | 'confirmsSso'
  | 'confirmsScript'
  /** 401 `{ loggedOut: false, reason: 'NO_COOKIE' }`. */
  | 'refuses'
  /** 429, not JSON. */
  | 'tooOften'
  /** 500, not JSON. */
  | 'fails'
  /** The connection is cut. */
  | 'offline'
  /** 200, not JSON. */
  | 'garbage'
  /** 200 `{ loggedOut: 'yes' }`. */
  | 'malformed'
  /** A confirmation that the portal may not read: no CORS headers. */
  | 'unreadable'
  /** 302 to another origin, which confirms. */
  | 'redirects'
  /** 307 to another origin, which confirms. */
  | 'redirectsPost'
  /** No answer at all. */
  | 'silent';

/** How a pod behaves. */
export interface PodBehaviour {
  /** Of chat frames. */
  frame?: FrameBehaviour;
  /** Of single chat frames, by the stream they show, once they are connected; on top of `frame`. */
  streams?: Record<string, FrameBehaviour>;
  /** Of the service frame. */
  service?: FrameBehaviour;
  logout?: LogoutAnswer;
  logoutAfterMs?: number;
  /** The same of the host's own request, where it is another; at once. */
  logoutOfHost?: LogoutAnswer;
  /** What the pod answers for `/embed/sdk.js`. */
  script?: 'sdk' | 'notFound' | 'offline' | 'empty' | 'throws';
  /** Its session cookie is not `Secure`, for browsers that refuse such a cookie over http. */
  plainCookie?: boolean;
}

/** What a spec can make running frames do. */
export type FrameCommand =
  | { do: 'notify'; type: NotificationType; payload?: unknown; odd?: Oddity }
  | { do: 'ready'; shown?: Chat | { error: ErrorPayload }; odd?: Oddity }
  | { do: 'interaction'; reason: string }
  | { do: 'sessionEnded'; reason: SessionEnd }
  | { do: 'requestLogout' }
  | { do: 'interop'; intent: string; context: unknown; odd?: Oddity }
  /** Answers all calls of the method that wait to be told. */
  | { do: 'answer'; method: AskedMethod; value?: unknown; error?: ErrorPayload }
  | { do: 'call'; method: string; args: unknown }
  | { do: 'reload' }
  /** For a page of another origin; `/elsewhere` by default. `/hostile` has a page that sends what it is told to. */
  | { do: 'leave'; path?: string }
  /** Blocks the thread; a process that was killed has no witness, either. */
  | { do: 'hang'; ms: number; removesWitness?: boolean }
  | { do: 'legacy' }
  | { do: 'store'; items: Record<string, string> }
  /** Replaces all that is in its document, or the root element itself. */
  | { do: 'replaceDocument'; what: 'children' | 'root' }
  /** The page's framework gets the document, as HTML of a server or not at all, and builds it. */
  | { do: 'writeDocument'; way: Way }
  | { do: 'buildDocument'; way: Way }
  | { do: 'show'; changes: Partial<Shown> }
  /** Turbo visits the page again, and puts another body into the document. */
  | { do: 'visit' }
  /** Writes its document anew, by `document.open()`. */
  | { do: 'rewriteDocument' }
  /** From now on its `session.check` answers so. */
  | { do: 'setCheck'; check: CheckAnswer }
  /** Gets the events of a page that goes into the back/forward cache, or is frozen. */
  | { do: 'sleep'; how: 'pagehide' | 'freeze' }
  /** Gets the events of a page that wakes up. `pause`: its machine has slept. */
  | { do: 'wake'; how: 'pageshow' | 'resume' | 'online' | 'pause' }
  /** Gives the focus to a field in a shadow root, and writes `focus` to the journal: whether it has it, and whether the document has the system's focus. */
  | { do: 'focusField' }
  | { do: 'lookAtFocus' }
  /** Writes `cover` to the journal: whether the app's content is visible, and what is shown instead. */
  | { do: 'lookAtCover' }
  | { do: 'moveWitness' }
  | { do: 'removeWitness' }
  /** Writes `witness` to the journal: how many there are, and how large the first one is shown. */
  | { do: 'measureWitness' }
  /** Puts something into every kind of storage that it has. Writes `filled` to the journal. */
  | { do: 'fillStorage' }
  /** Writes `found` to the journal: how much is in every kind of storage. */
  | { do: 'lookAtStorage' };

/** What the pod of a spec keeps in its journal. */
export interface JournalEntry {
  /** Milliseconds since 1970. */
  atMs: number;
  /** The serial number of the document in which it happened, from 1, per pod; 0 for the pod itself. */
  frame: number;
  /**
   * The pod writes `page`, `script`, `logout` and `late` (when it is asked), `gone` (a frame's socket has closed).
   * Frames write `storage` (what they found in localStorage), `connected`, `rejected`, the names of the methods and
   * hooks that were called, `hangs`, `did` and `failed` (commands), and what single commands say.
   */
  what: string;
  /** The arguments, the requested path, the headers …. */
  detail?: Record<string, unknown>;
}

/** What the pod puts into the page of a frame. */
export interface FramePage {
  frame: number;
  kind: 'focus' | 'collaboration' | 'service';
  behaviour: FrameBehaviour;
  streams: Record<string, FrameBehaviour>;
}
