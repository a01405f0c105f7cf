import type { Draft } from '../../podApi/messages.js';
import type { Profile } from '../../podApi/people.js';
import type { RoomSettings } from '../../podApi/rooms.js';
import type { Recipients, Resolved } from '../../podApi/sending.js';

/** A room that is being made up. */
export interface RoomDraft {
  name: string;
  people: readonly Profile[];
  settings: RoomSettings;
  message: Draft;
}

/** A message that is being made up, and who is to get it. */
export interface BlastDraft {
  message: Draft;
  to: Resolved;
}

/** What the user is asked, by kind: what they are shown at first, and what they give back. */
export interface Questions {
  /** Whether a message may go out as it is. */
  send: { shown: BlastDraft & { mode: Recipients['mode'] }; given: undefined };
  room: { shown: { draft: RoomDraft }; given: RoomDraft };
  chat: { shown: object; given: readonly Profile[] };
  /** The one that is no dialog, but a module in the place of the chat. It stays until it is closed. */
  blast: { shown: { draft: BlastDraft; sentTo: number | undefined }; given: BlastDraft };
}

/** What is asked. */
export type Question = {
  [Kind in keyof Questions]: { kind: Kind } & Questions[Kind]['shown'];
}[keyof Questions];

/** What waits for the user. */
export type Prompt = Question & {
  /** What they asked for is being done. */
  busy: boolean;
  /** Why it could not be done. */
  problem: string | undefined;
};
