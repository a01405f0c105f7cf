import { failure, toSymphonyError } from '../../shared/errors.js';
import type { NotificationType } from '../../shared/values/notifications.js';
import { optional } from '../../shared/wire/schema.js';
import { subscriptionParams } from '../../shared/wire/schemas.js';
import { validate } from '../../shared/wire/validate.js';
import { createNotifications } from '../notifications/notifications.js';
import { fieldsIn, type RawFields } from './rawActions.js';
import { warn, type RawPage } from './rawPage.js';

/** The types that a page can subscribe to. The compiler asks for those that are missing. */
const TYPES: Record<NotificationType | 'SessionNotifications', true> = {
  UnreadCountNotifications: true,
  GlobalUnreadCountNotifications: true,
  MessageNotifications: true,
  ActivityNotifications: true,
  ConnectionNotifications: true,
  InternalLinkNotifications: true,
  SessionNotifications: true,
};

/** The subscriptions of a page without the SDK. They end with this document, which cannot outlive the page. */
export interface RawSubscriptions {
  /** Adds a subscription. One with the same id replaces it. A wrong one is answered with an error. */
  subscribe: (fields: RawFields) => void;
  notify: (type: string, payload: unknown) => void;
}

export function createRawSubscriptions(post: RawPage['post']): RawSubscriptions {
  /** The page's ids by those of {@link createNotifications}, and the other way round. */
  const rawIds = new Map<number, string | number>();
  const ids = new Map<string | number, number>();
  let lastId = 0;
  const notifications = createNotifications((batch) => {
    for (const { ids: matching, payload } of batch) {
      for (const id of matching.map((match) => rawIds.get(match)))
        if (id !== undefined) post('sdk-callback-data', { id, data: payload });
    }
  });
  notifications.replace([]);

  function add(rawId: string | number, { type, params, status }: RawFields): void {
    if (typeof type !== 'string' || !Object.hasOwn(TYPES, type))
      throw failure(
        'INVALID_ARGUMENT',
        'subscribe',
        `type should be one of: ${Object.keys(TYPES).join(' ')}`,
      );
    // Some pages write `status` beside `params`.
    const given = fieldsIn({ ...fieldsIn({ status }), ...fieldsIn(params) });
    const subscription = {
      id: ++lastId,
      type,
      params: validate(optional(subscriptionParams), given, 'subscribe'),
    };
    const before = ids.get(rawId);
    if (before !== undefined) {
      notifications.unsubscribe({ id: before });
      rawIds.delete(before);
    }
    ids.set(rawId, lastId);
    rawIds.set(lastId, rawId);
    notifications.subscribe(subscription);
  }

  return {
    subscribe: (fields) => {
      const { id } = fields;
      if (id === undefined) {
        warn('The page sent an sdk-subscription without an id, which should be a text or a number.');
        return;
      }
      try {
        add(id, fields);
      } catch (thrown) {
        post('sdk-resolve', { id, data: { error: toSymphonyError(thrown).toJSON() } });
      }
    },
    notify: notifications.notify,
  };
}
