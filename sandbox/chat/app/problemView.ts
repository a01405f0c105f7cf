import { SymphonyError } from 'symphony-embed/frame';
import type { People } from '../people/people.js';
import { inWords } from '../pod/podProblem.js';
import { PodRefusal } from '../pod/podRefusal.js';
import type { View } from './chatState.js';

/** What the frame shows when a chat could not be shown. */
export async function problemView(thrown: unknown, people: People): Promise<View> {
  if (thrown instanceof PodRefusal && thrown.status === 0) {
    const text = 'Symphony cannot be reached at the moment. Check the network and try again.';
    return { kind: 'problem', title: 'The chat is offline', text, canRetry: true };
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
