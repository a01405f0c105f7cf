import { EmbeddedPage } from '../testing/embeddedPage.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';

describe('Collaboration mode', () => {
  const browsers = useBrowsers({ keep: 'suite' });
  let alice: EmbeddedPage;

  const titled = (page: EmbeddedPage, title: string): Promise<void> =>
    page.main.getByTestId('chat-title').filter({ hasText: title }).waitFor();
  const listOf = ({ main }: EmbeddedPage) => main.getByTestId('chat-list');
  const resize = (page: EmbeddedPage, width: number): Promise<void> =>
    page.page.locator('.symphony-ecm').evaluate((container: HTMLElement, given) => {
      container.style.width = `${given}px`;
    }, width);

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice', {}, { mode: 'collaboration' });
  }, START_MS);

  it(
    'has one frame, whatever selectors a page gives',
    async () => {
      const ways: [title: string, name: string, ...args: unknown[]][] = [
        ['Rates research', 'openStream', 'rates-research', '#second'],
        ['Bob', 'startRoom', [SEED_IDS.bob], '#second'],
        ['Onboarding', 'openStream', 'onboarding', '#not-there'],
      ];
      for (const [title, ...call] of ways) {
        const answer = await alice.call<{ error?: unknown }>(...call);
        expect(answer.error).withContext(title).toBeUndefined();
        await titled(alice, title);
        expect(await alice.page.locator('iframe').count()).toBe(1);
      }
    },
    SPEC_MS,
  );

  it(
    'lets users make chats and rooms only when allowChatCreation says so',
    async () => {
      const ways = ['new-chat', 'new-room'];
      for (const testId of ways) expect(await alice.main.getByTestId(testId).count()).toBe(0);
      await alice.call('updateSettings', { allowChatCreation: true });
      for (const testId of ways) {
        await alice.main.getByTestId(testId).click();
        await alice.main.getByTestId('dialog-cancel').click();
        await alice.main.getByTestId('dialog').waitFor({ state: 'detached' });
      }
      await alice.call('updateSettings', { allowChatCreation: false });
      for (const testId of ways) await alice.main.getByTestId(testId).waitFor({ state: 'detached' });
    },
    SPEC_MS,
  );

  it(
    'has no extension apps while it is a mini view',
    async () => {
      await resize(alice, 900);
      await alice.call('updateSettings', { allowedApps: 'fx-rates' });
      await alice.main.getByTestId('app-tray').waitFor();
      await alice.call('openApp', 'fx-rates');
      await alice.main.getByTestId('app-view').locator('iframe:visible').waitFor();
      await resize(alice, 690);
      await alice.main.getByTestId('app-view').waitFor({ state: 'hidden' });
      expect(await alice.main.getByTestId('app-tray').count()).toBe(0);
      expect(await alice.main.locator('iframe.app-frame').count()).toBe(0);
      await alice.call('openApp', 'fx-rates');
      await alice.main.getByTestId('app-error').filter({ hasText: 'narrow' }).first().waitFor();
      await alice.main.getByTestId('app-close').click();
      await resize(alice, 900);
      await alice.main.getByTestId('app-tray').waitFor();
      await alice.call('updateSettings', { allowedApps: '' });
    },
    SPEC_MS,
  );

  it(
    'is a mini view below 700 pixels, with the chats or one of them',
    async () => {
      await alice.call('openStream', 'fx-desk');
      await resize(alice, 690);
      await titled(alice, 'FX desk');
      await listOf(alice).waitFor({ state: 'hidden' });
      await alice.main.getByRole('button', { name: 'Back' }).click();
      await listOf(alice).waitFor();
      await alice.main.getByTestId('chat-title').waitFor({ state: 'hidden' });
      await listOf(alice).getByText('Rates research').click();
      await titled(alice, 'Rates research');
      await listOf(alice).waitFor({ state: 'hidden' });
      await resize(alice, 710);
      await listOf(alice).waitFor();
      expect(await alice.main.getByTestId('chat-title').innerText()).toBe('Rates research');
      expect(await alice.main.getByTestId('chat-title').isVisible()).toBeTrue();
    },
    SPEC_MS,
  );

  it(
    'has a tray of the apps that the page allows',
    async () => {
      const tray = alice.main.getByTestId('app-tray');
      expect(await tray.count()).toBe(0);
      await alice.call('updateSettings', { allowedApps: 'fx-rates,not-installed' });
      await tray.getByRole('button', { name: 'FX rates' }).click();
      expect(await tray.getByRole('button').count()).toBe(1);
      await alice.main.getByTestId('app-view').locator('iframe:visible').waitFor();
      await alice.call('updateSettings', { allowedApps: '' });
      await tray.waitFor({ state: 'detached' });
      await alice.main.getByTestId('app-view').waitFor({ state: 'hidden' });
    },
    SPEC_MS,
  );

  it(
    'lets a connection be accepted, and both are told',
    async () => {
      const frank = await EmbeddedPage.rendered(browsers, 'frank@northwind.example', {});
      const accepted = { type: 'ConnectionNotifications', params: { status: ['accepted'] } };
      await Promise.all([alice.listen('accepted', accepted), frank.listen('accepted', accepted)]);
      const request = alice.main.getByTestId('connection-request').filter({ hasText: 'Frank Oduya' });
      await request.getByTestId('connection-accept').click();
      await request.waitFor({ state: 'detached' });
      expect(await frank.heard<object>('accepted')).toEqual({
        status: 'accepted',
        userId: Number(SEED_IDS.alice),
      });
      expect(await alice.heard<object>('accepted')).toEqual({
        status: 'accepted',
        userId: Number(SEED_IDS.frank),
      });
      const started = await frank.call<{ error?: unknown }>('startRoom', [SEED_IDS.alice]);
      expect(started.error).toBeUndefined();
      await titled(frank, 'Alice');
    },
    SPEC_MS,
  );

  it(
    'has no theme',
    async () => {
      const colour = '#123456';
      const drawn = (page: EmbeddedPage): Promise<string[]> =>
        page.main.locator('html').evaluate((root) => {
          const style = getComputedStyle(root);
          const body = getComputedStyle(document.body).backgroundColor;
          return [
            style.getPropertyValue('--theme-primary'),
            style.getPropertyValue('--theme-background'),
            body,
          ];
        });
      const before = await drawn(alice);
      expect(before.slice(0, 2)).toEqual(['', '']);
      await alice.call('updateTheme', { primary: colour, background: colour });
      expect(await drawn(alice)).toEqual(before);
      const theme = { primary: colour, background: colour };
      const page = await EmbeddedPage.rendered(browsers, 'carol', { theme }, { mode: 'collaboration' });
      expect(await drawn(page)).toEqual(before);
    },
    SPEC_MS,
  );

  it(
    'opens the chat that an internal link leads to, and does not tell the page',
    async () => {
      await alice.listen('links', { type: 'InternalLinkNotifications' });
      await alice.call('openStream', 'northwind-desk');
      await alice.main.getByTestId('message').locator('a', { hasText: 'Rates research' }).click();
      await titled(alice, 'Rates research');
      expect(await alice.allHeard('links')).toEqual([]);
    },
    SPEC_MS,
  );
});
