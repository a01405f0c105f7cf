import type { FrameLocator } from 'playwright-core';
import type { ListenType } from '../../embeddedMode/notifications.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { say } from '../testing/portalVisit.js';
import { press } from '../testing/press.js';
import { newText, type Behaviour } from './functionBehaviours.js';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';

interface Counts {
  notifications: { streamId: string; count: number }[];
  totalCount: number;
}

/** Somebody uses the keyboard in a chat. */
const touch = (chat: FrameLocator): Promise<boolean> =>
  chat
    .getByTestId('log')
    .evaluate((log) => log.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true })));

/** For each notification what brings it about, and what the page is told. A type that is not here is an error. */
export const notificationBehaviours: Record<ListenType, Behaviour> = {
  async UnreadCountNotifications({ alice, bob }) {
    // Whatever was said there before has been read.
    await alice.call('openStream', 'onboarding');
    await alice.call('openStream', 'fx-desk');
    await alice.listen('unread', { type: 'UnreadCountNotifications', params: { streamId: 'onboarding' } });
    await bob.call('openStream', 'onboarding');
    await say(bob.main, newText('Not read'));
    await alice.heard('unread', { streamId: 'onboarding', count: 1 });
    await alice.call('openStream', 'onboarding');
    await alice.heard('unread', { streamId: 'onboarding', count: 0 });
  },
  async GlobalUnreadCountNotifications({ alice, bob }) {
    await alice.listen('all', { type: 'GlobalUnreadCountNotifications' });
    await bob.call('openStream', 'northwind-desk');
    await say(bob.main, newText('Not read anywhere'));
    const told = await alice.heard<Counts>('all');
    expect(told.totalCount).toBe(told.notifications.reduce((sum, { count }) => sum + count, 0));
    expect(told.notifications.map(({ streamId }) => streamId)).toContain('northwind-desk');
  },
  async MessageNotifications({ alice, bob }) {
    await bob.listen('plain', { type: 'MessageNotifications' });
    await bob.listen('withMaestro', {
      type: 'MessageNotifications',
      params: { streamId: 'fx-desk', withMaestroMessages: true },
    });
    const text = newText('For @[Bob Okafor](email/bob@acme.example)');
    const { messages } = await alice.call<{ messages: { messageId: string }[] }>('sendMessage', text, {
      mode: 'blast',
      streamIds: ['fx-desk'],
      displayMode: 'none',
    });
    const social = {
      type: 'SOCIALMESSAGE',
      streamId: 'fx-desk',
      fromWhomId: Number(SEED_IDS.alice),
      isMention: true,
    };
    expect(await bob.heard<object>('plain', { message: text })).toEqual(jasmine.objectContaining(social));
    const pinnedMessageId = messages[0]?.messageId;
    await alice.call('pinMessage', pinnedMessageId);
    const maestro = await bob.heard<object>('withMaestro', { type: 'MAESTRO', event: 'UPDATE_ROOM' });
    expect(maestro).toEqual(
      jasmine.objectContaining({
        streamId: 'fx-desk',
        roomUpdate: { updateType: 'PIN_MESSAGE', pinnedMessageId },
      }),
    );
    const plain = await bob.allHeard('plain');
    expect(plain.every((told) => (told as { type: string }).type === 'SOCIALMESSAGE')).toBeTrue();
  },
  async ActivityNotifications({ alice }) {
    await alice.listen('active', { type: 'ActivityNotifications' });
    await touch(alice.main);
    expect(await alice.heard<null>('active')).toBeNull();
  },
  async ConnectionNotifications({ browsers, alice }) {
    await alice.listen('connections', {
      type: 'ConnectionNotifications',
      params: { status: ['pending_incoming', 'deleted'] },
    });
    const grace = await EmbeddedPage.rendered(browsers, 'grace@northwind.example', {});
    const change = (method: string, path: string, body?: object): Promise<number> =>
      grace.main.locator('body').evaluate(
        async (_body, request) => {
          const headers = {
            'X-Symphony-Embed': '1',
            ...(request.body && { 'content-type': 'application/json' }),
          };
          return (await fetch(request.path, { ...request, headers })).status;
        },
        { method, path, ...(body && { body: JSON.stringify(body) }) },
      );
    expect(await change('POST', '/api/connections', { userId: SEED_IDS.alice })).toBeLessThan(300);
    await alice.heard('connections', { status: 'pending_incoming', userId: Number(SEED_IDS.grace) });
    expect(await change('DELETE', `/api/connections/${SEED_IDS.alice}`)).toBeLessThan(300);
    await alice.heard('connections', { status: 'deleted', userId: Number(SEED_IDS.grace) });
  },
  async InternalLinkNotifications({ browsers, alice }) {
    await alice.call('updateSettings', { canClickInternalLinks: true });
    await alice.listen('links', { type: 'InternalLinkNotifications' });
    await alice.call('openStream', 'northwind-desk', '#second');
    await press(alice.second.getByTestId('message').locator('a[href*="streamId="]').first());
    expect(await alice.heard<object>('links')).toEqual({
      url: `${browsers.sandbox.podUrl}/?streamId=rates-research`,
      selector: '#second',
    });
  },
  async SessionNotifications({ browsers }) {
    const carol = await EmbeddedPage.rendered(browsers, 'carol');
    await carol.listen('session', { type: 'SessionNotifications' });
    await browsers.sandbox.revokeUser('carol@acme.example');
    await carol.heard('session', { status: 'ended', reason: 'revoked' });
    await carol.main.getByTestId('ended').waitFor();
  },
};
