import { within } from '../../shared/clock.js';
import { deferred, type Deferred } from '../../shared/deferred.js';
import { failure, toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import { strictly } from '../../shared/testing/strictly.js';
import {
  notificationPayloads,
  payloadSchema,
  type NotificationBatch,
  type NotificationPayloads,
  type NotificationType,
} from '../../shared/values/notifications.js';
import type { ArgsOf, FrameToHost, MethodOf, Outcome, Remote, Welcome } from '../../shared/wire/contract.js';
import { frameToHostArgs } from '../../shared/wire/frameToHostArgs.js';
import { createMethods } from '../../shared/wire/methods.js';
import { toError } from '../../shared/wire/channel.js';

/** What an app can report to its host, besides notifications. */
export type ReportMethod = Exclude<MethodOf<FrameToHost>, 'notify'>;
/** Something that the app has reported. */
export type AppReport = {
  [Name in ReportMethod]: { method: Name; args: ArgsOf<FrameToHost, Name> };
}[ReportMethod];
/** A notification of the app. */
export type AppNotification = {
  [Type in NotificationType]: { type: Type; payload: NotificationPayloads[Type] };
}[NotificationType];

/** What the app has sent, in order. */
export interface AppReports {
  readonly reports: AppReport[];
  readonly notifications: AppNotification[];
  /** What a real host would have refused. */
  readonly refused: SymphonyError[];
  /** The methods that the app can call. */
  methods: Remote<FrameToHost>;
  handleNotice: (method: string, args: unknown) => void;
  /** Resolves with the next report or notification of this name that nobody has waited for yet. */
  next: (name: string) => Promise<unknown>;
}

/** @param handleSent - Called with the name of each thing that the app has sent. */
export function createReports(
  timeoutMs: number,
  welcome: () => Welcome,
  handleSent: (name: string) => void,
): AppReports {
  const reports: AppReport[] = [];
  const notifications: AppNotification[] = [];
  const refused: SymphonyError[] = [];
  const queues = new Map<string, { values: unknown[]; waiting: Deferred<unknown>[] }>();

  const queueOf = (name: string) => {
    const queue = queues.get(name) ?? { values: [], waiting: [] };
    queues.set(name, queue);
    return queue;
  };

  function add(name: string, value: unknown): void {
    handleSent(name);
    const { values, waiting } = queueOf(name);
    const first = waiting.shift();
    if (first) first.resolve(value);
    else values.push(value);
  }

  function handleNotifications(batch: NotificationBatch): void {
    for (const { type, payload } of batch) {
      try {
        const notification = { type, payload: validPayload(type, payload) } as AppNotification;
        notifications.push(notification);
        add(type, notification.payload);
      } catch (thrown) {
        refused.push(toSymphonyError(thrown));
      }
    }
  }

  const valid = createMethods<FrameToHost>(frameToHostArgs, (method) => {
    if (method === 'notify')
      return ({ notifications: batch }: { notifications: NotificationBatch }) => {
        handleNotifications(batch);
      };
    return ((args: never) => {
      reports.push({ method, args });
      // Read before anybody learns of the hello.
      const answer = method === 'hello' ? welcome() : undefined;
      add(method, args);
      return answer;
    }) as never;
  });
  type AnyMethod = (args: unknown) => Promise<Outcome<unknown>>;
  const methods = Object.fromEntries(
    Object.entries(valid as Record<string, AnyMethod>).map(([name, method]) => [
      name,
      async (args: unknown) => {
        const outcome = await method(args);
        if (!outcome.ok) refused.push(toError(outcome.error));
        return outcome;
      },
    ]),
  ) as unknown as Remote<FrameToHost>;

  return {
    reports,
    notifications,
    refused,
    methods,
    handleNotice: (method, args) => {
      if (method === 'notify') void (methods.notify as AnyMethod)(args);
    },
    next: (name) => {
      const { values, waiting } = queueOf(name);
      if (values.length) return Promise.resolve(values.shift());
      const next = deferred<unknown>();
      waiting.push(next);
      const why = `the app did not send it within ${timeoutMs} ms`;
      return within(next.promise, timeoutMs, () => failure('TIMEOUT', `wait for ${name}`, why));
    },
  };
}

/** @throws {@link SymphonyError} `INVALID_ARGUMENT` if a host would discard the notification. */
function validPayload(type: string, payload: unknown): unknown {
  if (!Object.hasOwn(notificationPayloads, type))
    throw failure('INVALID_ARGUMENT', `notify ${type}`, 'there is no such type');
  const schema = payloadSchema(type as NotificationType, payload);
  return schema ? strictly(schema, payload, `notify ${type}`) : undefined;
}
