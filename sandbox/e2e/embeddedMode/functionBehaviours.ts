import type { FunctionName } from '../../embeddedMode/functions.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { hear, say } from '../testing/portalVisit.js';
import { press } from '../testing/press.js';
import type { Browsers } from '../testing/useBrowsers.js';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';

/** Two users, each with a chat in a page of their own, in browsers of their own. */
export interface Stage {
  browsers: Browsers;
  alice: EmbeddedPage;
  bob: EmbeddedPage;
}

/** Uses something as it is documented, and looks at what comes of it. */
export type Behaviour = (stage: Stage) => Promise<void>;

interface Sent {
  streamId: string[];
  userIds: string[];
  messages: { messageId: string; streamId: string }[];
}

let textsMade = 0;

/** A text that nobody has written before. */
export const newText = (what: string): string => `${what} no. ${++textsMade}`;

const openingBehaviours = {
  async render({ browsers }) {
    const page = await EmbeddedPage.open(browsers);
    const answer = await page.renderAs('carol', { streamId: 'rates-research' });
    expect(answer.streamId).toBe('rates-research');
    await page.main.getByTestId('chat-title').filter({ hasText: 'Rates research' }).waitFor();
    await page.call('render', 'symphony-ecm', { streamId: 'fx-desk', mode: 'dark' });
    await page.main.locator('html[data-mode=dark]').getByTestId('log').waitFor();
    expect(await page.page.locator('iframe').count()).toBe(1);
  },
  async openStream({ alice }) {
    const opened = await alice.call<Sent>('openStream', 'rates-research', '#second');
    expect(opened).toEqual(jasmine.objectContaining({ streamId: 'rates-research' }));
    await alice.second.getByTestId('chat-title').filter({ hasText: 'Rates research' }).waitFor();
    expect(await alice.main.getByTestId('chat-title').innerText()).toBe('FX desk');
  },
  async setStream({ alice }) {
    expect(await alice.call('setStream', 'onboarding')).toEqual(
      jasmine.objectContaining({ streamId: 'onboarding' }),
    );
    await alice.main.getByTestId('chat-title').filter({ hasText: 'Onboarding' }).waitFor();
  },
  async startRoom({ alice, bob }) {
    const { streamId } = await alice.call<{ streamId: string }>('startRoom', [
      SEED_IDS.bob,
      'dave@acme.example',
    ]);
    await alice.main.getByTestId('chat-title').filter({ hasText: 'Bob' }).waitFor();
    const text = newText('To a group');
    await say(alice.main, text);
    await bob.call('openStream', streamId);
    await hear(bob.main, text);
  },
  async openApp({ alice }) {
    await alice.call('updateSettings', { allowedApps: 'fx-rates' });
    await alice.call('openApp', 'fx-rates', 'Calculator');
    await alice.main.getByTestId('app-view').locator('iframe:visible').waitFor();
    await press(alice.main.getByTestId('app-close'));
    await alice.main.getByTestId('app-view').waitFor({ state: 'hidden' });
  },
  async checkAuth({ browsers, alice }) {
    const fresh = await EmbeddedPage.open(browsers);
    expect(await fresh.call('checkAuth', true)).toEqual({
      isLoggedIn: false,
      authenticationType: 'password',
    });
    expect(await alice.call('checkAuth', null)).toEqual({ isLoggedIn: true, authenticationType: 'password' });
  },
  async logout({ browsers }) {
    const page = await EmbeddedPage.rendered(browsers, 'dave');
    expect(await page.call('logout')).toEqual({});
    expect(await page.page.locator('iframe').count()).toBe(0);
    expect(await page.call('checkAuth')).toEqual(jasmine.objectContaining({ isLoggedIn: false }));
  },
} satisfies Partial<Record<FunctionName, Behaviour>>;

const sendingBehaviours = {
  async sendMessage({ alice, bob }) {
    const text = newText('To confirm');
    await alice.start('sent', 'sendMessage', text, {
      mode: 'blast',
      users: [SEED_IDS.bob],
      streamIds: ['fx-desk'],
    });
    const dialog = alice.main.getByTestId('dialog');
    await dialog.getByText(text).waitFor();
    expect(await dialog.getByTestId('recipients').innerText()).toContain('Bob Okafor');
    await press(alice.main.getByTestId('dialog-confirm'));
    const { streamId, messages } = await alice.heard<Sent>('sent');
    expect(streamId.sort()).toEqual(['alice-bob', 'fx-desk']);
    expect(messages.length).toBe(2);
    await hear(bob.main, text);
    await bob.call('openStream', 'alice-bob');
    await hear(bob.main, text);
  },
  async createRoom({ alice, bob }) {
    const name = newText('Forwards');
    await bob.listen(name, { type: 'MessageNotifications' });
    await alice.start(name, 'createRoom', name, [SEED_IDS.bob], {
      message: 'Welcome to it',
      allowMessageCopy: false,
    });
    await alice.main.getByTestId('room-message').waitFor();
    expect(await alice.main.getByTestId('room-name').inputValue()).toBe(name);
    await press(alice.main.getByTestId('dialog-confirm'));
    const { streamId } = await alice.heard<{ streamId: string }>(name);
    await alice.main.getByTestId('chat-title').filter({ hasText: name }).waitFor();
    await bob.heard(name, { streamId });
    await bob.call('openStream', streamId);
    await hear(bob.main, 'Welcome to it');
  },
  async pinMessage({ alice, bob }) {
    const text = newText('To pin');
    const sent = await alice.call<Sent>('sendMessage', text, {
      mode: 'blast',
      streamIds: ['fx-desk'],
      displayMode: 'none',
    });
    expect(await alice.call('pinMessage', sent.messages[0]?.messageId)).toBeTrue();
    await bob.main.getByTestId('pinned').filter({ hasText: text }).waitFor();
    await alice.main.getByTestId('pinned').filter({ hasText: text }).waitFor();
  },
  async openBlast({ alice, bob }) {
    await alice.call('openBlast');
    const blast = alice.main.getByTestId('blast');
    await blast.getByRole('combobox').fill('Bob Okafor');
    const option = blast.getByRole('option', { name: 'Bob Okafor' }).first();
    await option.dispatchEvent('mousedown');
    const text = newText('To blast');
    await blast.getByTestId('blast-message').fill(text);
    await press(blast.getByTestId('blast-send'));
    await blast.getByTestId('blast-result').filter({ hasText: 'Sent to' }).waitFor();
    await bob.call('openStream', 'alice-bob');
    await hear(bob.main, text);
    await press(blast.getByTestId('blast-close'));
    await blast.waitFor({ state: 'detached' });
  },
  async getDistributionLists({ alice, bob }) {
    const lists = await alice.call<object[]>('getDistributionLists');
    expect(lists).toContain({ id: 'fx-clients', name: 'FX clients' });
    expect(await bob.call('getDistributionLists')).toEqual([]);
  },
} satisfies Partial<Record<FunctionName, Behaviour>>;

const changingBehaviours = {
  async updateSettings({ alice }) {
    await alice.call('updateSettings', { showTitle: false });
    await alice.main.getByTestId('chat-title').waitFor({ state: 'detached' });
    await alice.call('updateSettings', { showTitle: true });
    await alice.main.getByTestId('chat-title').waitFor();
  },
  async updateTheme({ alice }) {
    await alice.call('updateTheme', { background: '#fdf6e3' });
    const colour = await alice.main
      .locator('body')
      .evaluate((body) => getComputedStyle(body).getPropertyValue('--background').trim());
    expect(colour).toBe('#fdf6e3');
    await alice.renderAs('alice', { streamId: 'fx-desk' });
  },
  async listen({ alice, bob }) {
    const text = newText('To hear of');
    await alice.listen('MessageNotifications', {
      type: 'MessageNotifications',
      params: { streamId: 'fx-desk' },
    });
    await say(bob.main, text);
    const told = await alice.heard<object>('MessageNotifications', { message: text });
    expect(told).toEqual(
      jasmine.objectContaining({
        type: 'SOCIALMESSAGE',
        streamId: 'fx-desk',
        fromWhomId: Number(SEED_IDS.bob),
        isMention: false,
      }),
    );
  },
  async onUserInteractionRequired({ browsers }) {
    const page = await EmbeddedPage.open(browsers);
    await page.register('onUserInteractionRequired');
    await page.start('rendered', 'render');
    expect(await page.heard('onUserInteractionRequired')).toEqual({ reason: 'login' });
    await page.main.getByTestId('login').waitFor();
  },
  async registerInterop({ alice }) {
    await alice.register('registerInterop');
    await press(alice.main.getByTestId('action-button').first());
    const [intent, context] = await alice.heard<[string, object]>('registerInterop');
    expect(intent).toBe('ViewChart');
    expect(context).toEqual({ type: 'fdc3.instrument', name: 'EUR/USD', id: { ticker: 'EURUSD' } });
  },
} satisfies Partial<Record<FunctionName, Behaviour>>;

/** For each function what it does, as one sees it. A function that is not here is an error. */
export const functionBehaviours: Record<FunctionName, Behaviour> = {
  ...openingBehaviours,
  ...sendingBehaviours,
  ...changingBehaviours,
};
