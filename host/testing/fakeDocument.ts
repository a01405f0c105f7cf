import { connect } from 'penpal';
import { deferred, type Deferred } from '../../shared/deferred.js';
import { failure } from '../../shared/errors.js';
import { Promise } from '../../shared/natives.js';
import { createMailbox, createPostMessage, deliverTo, type Letter } from '../../shared/testing/mailbox.js';
import type { NotificationBatch } from '../../shared/values/notifications.js';
import { openChannel } from '../../shared/wire/channel.js';
import {
  PROTOCOL,
  type ArgsOf,
  type FrameToHost,
  type Handlers,
  type HostToFrame,
  type MethodOf,
  type ValueOf,
  type Welcome,
} from '../../shared/wire/contract.js';
import { frameToHostValues } from '../../shared/wire/frameToHostValues.js';
import { hostToFrameArgs } from '../../shared/wire/hostToFrameArgs.js';
import { createMethods } from '../../shared/wire/methods.js';
import type { Subscription } from '../../shared/wire/schemas.js';

/** The part of the frame half that knows which notifications the host wants. */
export interface Notifications {
  replace: (subscriptions: readonly Subscription[]) => void;
  subscribe: (subscription: Subscription) => void;
  unsubscribe: (options: { id: number }) => void;
  notify: (type: string, payload: unknown) => void;
}
/** Creates it. `send` gets the notifications that match. */
export type CreateNotifications = (send: (batch: NotificationBatch) => void) => Notifications;

/** The methods that a document handles without the test. */
type OwnMethods = 'subscribe' | 'unsubscribe' | 'ping';

/** The parts of a document. */
export interface DocumentParts {
  podOrigin: string;
  /** The iframe's `contentWindow`, as the page sees it. It stays the same when the frame reloads. */
  frameWindow: object;
  createNotifications: CreateNotifications;
  /** Handles a call of the host that a test can script. */
  handleCall: (method: string, args: unknown) => Promise<unknown>;
  /** Called with the host's answer to the hello. */
  handleWelcome: (welcome: Welcome) => void;
  /** Resolves at once, or when the frame's thread no longer hangs. */
  whileHanging: () => Promise<unknown>;
}

/** One document in the iframe of a fake frame. It talks with the host over the real wire. */
export interface FakeDocument {
  /** Receives what the page posts to the window. */
  receive: (data: unknown, ports: Letter['ports']) => void;
  /** Begins the handshake, and says hello. A document that never does looks like a page that did not load. */
  start: () => void;
  /** Resolves with the host's answer to the hello. Rejects if the document goes before. */
  readonly welcomed: Promise<Welcome>;
  /** Calls the host. Rejects with `FRAME_GONE` if the document goes before the answer. */
  call: <Name extends MethodOf<FrameToHost>>(
    method: Name,
    args: ArgsOf<FrameToHost, Name>,
  ) => Promise<ValueOf<FrameToHost, Name>>;
  notify: Notifications['notify'];
  /** Ends the document: it says nothing more. */
  end: () => void;
}

export function createDocument(parts: DocumentParts): FakeDocument {
  const { podOrigin, createNotifications, handleWelcome, whileHanging } = parts;
  const mailbox = createMailbox();
  const welcomed = deferred<Welcome>();
  const ended = deferred<never>();
  const page = {
    postMessage: createPostMessage(
      () => window.origin,
      (data, ports) => {
        deliverTo(window, { data, origin: podOrigin, source: parts.frameWindow, ports });
      },
    ),
  };
  let hangUp = (): void => undefined;
  let isEnded = false;

  const notifications = createNotifications((batch) => {
    channel?.sendNotice('notify', { notifications: batch });
  });
  const own: Pick<Handlers<HostToFrame>, OwnMethods> = {
    subscribe: notifications.subscribe,
    unsubscribe: notifications.unsubscribe,
    ping: () => undefined,
  };
  const methods = createMethods<HostToFrame>(
    hostToFrameArgs,
    (name) =>
      (async (args: unknown) => {
        await whileHanging();
        if (name in own) return own[name as OwnMethods](args as never);
        // As in the frame half: the app knows the welcome before it gets the first call.
        await welcomed.promise;
        return parts.handleCall(name, args);
      }) as never,
  );
  let channel: ReturnType<typeof openChannel<FrameToHost>> | undefined;

  const gone = failure('FRAME_GONE', 'call the host', 'the frame is not in the page any more');
  function end(): void {
    if (isEnded) return;
    isEnded = true;
    hangUp();
    ended.reject(gone);
    welcomed.reject(gone);
  }

  const document: FakeDocument = {
    receive: (data, ports) => {
      mailbox.deliver({ data, origin: window.origin, source: page, ports });
    },
    welcomed: welcomed.promise,
    start: () => {
      if (isEnded) return;
      const opened = (channel = openChannel<FrameToHost>({
        connect,
        self: mailbox,
        remote: page,
        // A portal's test says nothing about the portals that an app allows.
        isAllowed: () => true,
        methods,
        values: frameToHostValues,
        goneType: 'FRAME_GONE',
        handleArrival: ({ type }) => {
          // The host has removed the frame.
          if ((type as string) === 'DESTROY') end();
          return true;
        },
      }));
      hangUp = opened.hangUp;
      void opened.connected.then(() => sayHello(document, welcomed, notifications, handleWelcome));
    },
    call: (method, args) =>
      channel ? Promise.race([channel.call(method, args), ended.promise]) : Promise.reject(gone),
    notify: notifications.notify,
    end,
  };
  return document;
}

async function sayHello(
  document: FakeDocument,
  welcomed: Deferred<Welcome>,
  notifications: Notifications,
  handleWelcome: (welcome: Welcome) => void,
): Promise<void> {
  try {
    const welcome = await document.call('hello', { protocol: PROTOCOL, app: 'fake frame' });
    notifications.replace(welcome.subscriptions);
    welcomed.resolve(welcome);
    handleWelcome(welcome);
  } catch (thrown) {
    welcomed.reject(thrown as Error);
  }
}
