import type { Draft, Message } from '../../podApi/messages.js';
import type { User } from '../../podApi/people.js';
import type { Recipients, Resolved } from '../../podApi/sending.js';
import type { Stream } from '../../podApi/streams.js';
import { Batches } from '../database/batches.js';
import type { Database } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { profilesOf } from '../people/profiles.js';
import { PodError } from '../podError.js';
import { findChat, makeChat } from '../streams/chats.js';
import { lockStreams } from '../streams/membership.js';
import { viewStreamsOf } from '../streams/streams.js';
import { findRefusals } from '../streams/writing.js';
import { messageOf } from './messages.js';
import { takeMessage, type NewMessage } from './newMessage.js';
import { postMessages, type Posted, type Posting } from './posting.js';
import { findRecipients } from './recipients.js';

/** Batches of posts. The posts of a stream follow one another; a stream that is locked holds up no others' posts. */
const BATCHES = { lanes: 3, size: 200, keyOf: ({ streamId }: Posting) => streamId };

/** What users write, into one stream or to many recipients. */
export class Sending {
  readonly #database: Database;
  readonly #events: PodEvents;
  readonly #posts: Batches<Posting, Posted | PodError>;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
    this.#posts = new Batches((postings) => this.#postAllowed(postings), BATCHES);
  }

  /**
   * Says something in a stream. All pods hear of it.
   *
   * @throws `UNKNOWN_STREAM`, `NOT_A_MEMBER`, `NON_CONNECTED_USERS`, `NOT_ALLOWED`
   */
  async post(me: User, streamId: string, draft: Draft): Promise<Message> {
    const message = takeMessage(draft);
    const posted = await this.#posts.add({ authorId: me.id, streamId, message });
    if (posted instanceof PodError) throw posted;
    return messageBy(me, streamId, message, posted);
  }

  /** Whom {@link send} would write to. */
  async preview(me: User, given: Recipients): Promise<Resolved> {
    const { users, streams, lists } = await findRecipients(this.#database, me, given);
    const userIds = users.map(({ id }) => id);
    return { users: await profilesOf(this.#database, me.id, userIds), streams, lists };
  }

  /** Writes to all of these, making the chats that are not there yet, or to nobody. */
  async send(me: User, draft: Draft, given: Recipients): Promise<{ streams: Stream[]; messages: Message[] }> {
    const message = takeMessage(draft);
    return this.#database.transaction(async (queries) => {
      const { streams, personIds } = await findRecipients(queries, me, given);
      if (!streams.length && !personIds.length)
        throw new PodError(400, 'INVALID_REQUEST', { message: 'The message is for nobody.' });
      const streamIds = new Set(streams.map(({ id }) => id));
      // In one order, so that two who make the same chats do not wait for each other.
      const groups = given.mode === 'group' ? [personIds] : [...personIds].sort().map((id) => [id]);
      for (const others of groups.filter(({ length }) => length)) {
        streamIds.add(
          (await findChat(queries, [me.id, ...others])) ??
            (await makeChat(queries, this.#events, me.id, others)),
        );
      }
      const postings = [...streamIds].map((streamId) => ({ authorId: me.id, streamId, message }));
      await lockStreams(queries, [...streamIds]);
      mustBeAllowed(await findRefusals(queries, postings));
      const posted = await postMessages(queries, this.#events, postings);
      const messages = posted.map((one, index) =>
        messageBy(me, postings[index]?.streamId ?? '', message, one),
      );
      return { streams: await viewStreamsOf(queries, me.id, [...streamIds]), messages };
    });
  }

  /** Writes those that may be written. */
  #postAllowed(postings: readonly Posting[]): Promise<(Posted | PodError)[]> {
    return this.#database.transaction(async (queries) => {
      await lockStreams(
        queries,
        postings.map(({ streamId }) => streamId),
      );
      const refusals = await findRefusals(queries, postings);
      const allowed = postings.filter((_, index) => !refusals[index]);
      const posted = (allowed.length ? await postMessages(queries, this.#events, allowed) : []).values();
      return refusals.map((refusal) => refusal ?? nextOf(posted));
    });
  }
}

/** @throws What {@link findRefusals} finds; `NOT_ALLOWED` with all streams that it is about. */
function mustBeAllowed(refusals: readonly (PodError | undefined)[]): void {
  const found = refusals.filter((refusal) => refusal !== undefined);
  const other = found.find(({ code }) => code !== 'NOT_ALLOWED');
  if (other) throw other;
  if (found.length)
    throw new PodError(403, 'NOT_ALLOWED', {
      streamIds: found.flatMap(({ details }) => details['streamIds']),
    });
}

function nextOf(posted: Iterator<Posted>): Posted {
  const next = posted.next();
  if (next.done) throw new Error('Failed to post messages: fewer were written than given.');
  return next.value;
}

/** A new message as its author sees it. */
function messageBy(me: User, streamId: string, message: NewMessage, { id, sent_at }: Posted): Message {
  const { text, format, entities } = message;
  return messageOf(
    {
      id,
      stream_id: streamId,
      author_id: me.id,
      author_name: me.displayName,
      author_company: me.company,
      text,
      format,
      entities,
      kind: 'social',
      maestro: null,
      sent_at,
      is_suppressed: false,
      bookmarked_by: [],
    },
    me,
  );
}
