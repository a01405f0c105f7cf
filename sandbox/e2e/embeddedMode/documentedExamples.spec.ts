import type { Page } from 'playwright-core';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { hear, logInTo } from '../testing/portalVisit.js';
import { press } from '../testing/press.js';
import { putPage } from '../testing/putPage.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const TABLE =
  '<table><thead><tr><th>Pair</th></tr></thead><tbody><tr><td>EURUSD 1.0851</td></tr></tbody></table>';

/** For each example message: its text, what is with it, and what one sees of it. */
const MESSAGES = {
  'a simple message': { text: 'This is **bold**', seen: 'strong' },
  'rich text': {
    text: 'Points:\n - one \n - two \n\n In *italic* \n\n [Symphony](https://www.symphony.com)',
    seen: 'li',
  },
  'mentions and tags': {
    text: '@[Bob Okafor](email/bob@acme.example) \n\n $AAPL \n\n #ecp',
    seen: 'text=$AAPL',
  },
  'an attached image': {
    text: 'The #GBPUSD chart.',
    entities: { chart: { type: 'fdc3.fileAttachment', data: { name: 'chart.png', dataUri: PIXEL } } },
    seen: '[data-testid=attachment]',
  },
  'a table': { text: `With a table.\n${TABLE}`, seen: 'td' },
} as const;

const RENDERING = `window.onSdkLoaded = () => {
  window.symphony.render('ecp-chat', { mode: 'dark', condensed: true, streamId: 'fx-desk' });
};`;

const CHECKING = `window.onSdkLoaded = async () => {
  const container = 'ecp-chat';
  const config = { mode: 'dark', condensed: true };
  const { isLoggedIn, authenticationType } = await symphony.checkAuth(null);
  if (isLoggedIn) await symphony.render(container, config);
  else if (authenticationType === 'password') await symphony.render(container, config, true);
  else await symphony.render(container, { ...config, ecpLoginPopup: true });
};`;

inEachBrowser('The documented examples', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;
  let bob: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
    bob = await EmbeddedPage.rendered(browsers, 'bob');
    await alice.page.locator('#second').evaluate((second) => (second.id = 'ecp-chat'));
  }, START_MS);

  beforeEach(async () => {
    await Promise.all([alice.reset('alice'), bob.reset('bob')]);
  }, SPEC_MS);

  const loaded = async (name: string, script: string): Promise<Page> => {
    const { podUrl, portalAUrl } = browsers.sandbox;
    const visitor = await browsers.visitor();
    const url = new URL(`/${name}`, portalAUrl).href;
    await putPage(visitor.context, url, {
      html: `<!doctype html><html lang="en"><head><title>Example</title></head><body><div class="ecp-chat"></div>
        <script src="/${name}.js"></script>
        <script id="symphony-ecm-sdk" render="explicit" data-onload="onSdkLoaded" data-partner-id="acme"
          src="${podUrl}/embed/sdk.js"></script></body></html>`,
      scripts: { [`/${name}.js`]: script },
    });
    return visitor.open(url);
  };

  for (const [what, script] of [
    ['rendering', RENDERING],
    ['checking', CHECKING],
  ] as const) {
    it(
      `load the SDK, and go on in its callback: ${what}`,
      async () => {
        const chat = (await loaded(what, script)).frameLocator('.ecp-chat iframe');
        await chat.getByTestId('login').waitFor();
        expect(await chat.locator('html').getAttribute('data-mode')).toBe('dark');
        await logInTo(chat, 'carol');
        await chat.getByTestId('login').waitFor({ state: 'detached' });
      },
      SPEC_MS,
    );
  }

  for (const [what, message] of Object.entries(MESSAGES)) {
    it(
      `send ${what}, confirmed in a container`,
      async () => {
        const name = newText('Example');
        const sent = {
          text: { 'text/markdown': `${name} ${message.text}` },
          ...('entities' in message && { entities: message.entities }),
        };
        await alice.start(name, 'sendMessage', sent, {
          mode: 'blast',
          users: [SEED_IDS.bob, 'carol@acme.example'],
          streamIds: ['fx-desk'],
          distributionListIds: ['fx-clients'],
          container: '#ecp-chat',
        });
        const dialog = alice.page.frameLocator('#ecp-chat iframe');
        await press(dialog.getByTestId('dialog-confirm'));
        const { streamId } = await alice.heard<{ streamId: string[] }>(name);
        expect(streamId).toContain('fx-desk');
        await hear(bob.main, name);
        const heard = bob.main.getByTestId('message').filter({ hasText: name });
        await heard.locator(message.seen).first().waitFor();
      },
      SPEC_MS,
    );
  }

  it(
    'open chats, in the main frame and in a container',
    async () => {
      const inContainer = await alice.call<object>('openStream', 'rates-research', '#ecp-chat');
      expect(inContainer).toEqual(jasmine.objectContaining({ streamId: 'rates-research' }));
      const direct = await alice.call<object>('startRoom', [SEED_IDS.bob]);
      expect(direct).toEqual(jasmine.objectContaining({ streamId: 'alice-bob' }));
      const group = await alice.call<object>(
        'startRoom',
        [SEED_IDS.bob, 'erin@northwind.example'],
        '#ecp-chat',
      );
      expect(group).toEqual(jasmine.objectContaining({ streamId: jasmine.any(String) }));
    },
    SPEC_MS,
  );

  it(
    'create a room, pin by symphony.sdk, and log out',
    async () => {
      const page = await EmbeddedPage.rendered(browsers, 'alice');
      const room = await page.call<object>('createRoom', newText('Example room'), [SEED_IDS.bob], {
        external: false,
        message: 'Welcome',
        silent: true,
      });
      expect(room).toEqual(jasmine.objectContaining({ messages: [jasmine.anything()] }));
      const pinned = await page.page.evaluate((made) => {
        const { symphony } = window as unknown as {
          symphony: { sdk: { pinMessage: (id?: string) => Promise<unknown> } };
        };
        return symphony.sdk.pinMessage(
          (made as { messages: { messageId: string }[] }).messages[0]?.messageId,
        );
      }, room);
      expect(pinned).toBeTrue();
      expect(await page.call('logout')).toEqual({});
    },
    SPEC_MS,
  );

  for (const [mode, path] of [
    ['Focus', '/embed/index.html?'],
    ['Collaboration', '/client-bff/index.html?embed=true&'],
  ] as const) {
    it(
      `frame a chat without the SDK: ${mode}`,
      async () => {
        const src = `${browsers.sandbox.podUrl}${path}streamId=fx-desk&partnerId=acme&mode=dark&condensed=true`;
        const page = await (await browsers.visitor()).open(`${browsers.sandbox.portalAUrl}/blank.html`);
        await page.evaluate((address) => {
          const iframe = document.createElement('iframe');
          iframe.src = address;
          document.body.append(iframe);
        }, src);
        const chat = page.frameLocator('iframe');
        await logInTo(chat, 'dave');
        await chat.getByTestId('log').waitFor();
        expect(await chat.locator('html').getAttribute('data-mode')).toBe('dark');
      },
      SPEC_MS,
    );
  }
});
