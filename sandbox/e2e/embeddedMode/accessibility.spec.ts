import { EmbeddedPage, type EmbeddedPageOptions } from '../testing/embeddedPage.js';
import { graveFindings } from '../testing/graveFindings.js';
import { SPEC_MS, useBrowsers } from '../testing/useBrowsers.js';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';

/** What keeps people out of the main frame. */
async function gravesIn(page: EmbeddedPage): Promise<string[]> {
  const iframe = await page.page.locator('.symphony-ecm iframe').elementHandle();
  const frame = await iframe.contentFrame();
  if (!frame) throw new Error('Failed to look into the main frame: there is none.');
  return graveFindings(frame);
}

type Show = (page: EmbeddedPage) => Promise<void>;

/** What is shown to who is logged in. */
const SHOWN: Record<string, Show> = {
  'a chat with all kinds of messages': async (page) => {
    await page.call('openStream', 'northwind-desk');
    await page.main.getByTestId('system-message').first().waitFor();
  },
  'a chat that one cannot write in': async (page) => {
    await page.call('openStream', 'announcements');
    await page.main.getByTestId('chat-title').filter({ hasText: 'Announcements' }).waitFor();
  },
  'the dialog of a message': async (page) => {
    const options = { mode: 'blast', users: [SEED_IDS.bob], streamIds: ['fx-desk'] };
    await page.start('sent', 'sendMessage', '**Bold**\n\n- a list\n\n$EURUSD #fx', options);
    await page.main.getByTestId('dialog-confirm').waitFor();
  },
  'the dialog of a room': async (page) => {
    await page.start('made', 'createRoom', 'Forwards', [SEED_IDS.bob, SEED_IDS.erin], { message: 'Welcome' });
    await page.main.getByTestId('room-message').waitFor();
  },
  'the blast module': async (page) => {
    await page.call('openBlast');
    await page.main.getByTestId('blast').waitFor();
  },
  'an app that is not there': async (page) => {
    await page.call('openApp', 'nothing');
    await page.main.getByTestId('app-error').waitFor();
  },
};

describe('Who needs help to read and to press', () => {
  const browsers = useBrowsers({ keep: 'suite' });

  async function opened(colours: string, options: EmbeddedPageOptions): Promise<EmbeddedPage> {
    const page = await EmbeddedPage.rendered(
      browsers,
      'alice',
      {
        streamId: 'fx-desk',
        mode: colours,
        showSystemMessages: true,
        allowChatCreation: true,
        canAddPeople: true,
      },
      options,
    );
    await page.main.getByTestId('log').waitFor();
    return page;
  }

  for (const mode of ['focus', 'collaboration'] as const) {
    for (const colours of ['light', 'dark']) {
      it(
        `is kept out of nothing in ${mode} mode, ${colours}`,
        async () => {
          const page = await opened(colours, { mode });
          expect(await gravesIn(page))
            .withContext('a chat')
            .toEqual([]);
          for (const [what, show] of Object.entries(SHOWN)) {
            await show(page);
            expect(await gravesIn(page))
              .withContext(what)
              .toEqual([]);
          }
        },
        SPEC_MS,
      );
    }
  }

  for (const colours of ['light', 'dark']) {
    it(
      `is kept out of nothing in the mini view, ${colours}`,
      async () => {
        const page = await opened(colours, { mode: 'collaboration', width: 360 });
        expect(await gravesIn(page))
          .withContext('a chat')
          .toEqual([]);
        await page.main.locator('.back').click();
        await page.main.getByTestId('chat-list').waitFor();
        expect(await gravesIn(page))
          .withContext('the list')
          .toEqual([]);
      },
      SPEC_MS,
    );

    it(
      `is kept out of nothing before the chat is there, ${colours}`,
      async () => {
        const page = await EmbeddedPage.open(browsers);
        for (const ecpLoginPopup of [false, true]) {
          await page.start('rendered', 'render', 'symphony-ecm', { mode: colours, ecpLoginPopup });
          await page.main.getByTestId(ecpLoginPopup ? 'log-in-popup' : 'password').waitFor();
          expect(await gravesIn(page))
            .withContext('the login')
            .toEqual([]);
        }
        const auth = { subjectToken: await page.token('heidi') };
        await page.start('rendered', 'render', 'symphony-ecm', { mode: colours, auth });
        await page.main.getByTestId('terms').waitFor();
        expect(await gravesIn(page))
          .withContext('the terms of use')
          .toEqual([]);
      },
      SPEC_MS,
    );
  }
});
