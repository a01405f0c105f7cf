import type { Message } from './messages.js';
import type { Person } from './people.js';
import type { RoomSettings } from './rooms.js';

/** Somebody in a chat. */
export interface Member extends Person {
  isOwner: boolean;
}

/** A chat as the user sees it, and what the pod lets them do in it. */
export interface Stream {
  id: string;
  name: string;
  type: 'direct' | 'group' | 'room';
  members: Member[];
  isActive: boolean;
  /** Only of rooms. */
  settings?: RoomSettings;
  pinned?: Message;
  lastMessage?: Message;
  unread: number;
  canWrite: boolean;
  canAddPeople: boolean;
  isOwner: boolean;
  /** Who asks to be let in. Only for owners of a room. */
  accessRequests?: Person[];
}
