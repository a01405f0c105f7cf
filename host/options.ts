import type { ChannelEvent } from './trace.js';

/** How long the host waits, in milliseconds. While a person is asked to do something, only a logout has a deadline. */
export interface Timeouts {
  /** For a new frame to say hello. 10,000 by default. */
  connectMs: number;
  /** For the answer to a call. 10,000 by default. */
  callMs: number;
  /** From a frame's hello until it shows its chat. 20,000 by default. */
  readyMs: number;
  /** For a whole logout. 5,000 by default. A logout in a busy page may end a little later. */
  logoutMs: number;
}

/** The pod's pages and endpoints that the host uses, relative to the pod's origin. */
export interface Paths {
  /** The Focus page. `/embed/index.html` by default. */
  focus: string;
  /** The Collaboration page. `/client-bff/index.html?embed=true` by default. */
  collaboration: string;
  /** The page of the service frame. `/embed/service.html` by default. */
  service: string;
  /** The endpoint that ends the session. `/session/logout` by default. */
  logout: string;
  /** The page where a person can log out at the pod directly. `/apps/logout` by default. */
  topLevelLogout: string;
}

/** The options of {@link createSymphony}. */
export interface SymphonyOptions {
  /** The address of the pod, for example `https://acme.symphony.example`. */
  podUrl: string;
  /** The partner id of this portal at the pod. */
  partnerId?: string | undefined;
  /** `focus`, the default: one chat in each frame. `collaboration`: the whole client in one frame. */
  mode?: 'focus' | 'collaboration' | undefined;
  /** Deadlines that replace the defaults, in milliseconds. */
  timeouts?: Partial<Timeouts> | undefined;
  /** Paths that replace the documented ones. */
  paths?: Partial<Paths> | undefined;
  /**
   * What the frames may use besides the clipboard and sound: features of a permissions policy, separated by semicolons,
   * for example `camera; microphone; fullscreen`. The page itself must be allowed to use them.
   */
  allow?: string | undefined;
  /**
   * Traces what crosses the channel, without arguments and answers. `true` prints each event on the console; a function
   * is called with each event.
   */
  debug?: boolean | ((event: ChannelEvent) => void) | undefined;
}

/** The options with all defaults filled in. */
export interface HostOptions {
  podOrigin: string;
  partnerId: string | undefined;
  mode: 'focus' | 'collaboration';
  timeouts: Timeouts;
  paths: Paths;
  allow: string;
  debug: ((event: ChannelEvent) => void) | undefined;
  /** The state of the session has changed. A logout that the pod did not confirm also comes as `ended`. */
  handleSession?: (state: SessionState) => void;
}

/**
 * What is known of the user's session. `unknown`: no frame has said anything yet. `login`: a frame waits for a login.
 * `ready`: a frame shows a chat, so the user is logged in. `ended`: the session has ended, or `logout()` has settled.
 */
export type SessionState = 'unknown' | 'login' | 'ready' | 'ended';

/** The default options. */
export const defaults: Omit<HostOptions, 'podOrigin'> = {
  partnerId: undefined,
  mode: 'focus',
  timeouts: { connectMs: 10_000, callMs: 10_000, readyMs: 20_000, logoutMs: 5_000 },
  paths: {
    focus: '/embed/index.html',
    collaboration: '/client-bff/index.html?embed=true',
    service: '/embed/service.html',
    logout: '/session/logout',
    topLevelLogout: '/apps/logout',
  },
  allow: '',
  debug: undefined,
};
