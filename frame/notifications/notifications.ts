import type { NotificationBatch } from '../../shared/values/notifications.js';
import { plain } from '../../shared/wire/plain.js';
import type { NotificationParams, Subscription } from '../../shared/wire/schemas.js';

/** Sends the app's notifications to the subscriptions of the host. */
export interface Notifications {
  /** Replaces all subscriptions of the host, and sends the notifications that waited for them. */
  replace: (subscriptions: readonly Subscription[]) => void;
  subscribe: (subscription: Subscription) => void;
  unsubscribe: (options: { id: number }) => void;
  notify: (type: string, payload: unknown) => void;
}

/**
 * Sends only notifications that match a subscription. The notifications of one task go out as one message, in order.
 * Before the subscriptions of the host are known, notifications wait.
 */
export function createNotifications(send: (batch: NotificationBatch) => void): Notifications {
  let subscriptions: Map<number, Subscription> | undefined;
  const early: [string, unknown][] = [];
  const batch: NotificationBatch = [];

  /** @param payload - Must be plain data. */
  const deliver = (type: string, payload: unknown): void => {
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
        send(batch.splice(0));
      });
    }
    batch.push({ ids, type, payload });
  };

  return {
    replace: (all) => {
      subscriptions = new Map(all.map((subscription) => [subscription.id, subscription]));
      for (const [type, payload] of early.splice(0)) deliver(type, payload);
    },
    subscribe: (subscription) => {
      subscriptions?.set(subscription.id, subscription);
    },
    unsubscribe: ({ id }) => {
      subscriptions?.delete(id);
    },
    notify: (type, payload) => {
      try {
        deliver(type, payload && plain(payload));
      } catch (thrown) {
        // A notification that cannot be sent must not stop the app or the other notifications.
        console.warn(thrown);
      }
    },
  };
}

type Status = NonNullable<NotificationParams['status']>[number];

/** Whether a payload passes the filter of a subscription. System messages need `withMaestroMessages`. */
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
