import { breakBuiltIns, breakPromises, harden } from '../../test/pages/harden.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';
import { openPortal, type PortalWindow } from '../../test/pages/openPortal.js';
import type { PodBehaviour } from '../../test/frame/behaviour.js';

/*
 * The whole story in pages that harden, patch or break built-ins. Each page is a window of its own.
 */

type Functions = Record<string, (...args: unknown[]) => Promise<unknown>>;
type Result = Record<string, unknown> & { error?: { type: string; data?: Record<string, unknown> } };

interface Story {
  pod: Pod;
  portal: PortalWindow;
  symphony: Functions;
}

const SLOTS = '<div class="symphony-ecm" id="one"></div><div id="two"></div>';

/** A portal with the script tag. `before` is the text of a script above the tag. */
async function openStory(before = '', behaviour: PodBehaviour = {}): Promise<Story> {
  const pod = await openPod(behaviour);
  const portal = await openPortal(
    `${SLOTS}<script>${before}</script><script id="symphony-ecm-sdk" render="explicit" src="${pod.url}/embed/sdk.js"></script>`,
  );
  return { pod, portal, symphony: portal['symphony'] as Functions };
}

function iframesIn({ portal }: Story): number {
  return portal.document.querySelectorAll('iframe').length;
}

async function showTwoChats({ symphony }: Story): Promise<void> {
  expect(await symphony['render']?.('symphony-ecm', { streamId: 's1', condensed: true })).toEqual(
    jasmine.objectContaining({ streamId: 's1' }),
  );
  expect(await symphony['openStream']?.('s2', '#two')).toEqual(jasmine.objectContaining({ streamId: 's2' }));
}

async function tellTheStory(story: Story): Promise<void> {
  const { pod, symphony } = story;
  await showTwoChats(story);
  const message = { text: { 'text/plain': 'hello' }, entities: {} };
  expect(await symphony['sendMessage']?.(message, { mode: 'blast', users: ['7'] })).toEqual(
    jasmine.objectContaining({ streamId: ['s1'] }),
  );
  const [sent] = await pod.journalled('sendMessage');
  expect((sent?.detail?.['options'] as { users?: unknown }).users).toEqual(['7']);
  expect(Object.keys((await symphony['logout']?.()) as object)).toEqual([]);
  expect(iframesIn(story)).toBe(0);
  expect((await pod.journalled('cleared', 2)).length).toBe(2);
  expect((await pod.journalled('logout')).length).toBe(1);
}

describe('In a page that has hardened its built-ins', () => {
  it('before the script tag, two chats, a message and a logout work', async () => {
    await tellTheStory(await openStory(`(${String(harden)})(window)`));
  });

  it('after the script tag, two chats, a message and a logout work', async () => {
    const story = await openStory();
    harden(story.portal as never);
    await tellTheStory(story);
  });

  it('while chats are shown, a logout works', async () => {
    const story = await openStory();
    await showTwoChats(story);
    harden(story.portal as never);
    expect(Object.keys((await story.symphony['logout']?.()) as object)).toEqual([]);
    expect(iframesIn(story)).toBe(0);
  });

  it('while chats are shown, a logout settles in time when the frames hang', async () => {
    const story = await openStory('', { frame: { clear: 'never', revoke: 'never' } });
    await showTwoChats(story);
    harden(story.portal as never);
    const result = (await story.symphony['logout']?.({ deadlineMs: 1_000 })) as Result;
    expect(result.error?.type).toBe('LOGOUT_INCOMPLETE');
    expect(iframesIn(story)).toBe(0);
    // The host itself has asked, since no frame has confirmed.
    expect((await story.pod.journalled('logout')).length).toBe(1);
  });

  it('frames tell their errors with their types', async () => {
    const story = await openStory('', { frame: { hardens: true }, streams: { bad: { open: 'throws' } } });
    await showTwoChats(story);
    const { error } = (await story.symphony['openStream']?.('bad')) as Result;
    expect(error).toEqual(jasmine.objectContaining({ type: 'ERROR', data: { told: true } }));
    expect(Object.keys((await story.symphony['logout']?.()) as object)).toEqual([]);
  });
});

describe('In a page that has broken fetch, timers, the clock and random numbers', () => {
  it('after the script tag, two chats, a message and a logout work', async () => {
    const story = await openStory();
    breakBuiltIns(story.portal as never);
    await tellTheStory(story);
  });

  it('after the script tag, a logout without a living frame asks the pod in time', async () => {
    const story = await openStory('', { frame: { clear: 'never', revoke: 'never' } });
    await showTwoChats(story);
    breakBuiltIns(story.portal as never);
    const result = (await story.symphony['logout']?.({ deadlineMs: 1_000 })) as Result;
    expect(result.error?.type).toBe('LOGOUT_INCOMPLETE');
    expect(result.error?.data?.['revoked']).toBeTrue();
    expect(iframesIn(story)).toBe(0);
  });

  it('and promises, while chats are shown, a logout asks the pod, and leaves no frame', async () => {
    const story = await openStory();
    await showTwoChats(story);
    breakBuiltIns(story.portal as never);
    breakPromises(story.portal as never);
    const result = (await story.symphony['logout']?.({ deadlineMs: 1_000 })) as Result;
    expect(result.error?.type).toBe('LOGOUT_INCOMPLETE');
    expect(result.error?.data?.['revoked']).toBeTrue();
    expect(iframesIn(story)).toBe(0);
  });
});

describe('A confirmation', () => {
  it('of a fetch that follows redirects to another origin is none', async () => {
    // As a polyfill on XMLHttpRequest does it: the address of the answer is the last one.
    const polyfill = `fetch = (url, options) => {
      const answer = new Response('{"loggedOut":true}');
      Object.defineProperty(answer, 'url', { value: 'https://elsewhere.example/session/logout' });
      return Promise.resolve(answer);
    }`;
    const story = await openStory(polyfill, { frame: { revoke: 'throws' } });
    await showTwoChats(story);
    const { error } = (await story.symphony['logout']?.({ deadlineMs: 2_000 })) as Result;
    expect(error?.type).toBe('LOGOUT_UNCONFIRMED');
  });

  it('that a service worker or a library of the page has made up is none', async () => {
    const madeUp = `fetch = () => Promise.resolve(new Response('{"loggedOut":true}'))`;
    const story = await openStory(madeUp, { frame: { revoke: 'throws' } });
    await showTwoChats(story);
    const { error } = (await story.symphony['logout']?.({ deadlineMs: 2_000 })) as Result;
    expect(error?.type).toBe('LOGOUT_UNCONFIRMED');
  });
});

describe('In a document without a root element', () => {
  for (const [how, takeOut] of [
    [
      'taken out',
      (portal: PortalWindow) => {
        portal.document.documentElement.remove();
      },
    ],
    ['lost to document.open()', (portal: PortalWindow) => void portal.document.open()],
  ] as const)
    it(`that was ${how}, logout() asks the pod, and tells what it cannot know`, async () => {
      const story = await openStory();
      await showTwoChats(story);
      takeOut(story.portal);
      const { error } = (await story.symphony['logout']?.({ deadlineMs: 2_000 })) as Result;
      expect(error?.type).toBe('LOGOUT_INCOMPLETE');
      expect(error?.data?.['revoked']).toBeTrue();
      expect(error?.data?.['hostRequest']).toEqual({ asked: true, status: 200 });
      expect((await story.pod.journalled('logout')).length).toBe(1);
      const { error: notRendered } = (await story.symphony['openStream']?.('s1')) as Result;
      expect(notRendered?.type).toBe('NOT_RENDERED');
    });
});
