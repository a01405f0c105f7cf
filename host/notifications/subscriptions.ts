import type { ArgsOf, FrameToHost } from '../../shared/wire/contract.js';
import { failure, toSymphonyError, type ErrorPayload } from '../../shared/errors.js';
import {
  notificationPayloads,
  payloadSchema,
  type NotificationBatch,
  type NotificationPayloads,
  type NotificationType,
  type SessionEnd,
} from '../../shared/values/notifications.js';
import { leaf, object, optional } from '../../shared/wire/schema.js';
import {
  connectionStatuses,
  subscriptionParams,
  text,
  type NotificationParams,
  type Subscription,
} from '../../shared/wire/schemas.js';
import { validate } from '../../shared/wire/validate.js';
import type { Embed } from '../embed/embed.js';

/** The payload of `SessionNotifications`. */
export interface SessionNotification {
  /**
   * `ended`: the user's session at the pod is over. `unconfirmed`: the user asked for a logout in a frame. The frames
   * are removed, but the pod did not confirm that the session is over.
   */
  status: 'ended' | 'unconfirmed';
  /** Why the session ended: a logout (here, in another tab or in another portal), expiry, or revocation. */
  reason: SessionEnd;
  /** The error that `logout()` would reject with, if a logout that a frame asked for has failed. */
  error?: ErrorPayload;
}

/** The payloads of `listen` callbacks, by type. */
export interface ListenPayloads extends Omit<NotificationPayloads, 'GlobalUnreadCountNotifications'> {
  /** Also has the total as `count`, like the notification of a single chat. */
  GlobalUnreadCountNotifications: NotificationPayloads['GlobalUnreadCountNotifications'] & { count: number };
  SessionNotifications: SessionNotification;
}

/** The payloads that come from the host itself. Frames do not know these types. */
interface HostPayloads {
  SessionNotifications: SessionNotification;
  UserInteractionRequired: { reason: string };
  Interop: ArgsOf<FrameToHost, 'interop'>;
}

/** The filters of the types that have any. */
interface Filters {
  UnreadCountNotifications: Pick<NotificationParams, 'streamId'>;
  MessageNotifications: Pick<NotificationParams, 'streamId' | 'withMaestroMessages'>;
  ConnectionNotifications: Pick<NotificationParams, 'status'>;
}

/** The options of `listen`. */
export interface ListenOptions<Type extends keyof ListenPayloads = keyof ListenPayloads> {
  type: Type;
  /** Filters the notifications. {@link NotificationParams} documents the fields. */
  params?: (Type extends keyof Filters ? Filters[Type] : Record<string, never>) | null | undefined;
  /** The same as `params.status`. Some pages put it here. */
  status?: Type extends 'ConnectionNotifications' ? NotificationParams['status'] : undefined;
  callback: (payload: ListenPayloads[Type]) => void;
}

interface Listener {
  type: string;
  params: NotificationParams;
  callback: (payload: never) => void;
}

/** The schema of a callback. */
export const callback = leaf<Listener['callback']>((given) => typeof given === 'function', 'a function');

const listenSchema = object({
  type: optional(text),
  callback,
  params: optional(subscriptionParams),
  status: connectionStatuses,
});

/** Types that every frame sends for itself. All other types concern the user, so one frame is enough. */
const OF_EACH_FRAME: readonly string[] = [
  'ActivityNotifications',
  'InternalLinkNotifications',
] satisfies NotificationType[];

/** The page's listeners. */
export interface Subscriptions {
  /**
   * Adds a listener.
   *
   * @param ofHost - The type, if it is one of the host's own. It replaces the type in `options`.
   * @returns A function that removes the listener.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   */
  add: (options: unknown, ofHost?: keyof HostPayloads) => () => void;
  /** Removes all listeners. */
  clear: () => void;
  /** Returns the subscriptions of a frame. The speaker is the one frame that sends what all frames know. */
  of: (isSpeaker: boolean) => Subscription[];
  /** Updates the subscriptions in a connected frame. */
  sync: (embed: Embed, isSpeaker: boolean) => void;
  /**
   * Delivers notifications to their listeners. Discards and logs payloads that are not as documented.
   *
   * @param selector - The slot of the sending frame; `undefined` for the main frame.
   */
  deliver: (batch: NotificationBatch, selector: string | undefined) => void;
  /**
   * Returns a function that notifies the present listeners of one of the host's own types, even after `clear`. It returns
   * the number of the listeners.
   */
  notifierOf: <Type extends keyof HostPayloads>(type: Type) => (payload: HostPayloads[Type]) => number;
}

export function createSubscriptions(): Subscriptions {
  const listeners = new Map<number, Listener>();
  let lastId = 0;

  const subscriptions: Subscriptions = {
    add: (options, ofHost) => {
      const given = validate(listenSchema, options, ofHost ? `on${ofHost}` : 'listen');
      const { type = '', callback, params, status } = { ...given, ...(ofHost && { type: ofHost }) };
      if (!ofHost && type !== 'SessionNotifications' && !isOfFrames(type)) {
        const types = Object.keys(notificationPayloads).join(' ');
        const why = `type should be one of: ${types} SessionNotifications (given: ${typeof given.type})`;
        throw failure('INVALID_ARGUMENT', 'listen', why);
      }
      const id = ++lastId;
      listeners.set(id, { type, params: { ...params, ...(status && { status }) }, callback });
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
      // Failures do not matter: a frame that reloads gets all subscriptions with its next welcome.
      for (const id of known)
        if (!embed.subscribed.has(id)) embed.frame.call('unsubscribe', { id }).catch(toSymphonyError);
      for (const each of wanted)
        if (!known.has(each.id)) embed.frame.call('subscribe', each).catch(toSymphonyError);
    },
    deliver: (batch, selector) => {
      for (const { ids, type, payload } of batch) {
        for (const listener of ids.map((id) => listeners.get(id))) {
          if (listener?.type === type && isOfFrames(type)) {
            callListener(listener, () => {
              const schema = payloadSchema(type, payload);
              return schema && complete(type, validate(schema, payload, `deliver ${type}`), selector);
            });
          }
        }
      }
    },
    notifierOf: (type) => {
      const present = [...listeners.values()].filter((listener) => listener.type === type);
      return (payload) => {
        for (const listener of present) callListener(listener, () => payload);
        return present.length;
      };
    },
  };
  return subscriptions;
}

function isOfFrames(type: string): type is NotificationType {
  return Object.hasOwn(notificationPayloads, type);
}

/** Adds the fields that a frame does not send. */
function complete(type: NotificationType, payload: object, selector: string | undefined): object {
  if (type === 'InternalLinkNotifications') return { ...payload, selector };
  if (type !== 'GlobalUnreadCountNotifications') return payload;
  return { ...payload, count: (payload as NotificationPayloads[typeof type]).totalCount };
}

/** Calls one listener. A listener that throws must not stop the others. */
function callListener({ callback }: Listener, payload: () => unknown): void {
  try {
    callback((payload() ?? undefined) as never);
  } catch (thrown) {
    console.error(thrown);
  }
}
