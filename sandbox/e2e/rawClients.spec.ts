import { newText } from './embeddedMode/functionBehaviours.js';
import { chatIn, hear, isLoggedIn, logInTo, logOut, openChats, say } from './testing/portalVisit.js';
import { inEachBrowser } from './testing/inEachBrowser.js';
import { press } from './testing/press.js';
import { RawPortal } from './testing/rawPortal.js';
import { until } from '../pod/testing/until.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';
import { writeBeforeLine } from './testing/writeBeforeLine.js';

const address = (path: string, query: Record<string, string>, origin: string): string =>
  `${path}?${new URLSearchParams({ ...query, sdkOrigin: origin })}`;

inEachBrowser('A page without the SDK', (browser) => {
  const browsers = useBrowsers({ browser });

  for (const path of [
    '/embed/index.html',
    '/apps/embed/default',
    '/client-bff/index.html',
    '/apps/client2',
    '/apps/client2/default',
  ])
    it(
      `shows the chat that the address of its iframe says: ${path}`,
      async () => {
        const { portalAUrl } = browsers.sandbox;
        const query = { streamId: 'rates-research', mode: 'dark', partnerId: '', module: 'room' };
        const portal = await RawPortal.open(browsers, address(path, query, portalAUrl));
        await logInTo(portal.chat(), 'alice');
        await portal.chat().locator('html[data-mode=dark]').getByTestId('log').waitFor();
        await portal.chat().getByTestId('chat-title').filter({ hasText: 'Rates research' }).waitFor();
        await portal.heard('clientReady');
        const isClient = path.includes('client');
        expect(await portal.chat().getByTestId('chat-list').count()).toBe(isClient ? 1 : 0);
        const text = newText('Without any SDK');
        await say(portal.chat(), text);
        await hear(portal.chat(), text);
        expect(portal.visitor.complaints).toEqual([]);
      },
      SPEC_MS,
    );
});

describe('A raw client', () => {
  const browsers = useBrowsers();

  async function openPortal(user = 'alice', streamId = 'fx-desk'): Promise<RawPortal> {
    const query = { embed: 'true', partnerId: 'acme', streamId };
    const portal = await RawPortal.open(
      browsers,
      address('/apps/embed/default', query, browsers.sandbox.portalAUrl),
    );
    expect(await portal.count('clientReady')).toBe(0);
    await logInTo(portal.chat(), user);
    await portal.heard('clientReady');
    return portal;
  }

  it(
    'opens chats, changes settings and sends messages in its main frame',
    async () => {
      const portal = await openPortal();
      expect(await portal.act('set-stream', { streamId: 'onboarding' })).toEqual(
        jasmine.objectContaining({ streamId: 'onboarding' }),
      );
      await portal.chat().getByTestId('chat-title').filter({ hasText: 'Onboarding' }).waitFor();
      expect(await portal.act('set-settings', { mode: 'dark', showTitle: false })).toEqual({});
      await portal.chat().locator('html[data-mode=dark]').waitFor();
      await portal.chat().getByTestId('chat-title').waitFor({ state: 'detached' });
      expect(await portal.act('set-stream', { streamId: 'none' })).toEqual({
        error: jasmine.objectContaining({ type: 'STREAM_NOT_FOUND' }),
      });

      const options = { mode: 'blast', streamIds: ['fx-desk'] };
      const sending = await portal.begin('send-message', { message: 'From a raw client', options });
      await press(portal.chat().getByTestId('dialog-confirm'));
      expect(await portal.answer(sending)).toEqual(jasmine.objectContaining({ streamId: ['fx-desk'] }));
      await portal.act('set-stream', { streamId: 'fx-desk' });
      await hear(portal.chat(), 'From a raw client');
      expect(await portal.count('clientReady')).toBe(1);
    },
    SPEC_MS,
  );

  it(
    'hears of messages and unread counts',
    async () => {
      const [portal, bob] = [await openPortal(), await openPortal('bob', 'onboarding')];
      await portal.post('sdk-subscription', {
        type: 'UnreadCountNotifications',
        id: 'unread',
        params: { streamId: 'onboarding' },
      });
      await portal.post('sdk-subscription', { type: 'MessageNotifications', id: 'messages' });
      await portal.act('set-settings', {});
      await say(bob.chat(), 'Not read yet');
      expect((await portal.heard('sdk-callback-data', 'unread')).data).toEqual({
        streamId: 'onboarding',
        count: 1,
      });
      expect((await portal.heard('sdk-callback-data', 'messages')).data).toEqual(
        jasmine.objectContaining({ type: 'SOCIALMESSAGE', streamId: 'onboarding', message: 'Not read yet' }),
      );
    },
    SPEC_MS,
  );

  it(
    'has child frames, which wait for their chat, and log in with the main frame',
    async () => {
      const query = { embed: 'true', partnerId: '', streamId: 'fx-desk', mode: 'dark' };
      const portal = await RawPortal.open(
        browsers,
        address('/apps/embed/default', query, browsers.sandbox.portalAUrl),
      );
      await portal.addChild('chat-1');
      await portal.chat('chat-1').getByTestId('loading').waitFor();
      const opening = await portal.begin('set-stream', { streamId: 'onboarding', container: '#chat-1' });
      await portal.chat('chat-1').getByTestId('login').waitFor();
      await logInTo(portal.chat(), 'alice');
      expect(await portal.answer(opening)).toEqual(jasmine.objectContaining({ streamId: 'onboarding' }));
      await portal
        .chat('chat-1')
        .locator('html[data-mode=dark]')
        .getByTestId('chat-title')
        .filter({ hasText: 'Onboarding' })
        .waitFor();
      await portal.act('set-settings', { mode: 'light' });
      for (const container of ['main-container', 'chat-1'])
        await portal.chat(container).locator('html[data-mode=light]').waitFor();
      expect(await portal.count('clientReady')).toBe(1);
    },
    SPEC_MS,
  );

  it(
    'has child frames that show what was written before the pod could tell it',
    async () => {
      const portal = await openPortal();
      // Not a chat whose unread messages are counted elsewhere.
      await writeBeforeLine(browsers, portal.page, 'alice-bob', async () => {
        await portal.addChild('chat-1');
        await portal.act('set-stream', { streamId: 'alice-bob', container: '#chat-1' });
        return portal.chat('chat-1');
      });
    },
    SPEC_MS,
  );

  it(
    'has frames that show nothing more after a logout in another portal, and that say so',
    async () => {
      const portal = await openPortal();
      await portal.addChild('chat-1');
      await portal.act('set-stream', { streamId: 'onboarding', container: '#chat-1' });
      await portal.post('sdk-subscription', { type: 'SessionNotifications', id: 'session' });
      await say(portal.chat(), 'A secret');
      await hear(portal.chat(), 'A secret');
      const other = await portal.visitor.open(browsers.sandbox.portalBUrl);
      await openChats(other, 'alice');
      expect((await logOut(other)).verdict).toBe('done');

      for (const container of ['main-container', 'chat-1']) {
        await portal.chat(container).getByTestId('ended').waitFor();
        expect(await portal.chat(container).getByTestId('message').count()).toBe(0);
        const left = await portal
          .chat(container)
          .locator('body')
          .evaluate(async (body) => ({
            words: /secret|Northwind/.test(body.textContent),
            stored: localStorage.length + sessionStorage.length + (await indexedDB.databases()).length,
            loggedIn: ((await (await fetch('/session')).json()) as { loggedIn: boolean }).loggedIn,
          }));
        expect(left).toEqual({ words: false, stored: 0, loggedIn: false });
      }
      expect((await portal.heard('sdk-callback-data', 'session')).data).toEqual({
        status: 'ended',
        reason: 'logout',
      });

      await press(portal.chat().getByTestId('notice-action'));
      await logInTo(portal.chat(), 'alice');
      await portal.chat().getByTestId('log').waitFor();
      await until('it is ready again', async () => (await portal.count('clientReady')) === 2);
    },
    SPEC_MS,
  );

  it(
    'has a log-out button in its frames, which ends the session at the pod',
    async () => {
      const portal = await openPortal();
      const other = await portal.visitor.open(browsers.sandbox.portalBUrl);
      await openChats(other, 'alice');
      await press(portal.chat().getByTestId('user-menu'));
      await press(portal.chat().getByTestId('app-logout'));
      await portal.chat().getByTestId('ended').waitFor();
      await chatIn(other, 'main').getByTestId('ended').waitFor();
      expect(await isLoggedIn(other)).toBeFalse();
    },
    SPEC_MS,
  );

  it(
    'may write a stream id into an address as it is: a blank in it is a plus',
    async () => {
      const { portalAUrl } = browsers.sandbox;
      const portal = await RawPortal.open(
        browsers,
        `/embed/index.html?streamId=a+b/c==&partnerId=acme&sdkOrigin=${portalAUrl}`,
      );
      const asked = portal.page.waitForRequest(/\/api\/streams\//);
      await logInTo(portal.chat(), 'alice');
      expect(decodeURIComponent((await asked).url())).toContain('/api/streams/a+b/c==');
      // The user is in, even though there is no such chat.
      await portal.heard('clientReady');
      await portal.act('set-stream', { streamId: 'fx-desk' });
      await portal.chat().getByTestId('log').waitFor();
    },
    SPEC_MS,
  );
});

// Also after a while: nobody answers the frame's hello there.
describe('A page without the SDK that names no chat', () => {
  const browsers = useBrowsers();

  it(
    'sees the frame’s own start',
    async () => {
      const portal = await RawPortal.open(
        browsers,
        address('/client-bff/index.html', { embed: 'true' }, browsers.sandbox.portalAUrl),
      );
      await portal.chat().getByTestId('login').waitFor({ timeout: START_MS });
      await logInTo(portal.chat(), 'alice');
      await portal.chat().getByTestId('chat-list').waitFor();
      await portal.heard('clientReady');
      expect(await portal.chat().getByTestId('problem').count()).toBe(0);
    },
    SPEC_MS,
  );
});
