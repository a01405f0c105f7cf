import type { FrameLocator } from 'playwright-core';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { press } from '../testing/press.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';

interface Interaction {
  type: string;
  origin: string;
  participants: { contacts: object[] };
  initiator: object;
  timeRange: object;
}

inEachBrowser('What the page is told of a message, a person or a cashtag', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
    await alice.register('registerInterop');
  }, START_MS);

  const told = async <Context>(intent: string): Promise<Context> =>
    (await alice.heard<[string, Context]>('registerInterop', { 0: intent }))[1];
  const forget = (): Promise<void> =>
    alice.page.evaluate(() => {
      (window as unknown as { heard: Record<string, unknown[]> }).heard['registerInterop'] = [];
    });
  const openMenu = async (chat: FrameLocator): Promise<void> => {
    await press(chat.getByTestId('message-menu').last());
  };
  const makeRoom = async (userIds: string[], options: object): Promise<string> => {
    const made = await alice.call<{ streamId: string }>('createRoom', newText('Room'), userIds, {
      silent: true,
      message: 'Ask @[Erin Novak](email/erin@northwind.example) about $EURUSD',
      ...options,
    });
    return made.streamId;
  };

  beforeEach(forget);

  it(
    'is the interaction, with everybody who is in the chat',
    async () => {
      await makeRoom([SEED_IDS.bob], {});
      await openMenu(alice.main);
      await press(alice.main.getByTestId('menu-share'));
      const { participants, ...interaction } = await told<Interaction>('CreateInteraction');
      const contactOf = (name: string, email: string, id: string): object => ({
        type: 'fdc3.contact',
        name,
        id: { SYMPHONY_ID: id, email },
      });
      expect(interaction).toEqual(
        jasmine.objectContaining({
          type: 'fdc3.interaction',
          origin: 'Symphony',
          initiator: contactOf('Alice Martin', 'alice@acme.example', SEED_IDS.alice),
          timeRange: { type: 'fdc3.timeRange', startTime: jasmine.any(String) as unknown as string },
        }),
      );
      expect(participants.contacts).toEqual([
        contactOf('Alice Martin', 'alice@acme.example', SEED_IDS.alice),
        contactOf('Bob Okafor', 'bob@acme.example', SEED_IDS.bob),
      ]);
    },
    SPEC_MS,
  );

  it(
    'is the one who wrote it alone, where more than 20 are in the chat',
    async () => {
      for (const [count, named] of [
        [20, 20],
        [21, 1],
      ] as const) {
        await forget();
        const streamId = await makeRoom([SEED_IDS.bob], {});
        // Nobody has made so many users: the pod's own answer, with more members in it.
        const answer = await alice.ask<{ stream: { members: object[] } }>(`/api/streams/${streamId}`);
        const [first] = answer.stream.members;
        const others = Array.from({ length: count - 1 }, (_none, index) => ({
          ...first,
          id: String(index),
          displayName: `Member ${String(index)}`,
        }));
        const stream = { ...answer.stream, members: [first, ...others] };
        await alice.page.route(`**/api/streams/${streamId}`, (route) =>
          route.fulfill({ json: { ...answer, stream } }),
        );
        await alice.call('openStream', 'fx-desk');
        await alice.call('openStream', streamId);
        await openMenu(alice.main);
        await press(alice.main.getByTestId('menu-share'));
        const { participants, initiator } = await told<Interaction>('CreateInteraction');
        expect(participants.contacts.length)
          .withContext(`${String(count)} members`)
          .toBe(named);
        if (named === 1) expect(participants.contacts).toEqual([initiator]);
      }
    },
    SPEC_MS,
  );

  it(
    'is nothing where messages may not be copied',
    async () => {
      await makeRoom([SEED_IDS.bob], { allowMessageCopy: false });
      await openMenu(alice.main);
      await alice.main.getByTestId('menu-bookmark').waitFor();
      for (const action of ['menu-share', 'menu-copy'])
        expect(await alice.main.getByTestId(action).count()).toBe(0);
      await alice.main.locator('message-menu').evaluate((menu: HTMLElement) => {
        menu.hidePopover();
      });
    },
    SPEC_MS,
  );

  it(
    'is a cashtag by its ticker, and a person by their address only where they are connected',
    async () => {
      await makeRoom([SEED_IDS.bob], {});
      await press(alice.main.getByTestId('cashtag'));
      await press(alice.main.getByTestId('view-instrument'));
      expect(await told<object>('ViewInstrument')).toEqual({
        type: 'fdc3.instrument',
        name: 'Symphony cashtag',
        id: { ticker: 'EURUSD' },
      });

      const viewMentioned = async (): Promise<object> => {
        await forget();
        await press(alice.main.getByTestId('mention').last());
        await press(alice.main.locator('[data-testid=view-contact]:enabled'));
        return told<object>('ViewContact');
      };
      const erin = { type: 'fdc3.contact', name: 'Erin Novak' };
      const email = 'erin@northwind.example';
      expect(await viewMentioned()).toEqual({ ...erin, id: { email, SYMPHONY_ID: SEED_IDS.erin } });
      await alice.ask(`/api/connections/${SEED_IDS.erin}`, undefined, 'DELETE');
      try {
        expect(await viewMentioned()).toEqual({ ...erin, id: { SYMPHONY_ID: SEED_IDS.erin } });
      } finally {
        await alice.ask('/api/connections', { userId: SEED_IDS.erin });
      }
    },
    SPEC_MS,
  );
});
