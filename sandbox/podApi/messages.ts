import type { SharedMessage } from 'symphony-embed/frame';
import type { Person } from './people.js';

/** A message that is not sent yet. */
export type Draft = string | SharedMessage;

/** What goes with a message, as the pod keeps it. */
export type StoredEntity =
  | { type: 'fdc3.fileAttachment'; data: { name: string; contentType: string; bytes: number; url: string } }
  | {
      type: 'fdc3.fdc3Intent';
      data: { title: string; intent: string; context: object; app?: object | undefined };
    }
  | {
      type: 'fdc3.action';
      action?: 'raiseIntent' | 'broadcast' | undefined;
      title: string;
      intent?: string | undefined;
      context: object;
      app?: object | undefined;
      channelId?: string | undefined;
    }
  | { type: 'fdc3.symphonyEntity'; data: unknown };

/** What happened in a chat, told by the pod itself. */
export interface Maestro {
  event: 'JOIN_ROOM' | 'LEAVE_ROOM' | 'DEACTIVATE_ROOM' | 'UPDATE_ROOM';
  userId?: string;
  userName?: string;
  roomUpdate?: { updateType: 'PIN_MESSAGE' | 'UNPIN_MESSAGE'; pinnedMessageId?: string };
}

/** What somebody wrote, or what happened (`kind` tells). */
export interface Message {
  id: string;
  streamId: string;
  author: Person;
  sentAt: string;
  text: string;
  format: 'markdown' | 'plain';
  entities: Record<string, StoredEntity>;
  kind: 'social' | 'maestro';
  maestro?: Maestro;
  /** Whether it mentions the user. */
  isMention: boolean;
  isBookmarked: boolean;
  /** Its author took it back: there is no text in it for anybody. */
  isSuppressed: boolean;
}
