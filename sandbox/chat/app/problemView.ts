import { SymphonyError } from 'symphony-embed/frame';
import type { Rooms } from '../chats/rooms.js';
import type { People } from '../people/people.js';
import { inWords } from '../pod/podProblem.js';
import { PodRefusal } from '../pod/podRefusal.js';
import type { View } from './chatState.js';

type Problem = Extract<View, { kind: 'problem' }>;

/** What the frame shows when a chat could not be shown. */
export async function problemView(
  thrown: unknown,
  { people, rooms }: { people: People; rooms: Rooms },
): Promise<View> {
  if (thrown instanceof PodRefusal && thrown.status === 0) {
    const text = 'Symphony cannot be reached at the moment. Check the network and try again.';
    return { kind: 'problem', title: 'The chat is offline', text, canRetry: true };
  }
  const wayIn = await wayInto(thrown, rooms);
  if (wayIn) {
    const text = 'Only the members of the room can read and write there.';
    return { kind: 'problem', title: 'You are not in this room', text, canRetry: true, wayIn };
  }
  const unconnected = await unconnectedOf(thrown, people);
  if (!unconnected.length)
    return {
      kind: 'problem',
      title: 'This chat cannot be shown',
      text: inWords(thrown, 'show the chat'),
      canRetry: true,
    };
  const names = unconnected.map(({ displayName }) => displayName).join(', ');
  return {
    kind: 'problem',
    title: 'You are not connected',
    text: `People of other companies accept a connection before you can write to them: ${names}.`,
    canRetry: true,
    unconnected,
  };
}

async function unconnectedOf(thrown: unknown, people: People) {
  if (!(thrown instanceof SymphonyError) || thrown.type !== 'NON_CONNECTED_USERS') return [];
  const { userIds = [] } = (thrown.data ?? {}) as { userIds?: string[] };
  try {
    return await Promise.all(userIds.map((id) => people.profile(id)));
  } catch {
    // Who they are only makes the words better.
    return [];
  }
}

/** How the user may get into the chat that could not be shown. */
async function wayInto(thrown: unknown, rooms: Rooms): Promise<Problem['wayIn']> {
  if (!(thrown instanceof SymphonyError) || thrown.type !== 'STREAM_NOT_FOUND') return undefined;
  const [streamId] = (thrown.data as { streamIds?: string[] } | undefined)?.streamIds ?? [];
  if (streamId === undefined) return undefined;
  try {
    const access = await rooms.access(streamId);
    return ['join', 'ask', 'asked'].includes(access) ? { streamId, access, isRefused: false } : undefined;
  } catch {
    // There is no such chat.
    return undefined;
  }
}
