import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { say } from '../testing/portalVisit.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';

interface Counts {
  notifications: { streamId: string; count: number }[];
  totalCount: number;
}

inEachBrowser('The counts of unread messages', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;
  let bob: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
    bob = await EmbeddedPage.rendered(browsers, 'bob', { streamId: 'onboarding' });
  }, START_MS);

  it(
    'are told when they change, and not when a chat is opened or somebody subscribes once more',
    async () => {
      // Another spec may have left him in another chat.
      await bob.call('openStream', 'onboarding');
      // Whatever was said there before has been read.
      await alice.call('openStream', 'onboarding');
      await alice.call('openStream', 'fx-desk');
      const ofOne = { type: 'UnreadCountNotifications', params: { streamId: 'onboarding' } };
      await alice.listen('one', ofOne);
      await alice.listen('all', { type: 'GlobalUnreadCountNotifications' });
      await say(bob.main, newText('First'));
      await alice.heard('one', { streamId: 'onboarding', count: 1 });
      const { totalCount } = await alice.heard<Counts>('all');

      await alice.listen('again', ofOne);
      await alice.listen('all again', { type: 'GlobalUnreadCountNotifications' });
      await alice.call('openStream', 'rates-research');
      await alice.call('openStream', 'alice-carol');
      await say(bob.main, newText('Second'));
      await alice.heard('again', { streamId: 'onboarding', count: 2 });

      const counts = (told: unknown[]): unknown[] => told.map((each) => (each as { count: number }).count);
      expect(counts(await alice.allHeard('one'))).toEqual([1, 2]);
      expect(counts(await alice.allHeard('again'))).toEqual([2]);
      const last = (await alice.allHeard('all again')).at(-1) as Counts;
      // Opening the other chats may have read something there, never in this one.
      expect(last.notifications).toContain({ streamId: 'onboarding', count: 2 });
      expect(last.totalCount).toBeLessThanOrEqual(totalCount + 1);
    },
    SPEC_MS,
  );

  it(
    'are told when the user reads elsewhere, and when a chat is left',
    async () => {
      await alice.listen('every', { type: 'UnreadCountNotifications' });
      await say(bob.main, newText('Third'));
      await alice.heard('every', { streamId: 'onboarding' });
      const elsewhere = await EmbeddedPage.rendered(browsers, 'alice', { streamId: 'onboarding' });
      expect(await alice.heard<object>('every', { streamId: 'onboarding', count: 0 })).toBeDefined();

      const made = await bob.call<{ streamId: string }>('createRoom', newText('Left'), [], { silent: true });
      const { streamId } = made;
      await bob.ask(`/api/streams/${streamId}/members`, { userIds: ['alice@acme.example'] });
      await bob.call('openStream', streamId);
      await say(bob.main, newText('For who leaves'));
      await alice.heard('every', { streamId, count: 1 });
      const { user } = await alice.ask<{ user: { id: string } }>('/session');
      await alice.ask(`/api/streams/${streamId}/members/${user.id}`, undefined, 'DELETE');
      expect(await alice.heard<object>('every', { streamId, count: 0 })).toBeDefined();
      await elsewhere.page.close();
    },
    SPEC_MS,
  );
});
