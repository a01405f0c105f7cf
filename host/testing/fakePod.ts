import { failure } from '../../shared/errors.js';
import { MessageChannel } from '../../shared/natives.js';
import type { NotificationType } from '../../shared/values/notifications.js';
import type { ArgsOf, HostToFrame } from '../../shared/wire/contract.js';
import type { SymphonyInstance } from '../instance/instance.js';
import { originOf } from '../arguments/readOptions.js';
import { createSymphony } from '../index.js';
import type { SymphonyOptions } from '../options.js';
import { sharedByCopies } from '../page/sharedByCopies.js';
import { toDocumented, type DocumentedSymphony } from '../scriptTag/documented.js';
import { adoptIframes, isAdopted } from './adoptIframes.js';
import { createAnswers, type ScriptedMethod } from './answers.js';
import type { CreateNotifications } from './fakeDocument.js';
import {
  createFakeFrame,
  validateNotification,
  type FakeFrame,
  type Notification,
  type OwnedFrame,
} from './fakeFrame.js';
import { addPolyfills } from './polyfills.js';
import { answerRequests } from './fakeRequests.js';
import { createScripting, type Scripting } from './scripting.js';
import { putIntoWindow } from './windowSymphony.js';

/** The options of `createFakePod`. */
export interface FakePodOptions {
  /**
   * The address of the pod. `https://localhost:1` by default. Browsers and Node refuse requests to this port, so not even
   * a request by the portal itself reaches a network.
   */
  url?: string | undefined;
}

/** A call that the host has made in a frame. */
export type FakeCall = {
  [Name in ScriptedMethod]: { method: Name; args: ArgsOf<HostToFrame, Name>; frame: FakeFrame };
}[ScriptedMethod];

/**
 * A pod without a network, for the tests of a portal. The portal uses the real host half. Its frames answer over the real
 * wire, and all that crosses the wire is validated with the real schemas.
 *
 * The functions that change something return their undo.
 */
export interface FakePod extends Scripting {
  /** The address to give to `createSymphony` of `symphony-embed/host`. */
  readonly url: string;
  /** Calls `createSymphony` of `symphony-embed/host` for this pod. */
  createSymphony: (options?: Omit<SymphonyOptions, 'podUrl'>) => SymphonyInstance;
  /** Creates `window.symphony`, as the script tag does, for a portal without modules. It stays until `close`. */
  installSymphony: (options?: Omit<SymphonyOptions, 'podUrl'>) => DocumentedSymphony;
  /** The frames that are in the page, in the order in which they came. */
  readonly frames: readonly FakeFrame[];
  /**
   * Returns the frame in a container.
   *
   * @throws {@link SymphonyError} `FRAME_GONE` if there is none.
   */
  frameIn: (container: string | Element) => FakeFrame;
  /** The calls of the host in all frames, in the order of each frame: without pings and subscriptions. */
  readonly calls: readonly FakeCall[];
  /** Returns the arguments of all calls of one method, in order. */
  callsOf: <Name extends ScriptedMethod>(method: Name) => ArgsOf<HostToFrame, Name>[];
  /**
   * Sends a notification from all frames, as apps do. Each one waits for its welcome first. Resolves when the listeners of
   * the portal have been called.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`, at once, if the payload is not as documented; `FRAME_GONE` if there
   * is no frame.
   */
  notify: <Type extends NotificationType>(...notification: Notification<Type>) => Promise<void>;
  /**
   * Removes all frames, and all that this pod has changed in the document. Call it after each test.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT` if a function of the test has returned an answer that the host does
   * not accept.
   */
  close: () => void;
}

const URL_WITHOUT_NETWORK = 'https://localhost:1';

/** @param createNotifications - The frame half's own. The two halves do not import each other. */
export function openFakePod({ url }: FakePodOptions, createNotifications: CreateNotifications): FakePod {
  const podOrigin = prepare(url ?? URL_WITHOUT_NETWORK);
  const answers = createAnswers();
  const { isUp, respond, ...scripting } = createScripting(answers);
  const owned: OwnedFrame[] = [];
  const calls: FakeCall[] = [];
  const undos: (() => void)[] = [addPolyfills()];

  const inPage = (): OwnedFrame[] => owned.filter(({ frame }) => frame.iframe.isConnected);
  undos.push(
    adoptIframes(podOrigin, {
      handleIframe: (iframe) => {
        const record = (method: string, args: unknown): void => {
          calls.push({ method, args, frame: made.frame } as FakeCall);
        };
        const parts = { podOrigin, iframe, createNotifications, record, isUp };
        const made = createFakeFrame(parts, answers);
        owned.push(made);
        return made;
      },
    }),
  );

  undos.push(answerRequests(podOrigin, respond));

  const pod: FakePod = {
    ...scripting,
    url: podOrigin,
    createSymphony: (options) => createSymphony({ ...options, podUrl: podOrigin }),
    installSymphony: (options) => {
      const symphony = toDocumented(pod.createSymphony(options));
      undos.push(putIntoWindow(symphony));
      return symphony;
    },
    get frames() {
      return inPage().map(({ frame }) => frame);
    },
    frameIn: (container) => {
      const found = pod.frames.find(({ iframe }) =>
        typeof container === 'string' ? iframe.closest(container) : container.contains(iframe),
      );
      const name = typeof container === 'string' ? container : 'this element';
      if (!found) throw failure('FRAME_GONE', 'find the frame', `the pod has no frame in ${name}`);
      return found;
    },
    get calls() {
      return [...calls];
    },
    callsOf: (method) => calls.filter((call) => call.method === method).map(({ args }) => args) as never[],
    notify: (...[type, payload]) => {
      validateNotification(type, payload);
      const frames = inPage();
      if (!frames.length)
        throw failure('FRAME_GONE', 'notify', 'the pod has no frame in the page; render first');
      return Promise.all(frames.map(({ frame }) => frame.notify(type, payload as never))).then(
        () => undefined,
      );
    },
    close: () => {
      for (const each of owned) {
        each.end();
        each.frame.iframe.remove();
      }
      for (const undo of undos.splice(0)) undo();
      // A host that has not logged out must not join the logouts of the next test.
      const { peers } = sharedByCopies();
      for (const peer of [...peers]) if (peer.pod === podOrigin) peers.delete(peer);
      const [refused] = answers.refused;
      if (refused) throw refused;
    },
  };
  return pod;
}

/**
 * Returns the origin of the pod.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`; `NOT_SUPPORTED` if the environment is no page.
 */
function prepare(url: string): string {
  const doing = 'createFakePod';
  if (typeof document === 'undefined') {
    const why = 'there is no document; run the test in a browser, in jsdom or in happy-dom';
    throw failure('NOT_SUPPORTED', doing, why);
  }
  if (typeof MessageChannel !== 'function') {
    const why =
      'there was no MessageChannel when symphony-embed was loaded; set the one of node:worker_threads before';
    throw failure('NOT_SUPPORTED', doing, why);
  }
  const podOrigin = originOf(url, doing);
  if (isAdopted(podOrigin))
    throw failure('INVALID_ARGUMENT', doing, `there is one at ${podOrigin} already; close it first`);
  return podOrigin;
}
