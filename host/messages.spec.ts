import { createSymphony, type SymphonyInstance, type SymphonyOptions } from 'symphony-embed/host';
import { failureOf, failureThrown, openHost, openRendered } from '../test/pages/openHost.js';
import { openPod } from '../test/pages/openPod.js';
import { makeSlot } from '../test/pages/makeSlot.js';

/** What must never be in a message. */
const SECRET = 'tok3n-of-alice';

type Call = (symphony: SymphonyInstance) => unknown;

/** Calls with one mistake each, and what their message has to say. */
const mistakes: [what: string, call: Call, says: string][] = [
  [
    'no mode',
    (symphony) => symphony.sendMessage('hi', {} as never),
    'sendMessage: options.mode should be one of: blast group (given: undefined)',
  ],
  [
    'an unknown mode',
    (symphony) => symphony.sendMessage('hi', { mode: SECRET as never }),
    'sendMessage: options.mode should be one of: blast group (given: string)',
  ],
  [
    'a message that is none',
    (symphony) => symphony.sendMessage({ text: { [SECRET]: SECRET } } as never, { mode: 'blast' }),
    'sendMessage: message should be a text or a SharedMessage (given: object)',
  ],
  [
    'nobody to send to',
    (symphony) => symphony.sendMessage('hi', { mode: 'blast', displayMode: 'none' }),
    'sendMessage: there is nobody to send it to',
  ],
  [
    'no stream',
    (symphony) => symphony.openStream(undefined as never),
    'openStream: streamId should be a text (given: undefined)',
  ],
  [
    'a stream that is no text',
    (symphony) => symphony.openStream({ [SECRET]: 1 } as never),
    'openStream: streamId should be a text (given: object)',
  ],
  [
    'no such container',
    (symphony) => symphony.openStream('s1', '#nowhere'),
    'no element of the page matches #nowhere',
  ],
  [
    'a colour by name',
    (symphony) => symphony.updateTheme({ primary: 'red' }),
    'updateTheme: primary should be a hex colour, like #0098ff (given: string)',
  ],
  [
    'a shade that is no colour',
    (symphony) => symphony.updateSettings({ theme: { textShades: { 50: 7 as never } } }),
    'updateSettings: theme.textShades.50 should be a hex colour, like #0098ff (given: number)',
  ],
  [
    'an unknown light',
    (symphony) => symphony.updateSettings({ mode: 'blue' as never }),
    'updateSettings: mode should be one of: light dark (given: string)',
  ],
  [
    'a flag that is none',
    (symphony) => symphony.updateSettings({ condensed: 'yes' as never }),
    'updateSettings: condensed should be true or false (given: string)',
  ],
  [
    'a room without a name',
    (symphony) => symphony.createRoom('', ['7'], { silent: true }),
    'createRoom: it should be a text (given: string)',
  ],
  [
    'no message to pin',
    (symphony) => symphony.pinMessage(null as never),
    'pinMessage: messageId should be a text (given: null)',
  ],
  ['no app', (symphony) => symphony.openApp(7 as never), 'openApp: appId should be a text (given: number)'],
  [
    'a flag for checkAuth that is none',
    (symphony) => symphony.checkAuth('yes' as never),
    'checkAuth: preload should be true or false (given: string)',
  ],
  [
    'a deadline that is none',
    (symphony) => symphony.logout({ deadlineMs: -1 }),
    'logout: deadlineMs should be milliseconds, below 2 ** 31 (given: number)',
  ],
  [
    'a getter that throws',
    (symphony) =>
      symphony.updateSettings(
        Object.defineProperty({}, 'mode', {
          enumerable: true,
          get: () => {
            throw new Error(SECRET);
          },
        }),
      ),
    'updateSettings: it is no plain data',
  ],
];

/** The same, for functions that throw. */
const thrown: [what: string, call: Call, says: string][] = [
  [
    'an unknown type of notification',
    (symphony) => symphony.listen({ type: SECRET as never, callback: () => undefined }),
    'listen: type should be one of: UnreadCountNotifications GlobalUnreadCountNotifications MessageNotifications ' +
      'ActivityNotifications ConnectionNotifications InternalLinkNotifications SessionNotifications (given: string)',
  ],
  [
    'no callback',
    (symphony) => symphony.listen({ type: 'ActivityNotifications' } as never),
    'listen: callback should be a function (given: undefined)',
  ],
  [
    'no callback for interop',
    (symphony) => symphony.registerInterop(undefined as never),
    'registerInterop: it should be a function (given: undefined)',
  ],
];

const options: [what: string, given: unknown, says: string][] = [
  ['no pod', {}, 'create symphony: podUrl should be a text (given: undefined)'],
  [
    'a pod with a path',
    { podUrl: `https://pod.example/${SECRET}` },
    'podUrl should be the address of a pod without a path',
  ],
  [
    'an unknown mode',
    { podUrl: 'https://pod.example', mode: SECRET },
    'mode should be one of: focus collaboration',
  ],
  [
    'a timeout that is none',
    { podUrl: 'https://pod.example', timeouts: { callMs: '5' } },
    'timeouts.callMs should be milliseconds',
  ],
  [
    'a path elsewhere',
    { podUrl: 'https://pod.example', paths: { focus: 'https://evil.example/' } },
    'paths.focus should be a path at the pod',
  ],
];

function expectMessage({ type, message }: { type: string; message: string }, says: string): void {
  expect(message).toContain(says);
  expect(message).not.toContain(SECRET);
  expect(message).toMatch(new RegExp(`^Failed to .*\\. See docs/troubleshooting\\.md#${type}$`, 's'));
}

describe('A message', () => {
  it('names the field, what it should be, and the type of what was given, never its value', async () => {
    const { symphony } = await openRendered();
    for (const [what, call, says] of mistakes) {
      const error = await failureOf(Promise.resolve(call(symphony)));
      expect(error.type).withContext(what).toBe('INVALID_ARGUMENT');
      expectMessage(error, says);
    }
    for (const [what, call, says] of thrown) {
      const error = await failureThrown(() => call(symphony));
      expect(error.type).withContext(what).toBe('INVALID_ARGUMENT');
      expectMessage(error, says);
    }
  });

  it('names the wrong option', async () => {
    for (const [, given, says] of options)
      expectMessage(await failureThrown(() => createSymphony(given as SymphonyOptions)), says);
  });

  it('says what to do when a call has no frame', async () => {
    const { symphony, slot } = await openHost();
    expectMessage(await failureOf(symphony.openBlast()), 'openBlast: call render() first');
    await symphony.render(slot);
    await symphony.close();
    expectMessage(await failureOf(symphony.openBlast()), 'the main frame is gone; call render() again');
  });

  it('says what a frame did not do, and how long that may take', async () => {
    const { symphony, slot, pod } = await openHost(
      { frame: { ready: 'never' } },
      { timeouts: { readyMs: 300, callMs: 300, connectMs: 4_000 } },
    );
    expectMessage(await failureOf(symphony.render(slot)), 'did not call ready() within 300 ms');
    await pod.setFrame({ answers: { openBlast: 'never' } });
    await symphony.render(slot);
    expectMessage(await failureOf(symphony.openBlast()), 'did not answer within 300 ms');
    const pending = failureOf(symphony.openBlast());
    const replaced = failureOf(symphony.render(makeSlot()));
    await symphony.render(slot);
    expectMessage(await pending, 'took its place');
    expectMessage(await replaced, 'took its place');
  });

  it('of a logout says what is not known, and of a call what the logout ended', async () => {
    const { symphony, pod } = await openRendered({
      frame: { answers: { openBlast: 'never' }, revoke: 'throws' },
    });
    const pending = failureOf(symphony.openBlast());
    await pod.close();
    const ending = failureOf(symphony.logout({ deadlineMs: 1_500 }));
    expectMessage(await pending, 'logout() was called');
    expectMessage(await ending, 'the pod did not confirm');
  });

  it('of an incomplete logout names the frame', async () => {
    const { symphony } = await openRendered({ frame: { clear: 'throws' } });
    const { message } = await failureOf(symphony.logout());
    expect(message).toMatch(/\(failed\) did not confirm that its data is cleared.*#LOGOUT_INCOMPLETE$/);
  });

  it('about another protocol has both numbers', async () => {
    const { symphony, slot } = await openHost({ frame: { page: 'raw', raw: { protocol: 1 } } });
    expectMessage(await failureOf(symphony.render(slot)), 'the host speaks protocol 2, the frame');
  });

  it('about a page without a pod says what did not come', async () => {
    const pod = await openPod({ frame: { page: 'unframeable' } });
    const symphony = createSymphony({ podUrl: pod.url, timeouts: { connectMs: 600 } });
    expectMessage(await failureOf(symphony.render(makeSlot())), `${pod.url} did not say hello within 600 ms`);
  });
});
