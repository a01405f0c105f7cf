import type { Notice } from '../../podApi/notices.js';
import type { Database } from '../database/database.js';
import { findMessage, messageOf } from '../messages/messages.js';
import { viewStreamFor } from '../streams/streams.js';
import type { PodEvent } from './podEvents.js';

/** Who is to hear what. */
export interface AddressedNotice {
  userId: string;
  notice: Notice;
}

/** What happens at any pod; the ends of sessions are another matter. */
export type UserEvent = Exclude<PodEvent, { type: 'sessionsEnded' }>;

/** Makes notices of events: as each user sees it, and for nobody else. */
export class Notices {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @param userIds - Who is there to be told. */
  async about(event: UserEvent, userIds: readonly string[]): Promise<AddressedNotice[]> {
    switch (event.type) {
      case 'messagePosted':
        return this.#aboutMessage(event.messageId, userIds);
      case 'messageSuppressed':
        return this.#aboutSuppression(event.messageId, userIds);
      case 'streamRead': {
        const { streamId, userId } = event;
        return [{ userId, notice: { type: 'unread', streamId, count: 0 } }];
      }
      case 'streamChanged': {
        const views = await viewStreamFor(this.#database, event.streamId, userIds);
        return views.map(({ viewer, stream }) => ({ userId: viewer.id, notice: { type: 'stream', stream } }));
      }
      case 'memberLeft':
        return [{ userId: event.userId, notice: { type: 'left', streamId: event.streamId } }];
      case 'accessRefused':
        return [{ userId: event.userId, notice: { type: 'accessRefused', streamId: event.streamId } }];
      case 'connectionAsked': {
        const { askerId, askedId } = event;
        return [
          { userId: askedId, notice: { type: 'connection', userId: askerId, status: 'pending_incoming' } },
        ];
      }
      case 'connectionChanged': {
        const { userIds: both, status } = event;
        const [one, other] = both;
        return [
          { userId: one, notice: { type: 'connection', userId: other, status } },
          { userId: other, notice: { type: 'connection', userId: one, status } },
        ];
      }
    }
  }

  async #aboutMessage(messageId: string, userIds: readonly string[]): Promise<AddressedNotice[]> {
    const row = await findMessage(this.#database, messageId);
    if (!row) return [];
    const views = await viewStreamFor(this.#database, row.stream_id, userIds);
    return views.flatMap(({ viewer, stream }) => {
      const userId = viewer.id;
      const told: AddressedNotice[] = [
        { userId, notice: { type: 'message', message: messageOf(row, viewer), streamName: stream.name } },
      ];
      if (row.kind === 'social')
        told.push({ userId, notice: { type: 'unread', streamId: stream.id, count: stream.unread } });
      return told;
    });
  }

  async #aboutSuppression(messageId: string, userIds: readonly string[]): Promise<AddressedNotice[]> {
    const row = await findMessage(this.#database, messageId);
    if (!row) return [];
    const rows = await this.#database.query<{ id: string; display_name: string; email: string }>(
      `select users.id, display_name, email from stream_members join users on users.id = user_id
       where stream_id = $1 and user_id = any($2::text[]) and sees_after_id < $3::bigint`,
      [row.stream_id, userIds, messageId],
    );
    return rows.map(({ id, display_name, email }) => ({
      userId: id,
      notice: {
        type: 'messageChanged',
        message: messageOf(row, { id, displayName: display_name, email }),
      },
    }));
  }
}
