import type { Context } from '@finos/fdc3';
import { failure, toSymphonyError, type ErrorPayload } from '../../shared/errors.js';
import { strictly } from '../../shared/testing/strictly.js';
import {
  notificationPayloads,
  payloadSchema,
  type NotificationPayloads,
  type NotificationType,
  type SessionEnd,
} from '../../shared/values/notifications.js';
import type { ArgsOf, FrameToHost, MethodOf, Welcome } from '../../shared/wire/contract.js';
import { frameToHostArgs } from '../../shared/wire/frameToHostArgs.js';
import type { Schema } from '../../shared/wire/schema.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { Answers } from './answers.js';
import type { FakeDocument } from './fakeDocument.js';
import { createDocuments, type DocumentsParts } from './frameDocuments.js';

/** The arguments of `notify`: a type, and its payload if it has one. */
export type Notification<Type extends NotificationType> = NotificationPayloads[Type] extends undefined
  ? [type: Type, payload?: undefined]
  : [type: Type, payload: NotificationPayloads[Type]];

/**
 * A frame of a fake pod. Its functions have the names of those of `App`, the app's end of the channel. They return when
 * the portal has got the call.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, at once, if the portal would not accept an argument; `FRAME_GONE` if
 * the frame is not in the page any more, or hangs.
 */
export interface FakeFrame {
  readonly iframe: HTMLIFrameElement;
  /** What the host wants the frame to show: mode, settings, theme, chat and so on. `undefined` before the hello. */
  readonly welcome: Welcome | undefined;
  /** The chat that the frame shows. `undefined` before it shows one. */
  readonly chat: Chat | undefined;
  /** Shows another chat, or an error, as an app does by itself. */
  ready: (shown?: Chat & { error?: ErrorPayload }) => Promise<void>;
  /** Notifies the portal, if it listens. */
  notify: <Type extends NotificationType>(...notification: Notification<Type>) => Promise<void>;
  userInteractionRequired: (options: { reason: string }) => Promise<void>;
  interop: (intent: string, context: Context) => Promise<void>;
  requestLogout: () => Promise<void>;
  sessionEnded: (options: { reason: SessionEnd }) => Promise<void>;
  /**
   * Hangs: answers nothing, not even the host's pings and its logout.
   *
   * @returns A function that ends this. Then the frame answers all that has arrived.
   */
  hang: () => () => void;
  /** Reloads: the document says goodbye, and the next one says hello. */
  reload: () => void;
  /** Leaves for a page that is none of the pod's, for example one that failed to load. */
  leave: () => void;
  /** Crashes, as a process that the browser has killed. The host needs two seconds to find out. */
  crash: () => void;
}

/** A fake frame, as its pod sees it. */
export interface OwnedFrame {
  frame: FakeFrame;
  /** Returns the window of a new document. */
  openWindow: () => object;
  end: () => void;
}

/** @param answers - What the frame answers. */
export function createFakeFrame(parts: Omit<DocumentsParts, 'answer'>, answers: Answers): OwnedFrame {
  const documents = createDocuments({
    ...parts,
    answer: (method, args) => answers.of(method, args, frame),
  });

  /** Validates the arguments at once, and then calls the host when it has welcomed the frame. */
  function tell<Name extends MethodOf<FrameToHost>>(
    method: Name,
    args: ArgsOf<FrameToHost, Name>,
  ): Promise<void> {
    const valid = strictly(frameToHostArgs[method] as Schema<never>, args, method);
    const to = documents.present(method);
    return to.welcomed.then(() => to.call(method, valid)).then(() => undefined);
  }

  const frame: FakeFrame = {
    iframe: parts.iframe,
    get welcome() {
      return documents.welcome;
    },
    get chat() {
      return documents.chat;
    },
    ready: (shown = {}) => {
      const telling = tell('ready', shown);
      if (!shown.error) documents.chat = { ...shown };
      return telling;
    },
    notify: (...[type, payload]) => {
      validateNotification(type, payload);
      return deliver(documents.present('notify'), type, payload);
    },
    userInteractionRequired: (required) => tell('userInteractionRequired', required),
    interop: (intent, context) => tell('interop', { intent, context }),
    requestLogout: () => tell('requestLogout', {}),
    sessionEnded: (end) => tell('sessionEnded', end),
    hang: documents.hang,
    reload: documents.reload,
    leave: documents.leave,
    crash: documents.crash,
  };
  return { frame, openWindow: documents.openWindow, end: documents.end };
}

/** Resolves when the host has got the notification, if it wants it. */
async function deliver(to: FakeDocument, type: NotificationType, payload: unknown): Promise<void> {
  // A batch without notifications: when it is answered, all that was sent before has arrived, in both directions.
  const settled = (): Promise<unknown> => to.call('notify', { notifications: [] }).catch(toSymphonyError);
  await to.welcomed;
  // The host may have subscribed just now.
  await settled();
  to.notify(type, payload);
  await settled();
}

/** @throws {@link SymphonyError} `INVALID_ARGUMENT` if the portal would discard the notification. */
export function validateNotification(type: NotificationType, payload: unknown): void {
  if (!Object.hasOwn(notificationPayloads, type)) {
    const why = `there is no type ${type}; use one of ${Object.keys(notificationPayloads).join(', ')}`;
    throw failure('INVALID_ARGUMENT', 'notify', why);
  }
  const schema = payloadSchema(type, payload);
  if (schema) strictly(schema, payload, `notify ${type}`);
  else if (payload !== undefined)
    throw failure('INVALID_ARGUMENT', `notify ${type}`, 'this type has no payload');
}
