import type { EndReason } from './notices.js';
import type { OpenedStream } from './history.js';
import type { User } from './people.js';
import type { Stream } from './streams.js';

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

/** How a frame begins: by a portal's word for its user, if it has one, and with the chat that it is to show, if there is one. */
export interface StartRequest {
  partnerId?: string;
  subjectToken?: string;
  streamId?: string;
  userIds?: readonly string[];
}

/** Who is here, and what a user who may read sees first. */
export interface StartState extends SessionState {
  first?: FirstView;
}

/** All chats of a user, and the one that a frame begins with. It is not there if it cannot be shown. */
export interface FirstView {
  streams: Stream[];
  opened?: OpenedStream;
  /** Is another one when there is something else to see. A frame gives it to the live line. */
  mark: string;
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
