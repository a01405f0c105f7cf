import type { Message } from '../../podApi/messages.js';
import type { User } from '../../podApi/people.js';
import type { Stream } from '../../podApi/streams.js';
import type { Database } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { PodError } from '../podError.js';
import { lockStreams, membershipIn, type Membership } from '../streams/membership.js';
import { viewStream } from '../streams/streams.js';
import { findVisibleMessage, messageOf } from './messages.js';
import { postMaestro } from './posting.js';

/** The message that a stream holds up for all its members: one at a time. */
export class Pins {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /** Pins a message in the place of the one before. */
  pin(me: User, messageId: string): Promise<Message> {
    return this.#database.transaction(async (queries) => {
      const { stream_id: streamId } = await findVisibleMessage(queries, me.id, messageId);
      await lockStreams(queries, [streamId]);
      // Again, for it may have been suppressed before the lock was there.
      const row = await findVisibleMessage(queries, me.id, messageId);
      const membership = await membershipIn(queries, me.id, streamId);
      mustBeAllowed(membership);
      if (membership.pinnedMessageId !== messageId) {
        await queries.query('update streams set pinned_message_id = $2::bigint where id = $1', [
          streamId,
          messageId,
        ]);
        await this.#events.publish(queries, { type: 'streamChanged', streamId });
        await postMaestro(queries, this.#events, streamId, me.id, {
          event: 'UPDATE_ROOM',
          roomUpdate: { updateType: 'PIN_MESSAGE', pinnedMessageId: messageId },
        });
      }
      return messageOf(row, me);
    });
  }

  /** Takes the pin off, if there is one. */
  unpin(me: User, streamId: string): Promise<Stream> {
    return this.#database.transaction(async (queries) => {
      await lockStreams(queries, [streamId]);
      const membership = await membershipIn(queries, me.id, streamId);
      mustBeAllowed(membership);
      if (membership.pinnedMessageId !== undefined) {
        await queries.query('update streams set pinned_message_id = null where id = $1', [streamId]);
        await this.#events.publish(queries, { type: 'streamChanged', streamId });
        await postMaestro(queries, this.#events, streamId, me.id, {
          event: 'UPDATE_ROOM',
          roomUpdate: { updateType: 'UNPIN_MESSAGE' },
        });
      }
      return viewStream(queries, me.id, streamId);
    });
  }
}

function mustBeAllowed({ type, isActive, isOwner }: Membership): void {
  if (!isActive || (type === 'room' && !isOwner)) throw new PodError(403, 'NOT_ALLOWED');
}
