import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { say } from '../testing/portalVisit.js';
import { press } from '../testing/press.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';

/** Code of a page, as the documentation shows it; what it would print is told to the spec. */
const LISTENING = `
window.told = (name, value) => (window.heard[name] ??= []).push(value);
symphony.listen({
  type: 'UnreadCountNotifications',
  params: { streamId: 'onboarding' },
  callback: (notification) => {
    told('unread', { streamId: notification.streamId, count: notification.count });
  },
});
symphony.listen({
  type: 'GlobalUnreadCountNotifications',
  callback: (notifications) => {
    told('global', { list: Array.isArray(notifications.notifications), same: notifications.count === notifications.totalCount });
  },
});
symphony.listen({
  type: 'MessageNotifications',
  params: { streamId: 'onboarding' },
  callback: (notification) => {
    told('message', { streamId: notification.streamId, from: notification.fromWhomId, isMention: notification.isMention });
  },
});
symphony.listen({
  type: 'MessageNotifications',
  params: { withMaestroMessages: true },
  callback: (data) => {
    told('any', { type: data.type, event: data.event ?? null });
  },
});
symphony.listen({
  type: 'ActivityNotifications',
  callback: () => {
    told('active', { at: Date.now() > 0 });
  },
});
symphony.listen({
  type: 'ConnectionNotifications',
  status: ['accepted', 'pending_incoming'],
  callback: ({ userId, status }) => {
    told('connection', { userId, status });
  },
});
symphony.listen({
  type: 'InternalLinkNotifications',
  callback: ({ url, selector }) => {
    const streamId = new URL(url).searchParams.get('streamId');
    if (streamId) window.symphony.setStream(streamId, selector);
  },
});
symphony.registerInterop((intent, context) => {
  told('interop', { intent, type: context.type });
});
`;

const CHANGING = `
window.symphony.updateSettings({ mode: 'dark', condensed: true, symphonyLogo: false, canClickInternalLinks: true });
window.symphony.updateTheme({
  primary: '#ff00dd', secondary: '#ac0202', accent: '#F7CA3B', success: '#2EAA35', error: '#DE342E',
  background: '#ffb8b8', surface: '#ffe0e0', text: '#000000', textPrimary: '#FFFFFF', textSecondary: '#FFFFFF',
  textAccent: '#17181B', textSuccess: '#FFFFFF', textError: '#FFFFFF',
});
`;

inEachBrowser('A page with the documented listeners', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;
  let bob: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
    bob = await EmbeddedPage.rendered(browsers, 'bob', { streamId: 'onboarding' });
    await alice.page.evaluate(LISTENING);
    await alice.page.evaluate(CHANGING);
  }, START_MS);

  it(
    'hears of messages, and of counts',
    async () => {
      await say(bob.main, `${newText('For')} @[Alice Martin](email/alice@acme.example)`);
      await alice.heard('message', { streamId: 'onboarding', from: Number(SEED_IDS.bob), isMention: true });
      await alice.heard('unread', { streamId: 'onboarding' });
      await alice.heard('global', { list: true, same: true });
      await alice.heard('any', { type: 'SOCIALMESSAGE' });
      await alice.call('openStream', 'onboarding');
      expect(await alice.heard<object>('unread', { streamId: 'onboarding', count: 0 })).toBeDefined();
    },
    SPEC_MS,
  );

  it(
    'hears of pins, by the function of the same name in symphony.sdk',
    async () => {
      const { messages } = await alice.ask<{ messages: { id: string }[] }>('/api/streams/fx-desk');
      const id = JSON.stringify(messages.at(-1)?.id);
      expect(await alice.page.evaluate(`symphony.sdk.pinMessage(${id})`)).toBeTrue();
      await alice.heard('any', { type: 'MAESTRO', event: 'UPDATE_ROOM' });
    },
    SPEC_MS,
  );

  it(
    'shows its theme and settings, and sends links on to the frame that they are in',
    async () => {
      await alice.main.locator('html[data-mode=dark]').waitFor();
      expect(await alice.main.getByTestId('logo').count()).toBe(0);
      await alice.call('openStream', 'northwind-desk', '#second');
      await press(alice.second.getByTestId('message').locator('a[href*="streamId="]').first());
      await alice.second.getByTestId('chat-title').filter({ hasText: 'Rates research' }).waitFor();
    },
    SPEC_MS,
  );

  it(
    'hears of its buttons, of activity and of connections',
    async () => {
      await alice.call('openStream', 'fx-desk');
      await press(alice.main.getByTestId('action-button').first());
      await alice.heard('interop', { intent: 'ViewChart', type: 'fdc3.instrument' });
      await alice.main.getByTestId('log').dispatchEvent('keydown', { key: 'a', bubbles: true });
      await alice.heard('active', { at: true });
      const grace = await EmbeddedPage.rendered(browsers, 'grace@northwind.example', {});
      await grace.main.locator('body').evaluate(async (_body, aliceId) => {
        const headers = { 'Content-Type': 'application/json', 'X-Symphony-Embed': '1' };
        await fetch(`/api/connections/${aliceId}`, { method: 'DELETE', headers });
        await fetch('/api/connections', {
          method: 'POST',
          headers,
          body: JSON.stringify({ userId: aliceId }),
        });
      }, SEED_IDS.alice);
      const asked = { userId: Number(SEED_IDS.grace), status: 'pending_incoming' };
      expect(await alice.heard<object>('connection', asked)).toEqual(asked);
      await grace.main.locator('body').evaluate(async (_body, aliceId) => {
        await fetch(`/api/connections/${aliceId}`, {
          method: 'DELETE',
          headers: { 'X-Symphony-Embed': '1' },
        });
      }, SEED_IDS.alice);
    },
    SPEC_MS,
  );
});
