import { connect } from 'penpal';
import { failure, type SymphonyError } from '../shared/errors.js';
import { within } from '../shared/clock.js';
import { openChannel, type Call, type Channel } from '../shared/wire/channel.js';
import {
  PROTOCOL,
  type ArgsOf,
  type FrameToHost,
  type MethodOf,
  type Welcome,
} from '../shared/wire/contract.js';
import { frameToHostValues } from '../shared/wire/frameToHostValues.js';
import { anything } from '../shared/wire/anything.js';
import { deferred } from '../shared/deferred.js';
import { validate } from '../shared/wire/validate.js';
import { ANSWER_MS } from './durations.js';

/** The connection between this document and its host. */
export interface Connection {
  /** Resolves with the host's answer to this document's hello. Rejects if no host of an allowed origin answers. */
  welcomed: Promise<Welcome>;
  /** Calls the host, and waits for its answer. */
  request: Call<FrameToHost>;
  /**
   * Calls the host once it is connected, without an answer for the caller. Keeps the order of calls. Logs the errors of
   * the host on the console. Does nothing in a page without a host.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT` if the arguments are no plain data.
   */
  send: <Name extends MethodOf<FrameToHost>>(method: Name, args: ArgsOf<FrameToHost, Name>) => void;
  /** Sends a call without an answer. This is cheaper, for calls that can be very many. */
  sendNotice: Channel<FrameToHost>['sendNotice'];
}

/** The parts of a connection. */
export interface ConnectionParts {
  /** The app's name and version, for the host's logs. */
  name: string;
  allowedOrigins: readonly string[];
  isAllowed: (origin: string) => boolean;
  /** The methods that the host can call. */
  methods: object;
  /** Called with the answer to each hello, before `welcomed` resolves. */
  handleWelcome: (welcome: Welcome) => void;
}

/** Connects to the page around this document, and says hello. */
export function connectHost({
  name,
  allowedOrigins,
  isAllowed,
  methods,
  handleWelcome,
}: ConnectionParts): Connection {
  const host = window.parent;
  let channel: Channel<FrameToHost> | undefined;

  const refused = deferred<never>();

  function inTime<T>(answer: Promise<T>): Promise<T> {
    return within(Promise.race([answer, refused.promise]), ANSWER_MS, () =>
      noHost(`no page of ${allowedOrigins.join()} answered within ${ANSWER_MS} ms`),
    );
  }

  function isPortal(origin: string): boolean {
    if (isAllowed(origin)) return true;
    refused.reject(noHost(`allowedOrigins do not name the page around this frame, ${origin}`));
    return false;
  }

  async function sayHello({ call }: Channel<FrameToHost>): Promise<Welcome> {
    const { originAgentCluster: originKeyed } = window as { originAgentCluster?: boolean };
    const welcome = await inTime(call('hello', { protocol: PROTOCOL, app: name, originKeyed }));
    handleWelcome(welcome);
    return welcome;
  }

  async function open(): Promise<Welcome> {
    if (host === window) throw noHost('this page is not in a frame');
    const opened = (channel = openChannel<FrameToHost>({
      connect,
      self: window,
      remote: host,
      isAllowed: isPortal,
      methods,
      values: frameToHostValues,
      goneType: 'CONNECTION_FAILED',
    }));
    await inTime(opened.connected);
    window.addEventListener('pagehide', () => {
      void opened.call('goodbye', {}).catch(() => undefined);
    });
    // A document from the back/forward cache has said goodbye before, so it must say hello again.
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) sayHello(opened).catch(console.warn);
    });
    return sayHello(opened);
  }

  const welcomed = open();
  // Many apps do not use this promise, so the console tells of a frame that cannot connect.
  welcomed.catch((thrown: unknown) => {
    if (host !== window) console.warn(thrown);
  });

  return {
    welcomed,
    request: async (method, args) => {
      await welcomed;
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- The welcome came through the channel.
      return inTime(channel!.call(method, args));
    },
    send: (method, args) => {
      // Copy now: apps change their objects later, and some are proxies, which cannot be sent.
      const copy = validate(anything, args, method) as typeof args;
      welcomed.then(
        () => channel?.call(method, copy).catch(console.warn),
        () => undefined,
      );
    },
    sendNotice: (method, args) => {
      channel?.sendNotice(method, args);
    },
  };
}

function noHost(why: string): SymphonyError {
  return failure('CONNECTION_FAILED', 'connect', why);
}
