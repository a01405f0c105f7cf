import type { User } from './people.js';

/** How users prove who they are: to the pod itself, or to an identity provider that refuses to be framed. */
export type AuthenticationType = 'password' | 'sso';

/** The answer to "who is here?". */
export interface SessionState {
  loggedIn: boolean;
  authenticationType: AuthenticationType;
  user?: User;
}
