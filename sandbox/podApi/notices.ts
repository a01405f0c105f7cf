import type { Message } from './messages.js';
import type { LogoutConfirmation } from './session.js';
import type { Stream } from './streams.js';

/** Why a session is over. */
export type EndReason = 'logout' | 'expired' | 'revoked';

/** What the pod tells a frame as it happens. */
export type Notice =
  | { type: 'message'; message: Message; streamName: string }
  | { type: 'unread'; streamId: string; count: number }
  | { type: 'stream'; stream: Stream }
  | { type: 'left'; streamId: string }
  | { type: 'messageChanged'; message: Message }
  | { type: 'connection'; userId: string; status: 'pending_incoming' | 'accepted' | 'deleted' }
  /** An owner of a room does not let the user in. */
  | { type: 'accessRefused'; streamId: string }
  | { type: 'sessionEnded'; reason: EndReason }
  /** There was more to tell: the pod was cut off for a while, or this frame was too slow. It asks for how things are. */
  | { type: 'missed' }
  /** The answer to a request to log out over the socket. */
  | ({ type: 'loggedOut'; id: string } & (LogoutConfirmation | { loggedOut: false }));
