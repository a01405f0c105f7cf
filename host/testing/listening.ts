import type { ListenPayloads } from 'symphony-embed/host';
import type { NotificationType } from '../../shared/notifications.js';
import type { OpenHost } from './openHost.js';
import type { Pod } from './openPod.js';
import { until } from './until.js';

/** Sends notifications from the frames, or one of them, and resolves when the frames have done so. */
export async function notify(
  pod: Pod,
  type: NotificationType,
  payload?: unknown,
  frame?: number,
): Promise<void> {
  const done = (await pod.journal()).filter(({ what }) => what === 'did').length;
  const told = await pod.tell({ do: 'notify', type, payload }, frame);
  await pod.journalled('did', done + told.length);
}

/** Listens to internal links as well, and sends one last: what should come has come when that comes. */
export async function settled({ pod, symphony }: OpenHost): Promise<void> {
  let hasCome = false;
  const undo = symphony.listen({
    type: 'InternalLinkNotifications',
    callback: () => {
      hasCome = true;
    },
  });
  await until(async () => {
    await notify(pod, 'InternalLinkNotifications', { url: 'https://last.example' });
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
