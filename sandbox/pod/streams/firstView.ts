import { createHash } from 'node:crypto';
import type { User } from '../../podApi/people.js';
import type { FirstView } from '../../podApi/session.js';
import { PodError } from '../podError.js';
import type { Streams } from './streams.js';

/** What a user sees first: all chats, and the one that is to be shown. What is wrong with that one is left out. */
export async function firstViewOf(
  streams: Streams,
  user: User,
  findShown: () => Promise<string | undefined>,
): Promise<FirstView> {
  // It may be a chat that there was not before.
  const id = await unlessRefused(findShown());
  const listed = await streams.list(user.id);
  const opened = id === undefined ? undefined : await unlessRefused(streams.open(user, id, listed));
  const view = { streams: listed, ...(opened && { opened }) };
  return { ...view, mark: markOf(view) };
}

async function unlessRefused<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof PodError) return undefined;
    throw error;
  }
}

/** Tells one view from another. Whether the shown chat has been read does not count: the frame itself says that it has. */
function markOf({ streams, opened }: Omit<FirstView, 'mark'>): string {
  const unread = undefined;
  const listed = streams.map((stream) => (stream.id === opened?.stream.id ? { ...stream, unread } : stream));
  const shown = opened && { ...opened, stream: { ...opened.stream, unread }, firstUnreadId: undefined };
  return createHash('sha256')
    .update(JSON.stringify([listed, shown]))
    .digest('base64url');
}
