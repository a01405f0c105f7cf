import fc from 'fast-check';
import { createSymphony, load, SymphonyError, type ErrorPayload } from 'symphony-embed/host';
import {
  expectUnpolluted,
  inRealm,
  openRealm,
  recipesFor,
  spoil,
  throwers,
  watchUncaught,
  type Realm,
} from '../../test/pages/anyValues.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { openHost, openRendered, type OpenHost } from '../../test/pages/openHost.js';
import { openPod } from '../../test/pages/openPod.js';
import { callSymphony, openPortal } from '../../test/pages/openPortal.js';
import { properArgs } from '../../test/pages/properArgs.js';
import { until } from '../../test/pages/until.js';

/*
 * Any value at any place of the arguments of any function. A run prints its seed and its recipe when it fails.
 */

/** Far above what a refusal takes, and below every deadline of the SDK. */
const SETTLES_WITHIN_MS = 4_000;
const THROWS_AT_ONCE = ['listen', 'onUserInteractionRequired', 'registerInterop', 'createSymphony'];
/** The function that an error names, if it is another one. */
const named: Record<string, string> = { setStream: 'openStream', createSymphony: 'create symphony' };
/** Throws, so that a run fails, unless the error is as documented. */
function demandDocumented(error: ErrorPayload, name: string): void {
  const { type, message } = error;
  const isExpected = name === 'load' && type === 'CONNECTION_FAILED';
  // All is well but for the arguments.
  if ((type !== 'INVALID_ARGUMENT' && !isExpected) || !message.startsWith(`Failed to ${named[name] ?? name}`))
    throw new Error(`${name} failed with ${type}: ${message}`);
  if (JSON.stringify(structuredClone(error)) !== JSON.stringify(error))
    throw new Error('It cannot be copied.');
}

/** Calls a function. Resolves with what it returns, or with its error, which is one of the SDK's own. */
async function settle(name: string, call: () => unknown): Promise<unknown> {
  let isAtOnce = true;
  let timer: number | undefined;
  const late = new Promise((_, reject) => {
    timer = window.setTimeout(reject, SETTLES_WITHIN_MS, new Error(`${name} did not settle.`));
  });
  try {
    const returned = call();
    isAtOnce = false;
    return await Promise.race([returned, late]);
  } catch (thrown) {
    if (!(thrown instanceof SymphonyError)) throw thrown;
    if (isAtOnce && !THROWS_AT_ONCE.includes(name))
      throw new Error(`${name} threw at once.`, { cause: thrown });
    demandDocumented(thrown.toJSON(), name);
    return thrown;
  } finally {
    clearTimeout(timer);
  }
}

type Functions = Record<string, (...args: unknown[]) => unknown>;

/** Runs many calls with spoilt arguments, one after the other. */
async function callWithAnything(
  symphony: unknown,
  args: Record<string, unknown[]>,
  check: (name: string, result: unknown) => void,
): Promise<void> {
  const functions = symphony as Functions;
  await fc.assert(
    fc.asyncProperty(recipesFor(Object.keys(args).filter((name) => args[name]?.length)), async (recipe) => {
      const { name } = recipe;
      const spoilt = spoil(args[name] ?? [], recipe);
      const given = name === 'logout' ? [{ deadlineMs: spoilt[0] }] : spoilt;
      const result = await settle(name, () => functions[name]?.(...given));
      if (typeof result === 'function') (result as () => void)();
      check(name, result);
    }),
    { numRuns: 150, endOnFailure: true },
  );
}

function silenceConsole(): void {
  spyOn(console, 'error');
  spyOn(console, 'warn');
}

/** Two frames connect. `setStream` opens a stream, and `updateSettings` also changes the theme. */
const EFFECTS = 17;

/** Calls every function with proper arguments, and returns what the frames heard of it. */
async function effectsOf({ symphony, pod }: OpenHost, args: Record<string, unknown[]>): Promise<unknown[]> {
  const functions = symphony as unknown as Functions;
  for (const [name, given] of Object.entries(args)) await functions[name]?.(...given);
  const heard = await until(async () => {
    const journal = (await pod.journal()).filter(({ what }) => what in args || what === 'connected');
    return journal.length >= EFFECTS && journal;
  }, 'all that the frames hear');
  return heard.map(({ what, detail }) => [what, detail]);
}

describe('Whatever values a page passes', () => {
  it('to a function, it gets an error that names the function, and nothing breaks', async () => {
    silenceConsole();
    const uncaught = watchUncaught(window);
    const { symphony, slot } = await openRendered();
    await callWithAnything(symphony, properArgs(slot), () => undefined);
    expect(uncaught).toEqual([]);
    expectUnpolluted();
    expect(await symphony.openStream('after')).toEqual({ streamId: 'after' });
    const { frames } = await symphony.logout();
    expect(frames.map(({ outcome }) => outcome)).toEqual(['acknowledged']);
  });

  it('to window.symphony, it gets the error as a value, and nothing breaks', async () => {
    silenceConsole();
    const { url } = await openPod();
    const portal = await openPortal(
      `<div class="symphony-ecm"></div><script render="explicit" id="symphony-ecm-sdk" src="${url}/embed/sdk.js"></script>`,
    );
    portal['console'] = { ...console };
    const uncaught = watchUncaught(portal);
    await callSymphony(portal, 'render');
    const slot = portal.document.querySelector('.symphony-ecm');
    await callWithAnything(portal['symphony'], properArgs(slot), (name, result) => {
      const { error, ...flat } = Object(result) as ErrorPayload & { error?: ErrorPayload };
      if (!error) return;
      demandDocumented(error, name);
      if (JSON.stringify(flat) !== JSON.stringify(name === 'logout' ? {} : error))
        throw new Error('It is not flat.');
    });
    expect(uncaught).toEqual([]);
    expectUnpolluted(portal as unknown as Realm);
    expect(await callSymphony(portal, 'openStream', 'after')).toEqual({ streamId: 'after' });
    expect(await callSymphony(portal, 'logout')).toEqual({});
  });

  it('to createSymphony and load, it gets an error that names the function, or what it wants', async () => {
    silenceConsole();
    const options = {
      partnerId: 'acme',
      mode: 'focus',
      timeouts: { callMs: 1 },
      paths: { focus: '/focus' },
      allow: 'camera',
      debug: () => undefined,
    };
    const args: Record<string, unknown[]> = {
      createSymphony: [{ podUrl: 'https://a.example', ...options }],
      // Nobody listens there.
      load: [{ podUrl: 'http://127.0.0.1:1', ...options }],
    };
    await callWithAnything({ createSymphony, load }, args, () => undefined);
    expect(document.querySelector('script[render]')).toBeNull();
  });

  it('of another window, they have the same effect as its own', async () => {
    const [here, there] = [await openRendered(), await openRendered()];
    const realm = openRealm();
    const slot = makeSlot();
    const adopted = document.adoptNode(realm.document.createElement('div'));
    makeSlot().append(adopted);
    const proper = (args: Record<string, unknown[]>): typeof args =>
      Object.fromEntries(Object.entries(args).filter(([name]) => !/render|logout/.test(name)));
    const foreign = inRealm(realm, proper(properArgs(adopted))) as Record<string, unknown[]>;
    const effects = await effectsOf(here, proper(properArgs(slot)));
    expect(await effectsOf(there, foreign)).toEqual(effects);
    expect(await there.symphony.logout(inRealm(realm, { deadlineMs: 4_000 }) as never)).toEqual(
      jasmine.objectContaining({ revoked: true }),
    );
  });

  it('from a callback, as an error, the other callbacks are called all the same', async () => {
    silenceConsole();
    const uncaught = watchUncaught(window);
    const heard: string[] = [];
    let calls = 0;
    const debug = (): unknown => throwers[++calls % throwers.length]?.();
    const { symphony, slot, pod } = await openHost({}, { debug });
    for (const callback of [...throwers, (...[payload]: unknown[]) => heard.push(JSON.stringify(payload))]) {
      symphony.listen({ type: 'ActivityNotifications', callback });
      symphony.listen({ type: 'SessionNotifications', callback });
      symphony.onUserInteractionRequired({ callback });
      symphony.registerInterop(callback);
    }
    await symphony.render(slot, { streamId: 's1' });
    await pod.tell({ do: 'notify', type: 'ActivityNotifications' });
    await pod.tell({ do: 'interop', intent: 'ViewContact', context: { type: 'fdc3.contact' } });
    await pod.tell({ do: 'interaction', reason: 'login' });
    await pod.tell({ do: 'sessionEnded', reason: 'expired' });
    await until(() => heard.length > 3, 'all notifications');
    expect(heard.sort()).toEqual([
      '"ViewContact"',
      '{"reason":"login"}',
      '{"status":"ended","reason":"expired"}',
      undefined as never,
    ]);
    expect(uncaught).toEqual([]);
    expect((await symphony.logout()).revoked).toBeTrue();
  });
});
