import type { EndReason } from './notices.js';
import type { User } from './people.js';

/** How users prove who they are: to the pod itself, or to an identity provider that refuses to be framed. */
export type AuthenticationType = 'password' | 'sso';

/** The answer to "who is here?". */
export interface SessionState {
  loggedIn: boolean;
  authenticationType: AuthenticationType;
  user?: User;
  /** Why there is no session any more, if there was one. */
  endReason?: EndReason;
}

/**
 * Which sessions of the user are over. `browser`: all that may be in this browser. `jar`: there is another live one of
 * which the pod cannot tell, for example from another address.
 */
export type LogoutScope = 'browser' | 'jar';

/** The pod's word that a session is over. */
export interface LogoutConfirmation {
  loggedOut: true;
  /** Whether it was over before. */
  already: boolean;
  scope: LogoutScope;
  /** Where the user can end their session at the identity provider, if they logged in there. */
  endSessionUrl?: string;
}
