import type { NotificationBatch } from '../shared/notifications.js';
import type { NotificationParams, Subscription } from '../shared/schemas.js';

/** What the app's notifications go through. */
export interface Notifications {
  /** The host's subscriptions, all of them; what waited for them is sent. */
  replace: (subscriptions: readonly Subscription[]) => void;
  subscribe: (subscription: Subscription) => void;
  unsubscribe: (options: { id: number }) => void;
  notify: (type: string, payload: unknown) => void;
}

/**
 * Sends notifications to the subscriptions that ask for them, and nothing else. What piles up within a task goes as one
 * message, in order. What comes before the host has said what it listens to waits for that.
 */
export function createNotifications(send: (batch: NotificationBatch) => void): Notifications {
  let subscriptions: Map<number, Subscription> | undefined;
  const early: [string, unknown][] = [];
  const batch: NotificationBatch = [];

  const flush = (all: NotificationBatch): void => {
    try {
      send(all);
    } catch (thrown) {
      // One that cannot be sent does not take the others along.
      if (all.length > 1) for (const each of all) flush([each]);
      else console.warn(thrown);
    }
  };
  const notify = (type: string, payload: unknown): void => {
    if (!subscriptions) {
      early.push([type, payload]);
      return;
    }
    const ids = [...subscriptions.values()]
      .filter(
        (subscription) => subscription.type === type && matches(subscription.params ?? {}, payload ?? {}),
      )
      .map(({ id }) => id);
    if (!ids.length) return;
    if (!batch.length) {
      queueMicrotask(() => {
        flush(batch.splice(0));
      });
    }
    batch.push({ ids, type, payload });
  };

  return {
    replace: (all) => {
      subscriptions = new Map(all.map((subscription) => [subscription.id, subscription]));
      for (const [type, payload] of early.splice(0)) notify(type, payload);
    },
    subscribe: (subscription) => {
      subscriptions?.set(subscription.id, subscription);
    },
    unsubscribe: ({ id }) => {
      subscriptions?.delete(id);
    },
    notify,
  };
}

type Status = NonNullable<NotificationParams['status']>[number];

/** Whether a payload is what a subscription was narrowed to. System messages come only to those who ask for them. */
function matches(
  params: NotificationParams,
  { streamId, status, type }: { streamId?: string; status?: Status; type?: string },
): boolean {
  return (
    (params.streamId ?? streamId) === streamId &&
    (!params.status || !status || params.status.includes(status)) &&
    (type !== 'MAESTRO' || params.withMaestroMessages === true)
  );
}
