import { NOTIFICATIONS, type ListenType } from '../../embeddedMode/notifications.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { notificationBehaviours } from './notificationBehaviours.js';

const TYPES = Object.keys(NOTIFICATIONS) as ListenType[];

inEachBrowser('Every documented notification', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;
  let bob: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
    bob = await EmbeddedPage.rendered(browsers, 'bob');
  }, START_MS);

  beforeEach(async () => {
    await Promise.all([alice.reset('alice'), bob.reset('bob')]);
  }, SPEC_MS);

  it('is listened to here, and nothing else is', () => {
    expect(Object.keys(notificationBehaviours).sort()).toEqual([...TYPES].sort());
  });

  for (const type of TYPES) {
    it(
      `comes when it should: ${type}`,
      () => expectAsync(notificationBehaviours[type]({ browsers, alice, bob })).toBeResolved(),
      SPEC_MS,
    );
  }
});
