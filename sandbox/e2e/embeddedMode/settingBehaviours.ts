import type { Locator } from 'playwright-core';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';
import type { SettingName } from '../../embeddedMode/settings.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { hear, say } from '../testing/portalVisit.js';
import { press } from '../testing/press.js';
import { until } from '../../pod/testing/until.js';
import { newText, type Behaviour } from './functionBehaviours.js';

type Find = (page: EmbeddedPage) => Locator;

/** A setting that shows a part of the chat when it is on, and does not when it is off. */
function shows(name: SettingName, find: Find | string, streamId = 'fx-desk'): Behaviour {
  return async ({ alice }) => {
    const part = typeof find === 'string' ? alice.main.getByTestId(find) : find(alice);
    await alice.call('openStream', streamId);
    for (const isOn of [false, true, false]) {
      await alice.call('updateSettings', { [name]: isOn });
      await part.first().waitFor({ state: isOn ? 'attached' : 'detached' });
    }
  };
}

/** A setting that gives the menu of a message of the user's own an entry. */
function showsInMenu(name: SettingName, entry: string): Behaviour {
  return async ({ alice }) => {
    const text = newText('With a menu');
    await say(alice.main, text);
    const message = alice.main.getByTestId('message').filter({ hasText: text });
    for (const isOn of [true, false]) {
      await alice.call('updateSettings', { [name]: isOn });
      await press(message.getByTestId('message-menu'));
      await alice.main.getByTestId('menu-share').waitFor();
      expect(await alice.main.getByTestId(entry).count())
        .withContext(`${name}: ${String(isOn)}`)
        .toBe(isOn ? 1 : 0);
      await press(message.getByTestId('message-menu'));
    }
  };
}

/** A setting that changes something that can be measured. */
function changes(
  name: SettingName,
  values: readonly unknown[],
  measure: (body: HTMLElement) => string,
): Behaviour {
  return async ({ alice }) => {
    const seen: string[] = [];
    for (const value of values) {
      await alice.call('updateSettings', { condensed: true, [name]: value });
      seen.push(await alice.main.locator('body').evaluate(measure));
    }
    expect(new Set(seen).size)
      .withContext(`${name}: ${seen.join(', ')}`)
      .toBe(values.length);
  };
}

const collaborationShows =
  (name: SettingName, testId: string): Behaviour =>
  async ({ browsers }) => {
    const page = await EmbeddedPage.rendered(browsers, 'carol', {}, { mode: 'collaboration' });
    await page.main.getByTestId('chat-list').waitFor();
    expect(await page.main.getByTestId(testId).count()).toBe(0);
    await page.call('updateSettings', { [name]: true });
    await page.main.getByTestId(testId).waitFor();
  };

const externalLink: Find = ({ main }) => main.getByTestId('message').locator('a[href*="northwind.example"]');
const internalLink: Find = ({ main }) => main.getByTestId('message').locator('a[href*="streamId="]');

/** For each setting what it changes, as one sees it. A setting that is not here is an error. */
export const settingBehaviours: Record<SettingName, Behaviour> = {
  async streamId({ browsers }) {
    const page = await EmbeddedPage.rendered(browsers, 'carol', { streamId: 'macro-lunch' });
    await page.main.getByTestId('chat-title').filter({ hasText: 'Macro lunch' }).waitFor();
  },
  async userIds({ browsers }) {
    const page = await EmbeddedPage.rendered(browsers, 'carol', {
      userIds: [SEED_IDS.bob, SEED_IDS.dave],
    });
    await hear(page.main, 'Limits call moved');
  },
  async allowedApps({ alice }) {
    await alice.call('updateSettings', { allowedApps: '' });
    await alice.call('openApp', 'fx-rates');
    await alice.main.getByTestId('app-error').filter({ hasText: 'does not allow' }).waitFor();
    await alice.call('updateSettings', { allowedApps: 'desk-notes, fx-rates' });
    await alice.call('openApp', 'fx-rates');
    await alice.main.getByTestId('app-view').locator('iframe:visible').waitFor();
  },
  mode: changes('mode', ['light', 'dark'], (body) => getComputedStyle(body).backgroundColor),
  condensed: changes('condensed', [true, false], (body) =>
    String(body.querySelector('[data-testid=log]')?.scrollHeight),
  ),
  condensedMessageBelowName: changes('condensedMessageBelowName', [true, false], (body) => {
    const message = body.querySelector('[data-testid=message]:not(.is-further)');
    const [head, text] = ['.message-head', '.message-body'].map((part) =>
      message?.querySelector(part)?.getBoundingClientRect(),
    );
    // Rows touch, give or take the part of a pixel.
    return (text?.top ?? 0) > (head?.bottom ?? 0) - 2 ? 'below' : 'beside';
  }),
  canAddPeople: shows('canAddPeople', 'add-people'),
  canClickExternalLinks: shows('canClickExternalLinks', externalLink, 'northwind-desk'),
  canClickInternalLinks: shows('canClickInternalLinks', internalLink, 'northwind-desk'),
  async ecpLoginPopup({ browsers }) {
    const page = await EmbeddedPage.open(browsers);
    await page.start('rendered', 'render', 'symphony-ecm', { ecpLoginPopup: true });
    await page.main.getByTestId('log-in-popup').waitFor();
    await page.start('rendered', 'render', 'symphony-ecm', { ecpLoginPopup: false });
    await page.main.getByTestId('password').waitFor();
  },
  showAttach: shows('showAttach', 'attach'),
  showEmoji: shows('showEmoji', 'emoji'),
  showSuppressMessage: showsInMenu('showSuppressMessage', 'menu-suppress'),
  showSystemMessages: shows('showSystemMessages', 'system-message', 'northwind-desk'),
  async sound({ alice, bob }) {
    const heardSounds = (): Promise<number> =>
      alice.main
        .locator('symphony-chat')
        .evaluate((app) => Number((app as HTMLElement).dataset['sounds'] ?? 0));
    const before = await heardSounds();
    for (const sound of [false, true]) {
      await alice.call('updateSettings', { sound });
      const text = newText(sound ? 'To be heard' : 'In silence');
      await say(bob.main, text);
      await hear(alice.main, text);
    }
    await until('one of the two messages makes a sound', async () => (await heardSounds()) === before + 1);
  },
  showBookmarkMessage: showsInMenu('showBookmarkMessage', 'menu-bookmark'),
  showChatSearch: shows('showChatSearch', 'search'),
  showCompose: shows('showCompose', 'format'),
  showDisableInput: shows('showDisableInput', 'disable-input'),
  showEditor: shows('showEditor', 'composer'),
  showInfo: shows('showInfo', 'info'),
  showMembers: shows('showMembers', 'members'),
  showProfilePopover: shows('showProfilePopover', ({ main }) => main.locator('button.author')),
  showTitle: shows('showTitle', 'chat-title'),
  symphonyLogo: shows('symphonyLogo', 'logo'),
  allowChatCreation: collaborationShows('allowChatCreation', 'new-room'),
};
