import type { ChannelEvent } from './trace.js';

/** How long the host waits, in milliseconds. What a person is asked to do has no deadline. */
export interface Timeouts {
  /** For a new frame to say hello. 10,000 by default. */
  connectMs: number;
  /** For the answer to a call. 10,000 by default. */
  callMs: number;
  /** From a frame's hello until it shows its chat. 20,000 by default. */
  readyMs: number;
  /** For a whole logout. 5,000 by default. */
  logoutMs: number;
}

/** Where a pod keeps what the host needs, relative to the pod's origin. */
export interface Paths {
  /** The Focus page. `/embed/index.html` by default. */
  focus: string;
  /** The Collaboration page. `/client-bff/index.html?embed=true` by default. */
  collaboration: string;
  /** The page of the service frame. `/embed/service.html` by default. */
  service: string;
  /** The endpoint that ends the session. `/session/logout` by default. */
  logout: string;
  /** A page on which a person can log out at the pod itself. `/apps/logout` by default. */
  topLevelLogout: string;
}

/** What {@link createSymphony} takes. */
export interface SymphonyOptions {
  /** The pod, an origin like `https://acme.symphony.example`. */
  podUrl: string;
  /** The partner id that the pod knows this portal by. */
  partnerId?: string | undefined;
  /** Focus, one chat a frame, by default; or Collaboration, the whole client in one frame. */
  mode?: 'focus' | 'collaboration' | undefined;
  /** Overrides of the default deadlines. */
  timeouts?: Partial<Timeouts> | undefined;
  /** Overrides of the documented paths. */
  paths?: Partial<Paths> | undefined;
  /**
   * Tells what crosses the channel as it happens, with arguments left out: `true` prints it on the console, a function
   * gets each event.
   */
  debug?: boolean | ((event: ChannelEvent) => void) | undefined;
}

/** The options, complete. */
export interface HostOptions {
  podOrigin: string;
  partnerId: string | undefined;
  mode: 'focus' | 'collaboration';
  timeouts: Timeouts;
  paths: Paths;
  debug: boolean | ((event: ChannelEvent) => void);
}

/** The options where nothing is said. */
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
  debug: false,
};
