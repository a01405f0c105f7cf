import type { FrameLocator } from 'playwright-core';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { tabTo } from '../testing/tabTo.js';
import { until } from '../../pod/testing/until.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';

interface Answer {
  streamId?: string | string[];
  error?: { type: string };
}

interface Streams {
  streams: { name: string; lastMessage?: { id: string } }[];
}

/** Within a dialog there are fewer places than this. */
const MOST_TABS = 30;

const TO_BOB = { mode: 'blast', users: [SEED_IDS.bob] };

/** What opens a dialog, with a text or a name that is nowhere else. */
const DIALOGS: Record<string, (page: EmbeddedPage, what: string) => Promise<void>> = {
  sendMessage: (page, what) => page.start(what, 'sendMessage', what, TO_BOB),
  createRoom: (page, what) => page.start(what, 'createRoom', what, [SEED_IDS.bob]),
};

const CANCELLATIONS: Record<string, (main: FrameLocator) => Promise<void>> = {
  'its button': (main) => main.getByTestId('dialog-cancel').click(),
  'Escape': (main) => main.getByTestId('dialog').getByRole('heading').first().press('Escape'),
};

/** What of the user's chats a dialog could have changed. */
async function chatsOf(page: EmbeddedPage): Promise<string[]> {
  const { streams } = await page.ask<Streams>('/api/streams');
  return streams.map(({ name, lastMessage }) => `${name}: ${lastMessage?.id ?? 'nothing'}`).sort();
}

async function errorType(page: EmbeddedPage, what: string): Promise<string | undefined> {
  return (await page.heard<Answer>(what)).error?.type;
}

const focused = (main: FrameLocator): Promise<string> =>
  main.locator('body').evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    return element?.dataset['testid'] ?? element?.tagName ?? '';
  });

describe('A dialog', () => {
  const browsers = useBrowsers({ keep: 'suite' });
  let alice: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
  }, START_MS);

  beforeEach(() => alice.reset('alice'), SPEC_MS);

  for (const [name, open] of Object.entries(DIALOGS)) {
    for (const [way, cancel] of Object.entries(CANCELLATIONS)) {
      it(
        `of ${name} is cancelled with ${way}, and nothing is made`,
        async () => {
          const before = await chatsOf(alice);
          const what = newText('Not wanted');
          await open(alice, what);
          await alice.main.getByTestId('dialog-confirm').waitFor();
          await cancel(alice.main);
          expect(await errorType(alice, what)).toBe('CANCELLED');
          await alice.main.getByTestId('dialog').waitFor({ state: 'detached' });
          expect(await chatsOf(alice)).toEqual(before);
          expect(await alice.main.getByTestId('chat-title').innerText()).toBe('FX desk');
        },
        SPEC_MS,
      );
    }

    it(
      `of ${name} gives way to a chat that the page opens`,
      async () => {
        const before = await chatsOf(alice);
        const what = newText('Given up');
        await open(alice, what);
        await alice.main.getByTestId('dialog').waitFor();
        const opened = await alice.call<Answer>('openStream', 'rates-research');
        expect(opened.streamId).toBe('rates-research');
        expect(await errorType(alice, what)).toBe('CANCELLED');
        await alice.main.getByTestId('chat-title').filter({ hasText: 'Rates research' }).waitFor();
        expect(await alice.main.getByTestId('dialog').count()).toBe(0);
        expect(await chatsOf(alice)).toEqual(before);
      },
      SPEC_MS,
    );

    it(
      `of ${name} goes with a frame that is reloaded, and the chat is back`,
      async () => {
        const what = newText('Reloaded');
        await open(alice, what);
        await alice.main.getByTestId('dialog').waitFor();
        await alice.main.locator('body').evaluate(() => {
          location.reload();
        });
        expect(await errorType(alice, what)).toBe('FRAME_GONE');
        await alice.main.getByTestId('log').waitFor();
        expect(await alice.main.getByTestId('dialog').count()).toBe(0);
      },
      SPEC_MS,
    );

    it(
      `of ${name} can be used with the keyboard alone, and gives the focus back`,
      async () => {
        const composer = alice.main.getByTestId('composer');
        const back = (): Promise<void> =>
          until('the focus is back in the composer', async () => (await focused(alice.main)) === 'composer');
        await composer.click();
        const given = newText('Given up by keys');
        await open(alice, given);
        await alice.main.getByTestId('dialog-confirm').waitFor();
        await tabTo(alice.page, alice.main, 'dialog-cancel', MOST_TABS);
        await alice.page.keyboard.press('Enter');
        expect(await errorType(alice, given)).toBe('CANCELLED');
        await back();

        const done = newText('By keys');
        await open(alice, done);
        await alice.main.getByTestId('dialog-confirm').waitFor();
        await tabTo(alice.page, alice.main, 'dialog-confirm', MOST_TABS);
        await alice.page.keyboard.press('Enter');
        const { error, streamId } = await alice.heard<Answer>(done);
        expect(error).toBeUndefined();
        expect(streamId).toBeDefined();
        await back();
      },
      SPEC_MS,
    );
  }

  it(
    'keeps the focus inside',
    async () => {
      await alice.main.getByTestId('composer').click();
      await DIALOGS['createRoom']?.(alice, newText('With a fence'));
      await alice.main.getByTestId('room-name').waitFor();
      for (let pressed = 0; pressed < 20; pressed++) {
        await alice.page.keyboard.press('Tab');
        const isOutside = await alice.main
          .locator('body')
          .evaluate((body) => document.activeElement !== body && !document.activeElement?.closest('dialog'));
        expect(isOutside)
          .withContext(await focused(alice.main))
          .toBeFalse();
      }
    },
    SPEC_MS,
  );
});

describe('A logout', () => {
  const browsers = useBrowsers();

  /** What a page may have open, how it is seen, and whether the page's call still waits for the user. */
  const OPENED: Record<
    string,
    [start: (page: EmbeddedPage) => Promise<void>, testId: string, isPending: boolean]
  > = {
    'the dialog of a message': [(page) => page.start('call', 'sendMessage', 'x', TO_BOB), 'dialog', true],
    'the dialog of a room': [(page) => page.start('call', 'createRoom', 'x', [SEED_IDS.bob]), 'dialog', true],
    'the blast module with a message': [
      (page) => page.start('call', 'sendMessage', 'x', { ...TO_BOB, displayMode: 'open_module' }),
      'blast',
      true,
    ],
    'the blast module': [(page) => page.start('call', 'openBlast'), 'blast', false],
    'an app': [(page) => page.start('call', 'openApp', 'fx-rates'), 'app-view', false],
  };

  for (const [what, [start, testId, isPending]] of Object.entries(OPENED)) {
    it(
      `takes away ${what}, with all that is in it`,
      async () => {
        const page = await EmbeddedPage.rendered(browsers, 'carol', {
          streamId: 'fx-desk',
          allowedApps: 'fx-rates',
        });
        await start(page);
        await page.main.getByTestId(testId).waitFor();
        expect(await page.call('logout')).toEqual({});
        if (isPending) expect(await errorType(page, 'call')).toBe('LOGGED_OUT');
        expect(await page.page.locator('iframe').count()).toBe(0);
        expect(await page.call('checkAuth')).toEqual(jasmine.objectContaining({ isLoggedIn: false }));
      },
      SPEC_MS,
    );
  }
});
