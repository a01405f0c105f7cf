import fc from 'fast-check';
import { connect } from 'penpal';
import { SymphonyError } from '../errors.js';
import { openChannel, type Channel, type ChannelParts } from './channel.js';
import { CHANNEL, type FrameToHost } from './contract.js';
import { frameToHostArgs } from './frameToHostArgs.js';
import { frameToHostValues } from './frameToHostValues.js';
import { hostToFrameArgs } from './hostToFrameArgs.js';
import { hostToFrameValues } from './hostToFrameValues.js';
import { createMethods } from './methods.js';

/*
 * Any message, at the border of a half, with Penpal behind it. The other half is a port and a window that the spec plays.
 */

const ORIGIN = 'https://other.example';
const EACH_WAY = 50_000;
const PENPAL = { namespace: 'penpal', channel: CHANNEL } as const;

type Listener = (event: unknown) => void;

interface Half {
  channel: Channel<never>;
  /** Lets messages arrive at the window, or through the port. */
  arrive: { window: (data: unknown) => void; port: (data: unknown) => void };
  /** What the half sent through the port. */
  sent: Record<string, unknown>[];
}

const half = {
  host: { values: hostToFrameValues, args: frameToHostArgs },
  frame: { values: frameToHostValues, args: hostToFrameArgs },
};

/** Connects one half to a spec that plays the other one. */
async function openHalf(name: keyof typeof half): Promise<Half> {
  const listeners = new Set<Listener>();
  const remote = { postMessage: () => undefined };
  const handled: unknown[] = [];
  const handle = (args: unknown): void => {
    handled.push(args);
  };
  const methods = createMethods<FrameToHost>(half[name].args as never, () => handle);
  const parts: ChannelParts<never> = {
    connect: connect,
    self: {
      addEventListener: (_: string, listener: Listener) => listeners.add(listener),
      removeEventListener: (_: string, listener: Listener) => listeners.delete(listener),
    } as never,
    remote: remote,
    isAllowed: (origin) => origin === ORIGIN,
    methods,
    values: half[name].values as never,
    goneType: 'FRAME_GONE',
    handleNotice: (method, args) => {
      void (methods as unknown as Partial<Record<string, (args: unknown) => Promise<unknown>>>)[method]?.(
        args,
      );
    },
  };
  const channel = openChannel<never>(parts);
  const sent: Record<string, unknown>[] = [];
  let hear: Listener = () => undefined;
  const port = {
    addEventListener: (_: string, listener: Listener) => (hear = listener),
    start: () => undefined,
    close: () => undefined,
    postMessage: (message: Record<string, unknown>) => sent.push(structuredClone(message)),
  };
  const arriveAtWindow = (data: unknown): void => {
    for (const listener of listeners) listener({ data, origin: ORIGIN, source: remote, ports: [port] });
  };
  arriveAtWindow({ ...PENPAL, type: 'SYN', participantId: '0' });
  arriveAtWindow({ ...PENPAL, type: 'ACK2' });
  await channel.connected;
  return {
    channel,
    sent,
    arrive: {
      window: arriveAtWindow,
      port: (data) => {
        hear({ data });
      },
    },
  };
}

const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 2 });
/** A field is right, missing, or anything that a message can carry. */
const field = (right: fc.Arbitrary<unknown>) => fc.oneof(right, right, anything);
const types = fc.constantFrom(
  'ACK1',
  'CALL',
  'REPLY',
  'NOTICE',
  'CALL',
  'REPLY',
  'NOTICE',
  'HUH',
  'toString',
);
const method = fc.constantFrom(
  'hello',
  'ready',
  'notify',
  'interop',
  'openStream',
  'sendMessage',
  'updateTheme',
  'constructor',
  '__proto__',
);
const error = { name: anything, message: anything, stack: anything, penpalCode: anything };
const outcome = fc.record({ ok: fc.boolean(), value: anything, error: anything }, { requiredKeys: [] });
const message = fc.record(
  {
    type: field(types),
    id: field(fc.string()),
    callId: field(fc.string()),
    participantId: field(fc.string()),
    methodPath: field(fc.array(method, { maxLength: 2 })),
    args: field(fc.array(anything, { maxLength: 2 })),
    method: field(method),
    value: field(fc.oneof(outcome, fc.record(error, { requiredKeys: [] }))),
    isError: field(fc.boolean()),
    isSerializedErrorInstance: field(fc.boolean()),
  },
  { requiredKeys: ['type'] },
);

/** What the browser can clone. Nothing else can arrive. */
function cloned(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
}

/** The latest call that a half has sent. */
function lastCall(sent: Record<string, unknown>[]): Record<string, unknown> {
  return sent.filter(({ type }) => type === 'CALL').at(-1)!;
}

/** Expects an error of the SDK's own that a page can read and write down. */
function expectWritable(thrown: unknown): void {
  expect(thrown).toBeInstanceOf(SymphonyError);
  expect(typeof (thrown as SymphonyError).type).toBe('string');
  expect(() => JSON.stringify(thrown)).not.toThrow();
}

/** Counts the errors that nobody has caught, as the page of a portal would see them. */
function watchUncaught(): { stop: () => unknown[] } {
  const uncaught: unknown[] = [];
  const handle = (event: ErrorEvent | PromiseRejectionEvent): void => {
    uncaught.push('reason' in event ? event.reason : event.error);
    event.preventDefault();
  };
  window.addEventListener('error', handle);
  window.addEventListener('unhandledrejection', handle);
  return {
    stop: () => {
      window.removeEventListener('error', handle);
      window.removeEventListener('unhandledrejection', handle);
      return uncaught;
    },
  };
}

describe('Whatever arrives', () => {
  for (const name of ['host', 'frame'] as const)
    it(`at the ${name}, ${EACH_WAY} messages break nothing, and proper calls go on`, async () => {
      const { channel, arrive, sent } = await openHalf(name);
      const uncaught = watchUncaught();
      // Some calls wait, so that answers have something to be an answer to.
      const call = channel.call as (method: string, args: unknown) => Promise<unknown>;
      const settle = name === 'host' ? 'openStream' : 'hello';
      const failures: unknown[] = [];
      let samples = 0;
      for (const sample of fc.sample(message, { numRuns: EACH_WAY / 10, seed: 8 })) {
        for (let index = 0; index < 10; index++) {
          const data = { ...PENPAL, ...(cloned(sample) as object | undefined) };
          samples++;
          if (index < 3) arrive.window(data);
          else arrive.port(data);
        }
        if (samples % 1_000 === 0) {
          // Some of the messages have asked for another port.
          arrive.window({ ...PENPAL, type: 'ACK2' });
          const asked = call(settle, {});
          const { id } = lastCall(sent);
          arrive.port({ ...PENPAL, ...(cloned(sample) as object), type: 'REPLY', callId: id });
          asked.catch((thrown: unknown) => failures.push(thrown));
        }
      }
      arrive.window({ ...PENPAL, type: 'ACK2' });
      const next = call(settle, {});
      const { id } = lastCall(sent);
      const told = { type: 'NOT_LOGGED_IN', message: 'log in', data: { at: 1 } };
      arrive.port({ ...PENPAL, type: 'REPLY', callId: id, value: { ok: false, error: told } });
      await expectAsync(next).toBeRejectedWith(jasmine.objectContaining(told));
      await new Promise((resolve) => setTimeout(resolve));
      expect(uncaught.stop()).toEqual([]);
      expect(failures.length).toBeGreaterThan(5);
      for (const failure of failures) expectWritable(failure);
      channel.destroy();
    });

  it('as an error, it has a type that is a text, and data that can be written down', async () => {
    const { channel, arrive, sent } = await openHalf('host');
    const call = channel.call as (method: string, args: unknown) => Promise<unknown>;
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    for (const value of [
      { ok: false, error: { type: ['x'], message: 'x' } },
      { ok: false, error: { type: 'ERROR', message: 'x', data: cycle } },
      { ok: false, error: { type: 'ERROR', message: 'x', data: 10n } },
      { ok: false, error: { type: 'ERROR', message: 'x', data: new Map([['a', 1]]) } },
      { ok: false, error: null },
      { ok: false },
      null,
      7,
    ]) {
      const asked = call('openStream', {});
      const { id } = lastCall(sent);
      arrive.port({ ...PENPAL, type: 'REPLY', callId: id, value });
      const thrown = await asked.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expectWritable(thrown);
    }
    channel.destroy();
  });
});
