import type { ListenPayloads } from 'symphony-embed/host';
import type { NotificationType } from '../../shared/values/notifications.js';
import type { OpenHost } from './openHost.js';
import { until } from './until.js';

type Listened = Pick<OpenHost, 'pod' | 'events'>;

/** Resolves when the frames know of everything that the page listens to: they are told by the channel, not by the pod. */
export async function subscribed({ events }: Listened): Promise<void> {
  await until(() => {
    const answered = new Set(events.flatMap((event) => (event.kind === 'answer' ? [event.id] : [])));
    return events.every(
      (event) => event.kind !== 'call' || !event.method.includes('subscribe') || answered.has(event.id),
    );
  }, 'the answers of the frames to their subscriptions');
}

/** Sends notifications from the frames, or one of them, and resolves when the frames have done so. */
export async function notify(
  host: Listened,
  type: NotificationType,
  payload?: unknown,
  frame?: number,
): Promise<void> {
  const { pod } = host;
  await subscribed(host);
  const done = (await pod.journal()).filter(({ what }) => what === 'did').length;
  const told = await pod.tell({ do: 'notify', type, payload }, frame);
  await pod.journalled('did', done + told.length);
}

/** Listens to internal links as well, and sends one last: what should come has come when that comes. */
export async function settled(host: Pick<OpenHost, 'pod' | 'events' | 'symphony'>): Promise<void> {
  let hasCome = false;
  const undo = host.symphony.listen({
    type: 'InternalLinkNotifications',
    callback: () => {
      hasCome = true;
    },
  });
  await until(async () => {
    await notify(host, 'InternalLinkNotifications', { url: 'https://last.example' });
    return hasCome;
  }, 'the last notification');
  undo();
}

/** Listens, and keeps what comes. */
export function collect<Type extends keyof ListenPayloads>(
  { symphony }: Pick<OpenHost, 'symphony'>,
  type: Type,
  more: object = {},
): { payloads: ListenPayloads[Type][]; undo: () => void } {
  const payloads: ListenPayloads[Type][] = [];
  const undo = symphony.listen({ type, ...more, callback: (payload) => payloads.push(payload) });
  return { payloads, undo };
}
