import { object, optional } from 'valibot';
import type { Subscription } from '../shared/contract.js';
import { failure } from '../shared/errors.js';
import {
  notificationPayloads,
  type NotificationBatch,
  type NotificationPayloads,
  type NotificationType,
  type SessionEnd,
} from '../shared/notifications.js';
import { subscriptionParams, type NotificationParams } from '../shared/schemas.js';
import { validate } from '../shared/validate.js';
import type { Embed } from './embed.js';
import { take } from './take.js';

/** What the callback of a `SessionNotifications` listener gets. */
export interface SessionNotification {
  /** The user's session at the pod is over. */
  status: 'ended';
  /** Why: a logout (here, in another tab or in another portal), its time ran out, or somebody took it away. */
  reason: SessionEnd;
}

/** What `listen` callbacks get, by type. */
export type ListenPayloads = NotificationPayloads & { SessionNotifications: SessionNotification };

/** What `listen` takes. */
export interface ListenOptions<Type extends keyof ListenPayloads = keyof ListenPayloads> {
  type: Type;
  /** Narrows what the callback gets; which fields a type knows is documented with it. */
  params?: NotificationParams | undefined;
  /** Pages also put `status` of `ConnectionNotifications` beside `params`. */
  status?: NotificationParams['status'] | undefined;
  callback: (payload: ListenPayloads[Type]) => void;
}

interface Listener {
  type: keyof ListenPayloads;
  params: NotificationParams;
  callback: (payload: never) => void;
}

const listenSchema = object({
  params: optional(subscriptionParams),
  status: subscriptionParams.entries.status,
});

/** What each frame knows for itself. Everything else is the user's, and one frame's word is enough. */
const OF_EACH_FRAME: readonly string[] = [
  'ActivityNotifications',
  'InternalLinkNotifications',
] satisfies NotificationType[];
const SESSION = 'SessionNotifications';

/** The page's listeners. */
export interface Subscriptions {
  /**
   * Adds a listener.
   *
   * @returns Its undo.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   */
  add: (options: ListenOptions) => () => void;
  /** Ends all. */
  clear: () => void;
  /** What a frame is to be subscribed to. The speaker is the one frame that tells what all of them know. */
  of: (isSpeaker: boolean) => Subscription[];
  /** Brings a connected frame up to date. */
  sync: (embed: Embed, isSpeaker: boolean) => void;
  /** Hands notifications to their listeners. What is not as documented is dropped, and logged. */
  deliver: (batch: NotificationBatch) => void;
  /** What tells the present listeners of `SessionNotifications`, even after `clear`. */
  sessionTeller: () => (reason: SessionEnd) => void;
}

export function createSubscriptions(): Subscriptions {
  const listeners = new Map<number, Listener>();
  let lastId = 0;

  const subscriptions: Subscriptions = {
    add: ({ type, callback, ...rest }) => {
      const { params, status } = take(listenSchema, rest, 'listen');
      if (type !== SESSION && !Object.hasOwn(notificationPayloads, type)) {
        throw failure(
          'INVALID_ARGUMENT',
          'listen',
          'type should be one of the documented notification types',
        );
      }
      const id = ++lastId;
      listeners.set(id, {
        type,
        params: { ...params, ...(status && { status }) },
        callback: checkCallback(callback),
      });
      return () => {
        listeners.delete(id);
      };
    },
    clear: () => {
      listeners.clear();
    },
    of: (isSpeaker) =>
      [...listeners].flatMap(([id, { type, params }]) =>
        type !== SESSION && (isSpeaker || OF_EACH_FRAME.includes(type)) ? { id, type, params } : [],
      ),
    sync: (embed, isSpeaker) => {
      const wanted = subscriptions.of(isSpeaker);
      const known = embed.subscribed;
      embed.subscribed = new Set(wanted.map(({ id }) => id));
      // A frame that goes meanwhile is told everything when it says hello again.
      for (const id of known) if (!embed.subscribed.has(id)) embed.call('unsubscribe', { id }).catch(ignore);
      for (const each of wanted) if (!known.has(each.id)) embed.call('subscribe', each).catch(ignore);
    },
    deliver: (batch) => {
      for (const { ids, type, payload } of batch) {
        for (const listener of ids.map((id) => listeners.get(id))) {
          if (listener?.type === type) {
            tell(() => {
              const schema = notificationPayloads[type as NotificationType];
              listener.callback((schema && validate(schema, payload, `deliver ${type}`)) as never);
            });
          }
        }
      }
    },
    sessionTeller: () => {
      const told = [...listeners.values()].filter(({ type }) => type === SESSION);
      return (reason) => {
        for (const { callback } of told) {
          tell(() => {
            callback({ status: 'ended', reason } as never);
          });
        }
      };
    },
  };
  return subscriptions;
}

/** Runs what a page has registered. One that throws never stops the others. */
export function tell(run: () => void): void {
  try {
    run();
  } catch (thrown) {
    console.error(thrown);
  }
}

/** @throws {@link SymphonyError} `INVALID_ARGUMENT`. */
export function checkCallback<Callback>(callback: Callback): Callback {
  if (typeof callback !== 'function')
    throw failure('INVALID_ARGUMENT', 'listen', 'callback should be a function');
  return callback;
}

function ignore(): void {
  // What it would say is said elsewhere.
}
