import fc from 'fast-check';
import {
  createSymphony,
  load,
  SymphonyError,
  type SendMessageOptions,
  type Symphony,
} from 'symphony-embed/host';
import { askedCalls } from '../../test/pages/askedCalls.js';
import { failureThrown, openHost, onPaper } from '../../test/pages/openHost.js';

const RUNS = { numRuns: 60, endOnFailure: true };

const refuse = (): never => {
  throw new Error('It cannot be read.');
};
const unreadable = new Proxy(
  { [fc.toStringMethod]: () => 'unreadable' },
  {
    get: (target, key) => (key === fc.toStringMethod ? target[fc.toStringMethod] : refuse()),
    ownKeys: refuse,
  },
);

/** Anything that a page may pass by mistake, what cannot be read or printed included. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
  fc.constantFrom<unknown>(
    Symbol('s'),
    () => undefined,
    unreadable,
    Object.freeze([]),
    /x/,
    new Error('x'),
    NaN,
    '',
  ),
);

/** Answers that look like documented ones. */
const nearlyAnswers = fc.record(
  {
    streamId: fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 2 })),
    userIds: fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 2 }),
    messages: fc.array(fc.record({ messageId: fc.string(), streamId: fc.string() }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    unheardOf: fc.jsonValue({ maxDepth: 1 }),
  },
  { requiredKeys: [] },
);

/** Whether a call does something, or fails with an error of the SDK's own; anything else it throws. */
async function settles(call: () => unknown): Promise<boolean> {
  try {
    await call();
  } catch (thrown) {
    if (!(thrown instanceof SymphonyError)) throw thrown;
  }
  return true;
}

const blast: SendMessageOptions = { mode: 'blast', users: ['7'] };
const calls: Record<string, (symphony: Symphony, value: unknown) => unknown> = {
  'render, its slot': (symphony, value) => symphony.render(value === undefined ? '' : (value as never)),
  'render, its fromLogin': (symphony, value) => symphony.render('not-there', {}, value as never),
  'render, its configuration': (symphony, value) => symphony.render('not-there', value as never),
  'openStream': (symphony, value) => symphony.openStream(value as never),
  'openStream, its slot': (symphony, value) => symphony.openStream('s1', value as never),
  'setStream': (symphony, value) => symphony.setStream(value as never),
  'startRoom': (symphony, value) => symphony.startRoom(value as never),
  'updateSettings': (symphony, value) => symphony.updateSettings(value as never),
  'updateTheme': (symphony, value) => symphony.updateTheme(value as never),
  'listen': (symphony, value) => symphony.listen(value as never),
  'listen, its params': (symphony, params) =>
    symphony.listen({ type: 'MessageNotifications', params: params as never, callback: () => undefined }),
  'listen, its callback': (symphony, callback) =>
    symphony.listen({ type: 'MessageNotifications', callback: callback as never }),
  'onUserInteractionRequired': (symphony, value) => symphony.onUserInteractionRequired(value as never),
  'onUserInteractionRequired, its callback': (symphony, callback) =>
    symphony.onUserInteractionRequired({ callback: callback as never }),
  'registerInterop': (symphony, value) => symphony.registerInterop(value as never),
  'sendMessage': (symphony, value) => symphony.sendMessage(value as never, { ...blast, displayMode: 'none' }),
  'sendMessage, its entities': (symphony, value) =>
    symphony.sendMessage({ text: { 'text/plain': 'x' }, entities: value as never }, blast),
  'sendMessage, the data of an entity': (symphony, data) => {
    const entity = { type: 'fdc3.symphonyEntity', data } as const;
    return symphony.sendMessage({ text: {}, entities: { entity } }, blast);
  },
  'sendMessage, the context of an intent': (symphony, more) => {
    const context = { type: 'fdc3.contact', more };
    const entity = { type: 'fdc3.fdc3Intent', data: { title: 'x', intent: 'x', context } } as const;
    return symphony.sendMessage({ text: {}, entities: { entity } }, blast);
  },
  'sendMessage, its options': (symphony, value) => symphony.sendMessage('hello', value as never),
  'sendMessage, its users': (symphony, value) =>
    symphony.sendMessage('hello', { ...blast, users: value as never }),
  'sendMessage, its container': (symphony, value) =>
    symphony.sendMessage('hello', { ...blast, container: value as never }),
  'createRoom, its name': (symphony, value) => symphony.createRoom(value as never, ['7']),
  'createRoom, its people': (symphony, value) => symphony.createRoom('Deals', value as never),
  'createRoom, its options': (symphony, value) => symphony.createRoom('Deals', ['7'], value as never),
  'createRoom, its message': (symphony, value) =>
    symphony.createRoom('Deals', ['7'], { message: value as never }),
  'createRoom, its filters': (symphony, filters) => symphony.createRoom('Deals', ['7'], { filters }),
  'createRoom, its slot': (symphony, value) => symphony.createRoom('Deals', ['7'], {}, value as never),
  'pinMessage': (symphony, value) => symphony.pinMessage(value as never),
  'openApp': (symphony, value) => symphony.openApp(value as never),
  'openApp, its module': (symphony, value) => symphony.openApp('app1', value as never),
  'openApp, its slot': (symphony, value) => symphony.openApp('app1', undefined, value as never),
  'checkAuth': (symphony, value) => symphony.checkAuth(value as never),
  'logout, its deadline': (symphony, value) =>
    typeof value === 'number' || value === undefined || value === null
      ? symphony.logout({ deadlineMs: -1 })
      : symphony.logout({ deadlineMs: value as never }),
};

describe('Whatever a page passes', () => {
  beforeEach(() => {
    // It names settings that do not exist.
    spyOn(console, 'warn');
  });

  for (const [name, call] of Object.entries(calls)) {
    it(`to ${name}, it gets an error of the SDK's own, and nothing breaks`, async () => {
      const { symphony, slot } = await openHost();
      await symphony.render(slot);
      await fc.assert(
        fc.asyncProperty(anything, (value) => settles(() => call(symphony, value))),
        RUNS,
      );
      expect(await symphony.openStream('after')).toEqual({ streamId: 'after' });
    });
  }

  it('to createSymphony, it gets INVALID_ARGUMENT or a host', async () => {
    await fc.assert(
      fc.asyncProperty(anything, (value) => settles(() => createSymphony(value as never))),
      RUNS,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          { podUrl: anything, mode: anything, timeouts: anything, paths: anything },
          { requiredKeys: [] },
        ),
        (options) => settles(() => createSymphony(options as never)),
      ),
      RUNS,
    );
    for (const options of [
      {},
      { podUrl: 'nowhere' },
      { podUrl: 'https://a.example', mode: 'full' },
      { podUrl: 'https://a.example', timeouts: { callMs: -1 } },
      { podUrl: 'https://a.example', timeouts: { callMs: Infinity } },
      { podUrl: 'https://a.example', partnerId: '' },
      { podUrl: 'https://a.example', paths: { focus: 7 } },
    ])
      expect((await failureThrown(() => createSymphony(options as never))).type).toBe('INVALID_ARGUMENT');
  });

  it('to load, it gets an error of the SDK’s own', async () => {
    await fc.assert(
      fc.asyncProperty(anything, (podUrl) =>
        settles(() =>
          typeof podUrl === 'string' && /^https?:/.test(podUrl) ? 0 : load({ podUrl } as never),
        ),
      ),
      RUNS,
    );
    expect(document.querySelector('script[render]')).toBeNull();
  });
});

describe('Whatever a frame says', () => {
  it('with any event, it gets an answer, and nothing breaks', async () => {
    spyOn(console, 'error');
    const methods = [
      'hello',
      'ready',
      'notify',
      'userInteractionRequired',
      'interop',
      'requestLogout',
      'sessionEnded',
      'goodbye',
    ];
    const isAsked = (method: string, args: unknown): boolean =>
      // These ask for nothing but an object: a proper call of them is none to try here.
      /requestLogout|goodbye|ready/.test(method) && typeof args === 'object' && args !== null;
    const calls = fc
      .sample(fc.tuple(fc.constantFrom(...methods), fc.jsonValue({ maxDepth: 2 })), { numRuns: 120, seed: 7 })
      .filter(([method, args]) => !isAsked(method, args))
      .map(([method, args]) => ({ method, args }));
    const last = { method: 'ready', args: { streamId: 'last' } };
    const raw = { calls: [...calls, last], answers: { openStream: { ok: true, value: { streamId: 's2' } } } };
    const { symphony, slot, pod } = await openHost({ frame: { page: 'raw', raw } });
    expect(onPaper(await symphony.render(slot))).toEqual({ streamId: 'last' });
    const answered = await pod.journalled('answer', calls.length + 2);
    const accepted = answered.filter(
      ({ detail }) => (detail?.['answer'] as { ok: boolean }).ok && detail?.['method'] !== 'hello',
    );
    expect(accepted.map(({ detail }) => detail?.['method'])).toEqual(['ready']);
    expect((await pod.journal()).some(({ what }) => what === 'failed')).toBeFalse();
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });

  it('as an answer, the caller gets an error of the SDK’s own or a documented value, and nothing breaks', async () => {
    const samples = fc
      .sample(fc.oneof(fc.jsonValue({ maxDepth: 2 }), nearlyAnswers), { numRuns: 40, seed: 7 })
      .map((value) => ({ ok: true, value }));
    const last = { ok: true, value: { streamId: 's2' } };
    const methods = ['sendMessage', 'createRoom', 'getDistributionLists'] as const;
    const sequences = Object.fromEntries(methods.map((method) => [method, samples]));
    const raw = { sequences, answers: { openStream: last } };
    const { symphony, slot } = await openHost({ frame: { page: 'raw', raw } });
    await symphony.render(slot);
    for (const method of methods)
      for (const sample of samples) {
        const keys = await askedCalls[method](symphony).then(
          (value) => [value].flat().flatMap((item) => Object.keys(item as object)),
          (thrown: unknown) => {
            if (!(thrown instanceof SymphonyError)) throw thrown;
            expect(thrown.type).toBe('INVALID_ARGUMENT');
            return [];
          },
        );
        const unknown = keys.filter((key) => !/^(streamId|userIds|messages|id|name)$/.test(key));
        expect(unknown).withContext(JSON.stringify(sample)).toEqual([]);
      }
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });
});
