import { custom, object, optional } from 'valibot';
import type { ArgsOf, FrameToHost } from '../shared/contract.js';
import { failure, toSymphonyError, type ErrorPayload } from '../shared/errors.js';
import {
  notificationPayloads,
  type NotificationBatch,
  type NotificationPayloads,
  type NotificationType,
  type SessionEnd,
} from '../shared/notifications.js';
import { subscriptionParams, text, type NotificationParams, type Subscription } from '../shared/schemas.js';
import { validate } from '../shared/validate.js';
import type { Embed } from './embed.js';
import { plain } from './take.js';

/** What the callback of a `SessionNotifications` listener gets. */
export interface SessionNotification {
  /**
   * `ended`: the user's session at the pod is over. `unconfirmed`: the user asked for a logout in a frame, and the frames
   * are gone, but the pod did not confirm that the session is over.
   */
  status: 'ended' | 'unconfirmed';
  /** Why: a logout (here, in another tab or in another portal), its time ran out, or somebody took it away. */
  reason: SessionEnd;
  /** What `logout()` would have rejected with, when a logout that was asked for in a frame failed. */
  error?: ErrorPayload;
}

/** What `listen` callbacks get, by type. */
export interface ListenPayloads extends Omit<NotificationPayloads, 'GlobalUnreadCountNotifications'> {
  /** The total is also there as `count`, as in the notification of a single chat. */
  GlobalUnreadCountNotifications: NotificationPayloads['GlobalUnreadCountNotifications'] & { count: number };
  SessionNotifications: SessionNotification;
}

/** What callbacks of the host's own get: no frame is subscribed to it. */
interface HostPayloads {
  SessionNotifications: SessionNotification;
  UserInteractionRequired: { reason: string };
  Interop: ArgsOf<FrameToHost, 'interop'>;
}

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
  type: string;
  params: NotificationParams;
  callback: (payload: never) => void;
}

/** What a page registers. */
export const callback = custom<Listener['callback']>((given) => typeof given === 'function', 'a function');

const listenSchema = object({
  type: optional(text),
  callback,
  params: optional(subscriptionParams),
  status: subscriptionParams.entries.status,
});

/** What each frame knows for itself. Everything else is the user's, and one frame's word is enough. */
const OF_EACH_FRAME: readonly string[] = [
  'ActivityNotifications',
  'InternalLinkNotifications',
] satisfies NotificationType[];

/** The page's listeners. */
export interface Subscriptions {
  /**
   * Adds a listener.
   *
   * @param ofHost - The type, where it is one of the host's own and not the page's to choose.
   * @returns Its undo.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   */
  add: (options: unknown, ofHost?: keyof HostPayloads) => () => void;
  /** Ends all. */
  clear: () => void;
  /** What a frame is to be subscribed to. The speaker is the one frame that tells what all of them know. */
  of: (isSpeaker: boolean) => Subscription[];
  /** Brings a connected frame up to date. */
  sync: (embed: Embed, isSpeaker: boolean) => void;
  /**
   * Hands notifications to their listeners. What is not as documented is dropped, and logged.
   *
   * @param selector - The slot of the frame that sent them, unless it is the main one.
   */
  deliver: (batch: NotificationBatch, selector: string | undefined) => void;
  /** What tells the present listeners of one of the host's own types, even after `clear`. */
  teller: <Type extends keyof HostPayloads>(type: Type) => (payload: HostPayloads[Type]) => void;
}

export function createSubscriptions(): Subscriptions {
  const listeners = new Map<number, Listener>();
  let lastId = 0;

  const subscriptions: Subscriptions = {
    add: (options, ofHost) => {
      const given = validate(listenSchema, options, 'listen');
      const { type = '', callback, params, status } = { ...given, ...(ofHost && { type: ofHost }) };
      if (!ofHost && type !== 'SessionNotifications' && !isOfFrames(type)) {
        throw failure('INVALID_ARGUMENT', 'listen', 'type should be as documented');
      }
      const id = ++lastId;
      listeners.set(id, { type, params: plain({ ...params, ...(status && { status }) }), callback });
      return () => {
        listeners.delete(id);
      };
    },
    clear: () => {
      listeners.clear();
    },
    of: (isSpeaker) =>
      [...listeners].flatMap(([id, { type, params }]) =>
        isOfFrames(type) && (isSpeaker || OF_EACH_FRAME.includes(type)) ? { id, type, params } : [],
      ),
    sync: (embed, isSpeaker) => {
      const wanted = subscriptions.of(isSpeaker);
      const known = embed.subscribed;
      embed.subscribed = new Set(wanted.map(({ id }) => id));
      // A frame that goes meanwhile is told everything when it says hello again.
      for (const id of known)
        if (!embed.subscribed.has(id)) embed.call('unsubscribe', { id }).catch(toSymphonyError);
      for (const each of wanted)
        if (!known.has(each.id)) embed.call('subscribe', each).catch(toSymphonyError);
    },
    deliver: (batch, selector) => {
      for (const { ids, type, payload } of batch) {
        for (const listener of ids.map((id) => listeners.get(id))) {
          if (listener?.type === type && isOfFrames(type)) {
            tell(listener, () => {
              const schema = notificationPayloads[type];
              return schema && complete(type, validate(schema, payload, `deliver ${type}`), selector);
            });
          }
        }
      }
    },
    teller: (type) => {
      const told = [...listeners.values()].filter((listener) => listener.type === type);
      return (payload) => {
        for (const listener of told) tell(listener, () => payload);
      };
    },
  };
  return subscriptions;
}

function isOfFrames(type: string): type is NotificationType {
  return Object.hasOwn(notificationPayloads, type);
}

/** Adds what a frame does not know, or does not say. */
function complete(type: NotificationType, payload: object, selector: string | undefined): object {
  if (type === 'InternalLinkNotifications') return { ...payload, selector };
  if (type !== 'GlobalUnreadCountNotifications') return payload;
  return { ...payload, count: (payload as NotificationPayloads[typeof type]).totalCount };
}

/** Calls what a page has registered. One that throws never stops the others. */
function tell({ callback }: Listener, payload: () => unknown): void {
  try {
    callback((payload() ?? undefined) as never);
  } catch (thrown) {
    console.error(thrown);
  }
}
