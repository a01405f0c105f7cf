import fc from 'fast-check';
import { createSymphony, SymphonyError, type Symphony } from 'symphony-embed/host';
import type * as frame from 'symphony-embed/frame';
import type { App, AppOptions } from 'symphony-embed/frame';
import frameHalf from '../dist/frame.mjs?text';
import { afterSpec } from '../test/pages/afterSpec.js';
import {
  expectUnpolluted,
  inRealm,
  openRealm,
  recipesFor,
  spoil,
  throwers,
  watchUncaught,
  type Realm,
} from '../test/pages/anyValues.js';
import { makeSlot } from '../test/pages/makeSlot.js';
import { failureOf, iframeIn } from '../test/pages/openHost.js';
import { until } from '../test/pages/until.js';

/*
 * Any value that an app passes to the frame half. Such values cannot be sent to a frame, so these frames are of the
 * origin of this page, and the spec itself is their app.
 */

type FrameHalf = typeof frame;

/** Runs the frame half in a window. */
async function runIn(realm: Realm): Promise<FrameHalf> {
  const url = URL.createObjectURL(new Blob([frameHalf], { type: 'text/javascript' }));
  afterSpec(() => {
    URL.revokeObjectURL(url);
  });
  realm.console.warn = realm.console.error = () => undefined;
  return (realm.Function('url', 'return import(url)') as (url: string) => Promise<FrameHalf>)(url);
}

interface OpenFrame {
  symphony: Symphony;
  realm: Realm;
  half: FrameHalf;
  app: App;
  /** What `render` ends with. */
  rendered: Promise<unknown>;
}

/** Renders a frame with the frame half in it, connected. The app is not ready yet. */
async function openFrame(options: Partial<AppOptions> = {}): Promise<OpenFrame> {
  const slot = makeSlot();
  // Any page of this origin will do.
  const symphony = createSymphony({ podUrl: location.origin, paths: { focus: '/context.js' } });
  const rendered = symphony.render(slot);
  rendered.catch(() => undefined);
  const iframe = iframeIn(slot);
  await new Promise((resolve) => {
    iframe.addEventListener('load', resolve, { once: true });
  });
  const realm = iframe.contentWindow as Realm;
  const half = await runIn(realm);
  const session = { revoke: () => Promise.resolve(), databases: [] };
  const app = half.connectApp({ allowedOrigins: [location.origin], session, ...options });
  await app.connected;
  return { symphony, realm, half, app, rendered };
}

const contact = { type: 'fdc3.contact', id: { email: 'a@b.c' }, names: ['a', { b: true }] };
const activity = { streamId: 's1', status: 'accepted', type: 'MAESTRO', more: [contact] };
const failed = { error: { type: 'STREAM_NOT_FOUND', message: 'There is none.', data: contact } };

/** How to call each function, and proper arguments for it. */
const calls: Record<string, { args: unknown[]; call: (app: App, ...args: never[]) => unknown }> = {
  'ready': {
    args: [{ streamId: 's1', userIds: ['7'] }],
    call: (app, shown) => {
      app.ready(shown);
    },
  },
  'ready, with an error': {
    args: [failed],
    call: (app, shown) => {
      app.ready(shown);
    },
  },
  'ready, later': {
    args: [failed],
    call: (app, shown) => {
      app.ready(Promise.resolve(shown));
    },
  },
  'ready, rejected': {
    args: [failed.error],
    call: (app, why) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- Apps reject with anything.
      app.ready(Promise.reject(why));
    },
  },
  'notify': {
    args: ['ConnectionNotifications', activity],
    call: (app, type, payload) => {
      (app.notify as (...args: unknown[]) => void)(type, payload);
    },
  },
  'interop': {
    args: ['ViewContact', contact],
    call: (app, intent, context) => {
      app.interop(intent, context);
    },
  },
  'userInteractionRequired': {
    args: [{ reason: 'login' }],
    call: (app, required) => {
      app.userInteractionRequired(required);
    },
  },
  'sessionEnded': { args: [{ reason: 'expired' }], call: (app, end) => app.sessionEnded(end) },
};

/** Calls, and waits. An error has to be the SDK's own, and to name the function. */
async function settle(half: FrameHalf, name: string, call: () => unknown): Promise<void> {
  try {
    await call();
  } catch (thrown) {
    if (!(thrown instanceof half.SymphonyError)) throw thrown;
    const { type, message } = structuredClone(thrown.toJSON());
    if (type !== 'INVALID_ARGUMENT' || !message.startsWith(`Failed to ${name}`))
      throw new Error(`${name} failed with ${type}: ${message}`, { cause: thrown });
  }
}

describe('Whatever values an app passes', () => {
  beforeEach(() => {
    spyOn(console, 'warn');
    spyOn(console, 'error');
  });

  for (const kind of ['connectApp', 'acceptRawClients'] as const)
    it(`to the functions of ${kind}, its errors name the function, and nothing breaks`, async () => {
      const { symphony, realm, half, ...opened } = await openFrame();
      const uncaught = [watchUncaught(realm), watchUncaught(window)];
      const options = { allowedOrigins: [location.origin], pageOrigin: location.origin };
      const app = kind === 'connectApp' ? opened.app : half.acceptRawClients(opened.app, options);
      const counts: number[] = [];
      symphony.listen({ type: 'ConnectionNotifications', callback: () => undefined });
      symphony.listen({ type: 'UnreadCountNotifications', callback: ({ count }) => counts.push(count) });
      // The frame has its subscriptions when it answers.
      await failureOf(symphony.checkAuth());
      await fc.assert(
        fc.asyncProperty(recipesFor(Object.keys(calls)), async (recipe) => {
          const { args = [], call } = calls[recipe.name] ?? {};
          const spoilt = spoil(args, recipe) as never[];
          await settle(half, recipe.name.replace(/,.*/, ''), () => call?.(app, ...spoilt));
          // A rejection that nobody handles is told after the task.
          await new Promise((resolve) => setTimeout(resolve));
          if (uncaught.flat().length) throw new Error(`uncaught: ${String(uncaught.flat()[0])}`);
        }),
        { numRuns: 50, endOnFailure: true },
      );
      app.ready({ streamId: 'after' });
      app.notify('UnreadCountNotifications', { streamId: 'after', count: 3 });
      await until(() => counts.length > 0, 'the notification');
      expect(counts).toEqual([3]);
      expect(uncaught).toEqual([[], []]);
      expectUnpolluted(realm);
      const { frames } = await symphony.logout();
      expect(frames.map(({ outcome }) => outcome)).toEqual(['acknowledged']);
    });

  it('as options, its errors are of the SDK’s own', async () => {
    const realm = openRealm();
    const uncaught = watchUncaught(realm);
    const half = await runIn(realm);
    const app = half.connectApp({ allowedOrigins: [location.origin] });
    const options = {
      allowedOrigins: [location.origin, 'https://*.example.com'],
      handlers: { openStream: () => ({}) },
      session: { databases: ['chat'], clear: () => undefined },
      name: 'app 1.0',
      pageOrigin: location.origin,
      settings: { mode: 'dark', showTitle: false },
    };
    const functions: Record<string, (given: never, more: never) => unknown> = {
      connectApp: (given) => half.connectApp(given),
      acceptRawClients: (given) => half.acceptRawClients(app, given),
      revokeAt: (given, headers) => half.revokeAt(given, headers),
    };
    await fc.assert(
      fc.asyncProperty(recipesFor(Object.keys(functions)), async (recipe) => {
        const proper = recipe.name === 'revokeAt' ? ['/session/logout', { 'X-CSRF': 'token' }] : [options];
        const [given, more] = spoil(proper, recipe) as [never, never];
        await settle(half, '', () => typeof functions[recipe.name]?.(given, more));
      }),
      { numRuns: 60, endOnFailure: true },
    );
    for (const [given] of [[undefined], [null], [{ allowedOrigins: [location.origin], session: null }]])
      await settle(half, '', () => typeof half.connectApp(given as never));
    expect(uncaught).toEqual([]);
  });

  it('from its handlers, the host gets an error of the SDK’s own or a documented value', async () => {
    let calls = 0;
    let answer: (chat: unknown) => unknown = (chat) => chat;
    const handlers = {
      openStream: (chat: object) => answer(chat),
      openBlast: () => throwers[++calls % throwers.length]?.(),
    };
    const { symphony, realm, app, rendered } = await openFrame({ handlers: handlers as never });
    const uncaught = watchUncaught(realm);
    app.ready();
    await rendered;
    while (calls < throwers.length) expect((await failureOf(symphony.openBlast())).type).toBe('ERROR');
    await fc.assert(
      fc.asyncProperty(recipesFor(['openStream']), async (recipe) => {
        answer = (chat) => spoil([chat], recipe)[0];
        await symphony.openStream('s1').catch((thrown: unknown) => {
          if (!(thrown instanceof SymphonyError)) throw thrown;
          if (!/^(ERROR|INVALID_ARGUMENT)$/.test(thrown.type)) throw new Error(thrown.message);
        });
      }),
      { numRuns: 25, endOnFailure: true },
    );
    answer = (chat) => chat;
    expect(await symphony.openStream('after')).toEqual({ streamId: 'after' });
    expect(uncaught).toEqual([]);
    await symphony.logout();
  });

  it('of any window, the host gets the same', async () => {
    const heard: unknown[][] = [];
    for (const isOfFrame of [true, false]) {
      const { symphony, realm, app, rendered } = await openFrame();
      const given = (value: unknown): never => (isOfFrame ? inRealm(realm, value) : value) as never;
      const { Error, Promise } = isOfFrame ? realm : window;
      const effects: unknown[] = [];
      symphony.listen({ type: 'ActivityNotifications', callback: () => effects.push('activity') });
      symphony.listen({ type: 'UnreadCountNotifications', callback: (payload) => effects.push(payload) });
      symphony.registerInterop((...action) => effects.push(action));
      symphony.onUserInteractionRequired({ callback: (required) => effects.push(required) });
      // The frame has its subscriptions when it answers.
      await failureOf(symphony.checkAuth());
      app.interop('ViewContact', given(contact));
      app.userInteractionRequired(given({ reason: 'login' }));
      app.notify('ActivityNotifications');
      app.notify('UnreadCountNotifications', given({ streamId: 's1', count: 3 }));
      app.ready(Promise.reject(Object.assign(new Error('There is none.'), failed.error)));
      effects.push((await failureOf(rendered)).toJSON());
      await app.sessionEnded(given({ reason: 'expired' }));
      heard.push(effects);
      await symphony.logout();
    }
    expect(heard[0]?.length).toBe(5);
    expect(heard[1]).toEqual(heard[0] ?? []);
  });
});
