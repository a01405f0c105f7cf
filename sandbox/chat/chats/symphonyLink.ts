import type { Chat } from 'symphony-embed/frame';
import { streamIdIn } from '../../podApi/streamIdIn.js';

const UNIVERSAL = 'https://open.symphony.com';

/** Whether an address leads to something in Symphony: one of its own URIs, or one of this pod. */
export function isSymphonyLink(address: string): boolean {
  const url = URL.parse(address, location.href);
  return url?.origin === location.origin || url?.origin === UNIVERSAL || url?.protocol === 'symphony:';
}

/** Where a link to something in Symphony leads: to a chat, or to a new room with some people. */
export function targetOf(address: string): { chat: Chat } | { roomWith: string[] } | undefined {
  const query = URL.parse(address, location.href)?.searchParams ?? new URLSearchParams();
  const streamId = streamIdIn(query);
  if (streamId) return { chat: { streamId } };
  const userIds = listIn(query, 'startChat') ?? listIn(query, 'userId');
  if (userIds) return { chat: { userIds } };
  const roomWith = listIn(query, 'startRoom');
  return roomWith && { roomWith };
}

function listIn(query: URLSearchParams, name: string): string[] | undefined {
  const ids = (query.get(name) ?? '').split(',').flatMap((id) => id.trim() || []);
  return ids.length ? ids : undefined;
}
