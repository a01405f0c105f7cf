import { SETTINGS, type DocumentedSetting, type SettingName } from '../../embeddedMode/settings.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { settingBehaviours } from './settingBehaviours.js';

const NAMES = Object.keys(SETTINGS) as SettingName[];

/** The settings as they are when nobody says anything. */
const USUAL = Object.fromEntries(
  Object.entries<DocumentedSetting>(SETTINGS)
    .filter(([, setting]) => setting.default !== undefined)
    .map(([name, setting]) => [name, setting.default]),
);

inEachBrowser('Every documented setting', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;
  let bob: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
    bob = await EmbeddedPage.rendered(browsers, 'bob');
  }, START_MS);

  beforeEach(async () => {
    await alice.call('updateSettings', USUAL);
    await Promise.all([alice.reset('alice'), bob.reset('bob')]);
    await alice.comeNear();
  }, SPEC_MS);

  it('is changed here, and nothing else is', () => {
    expect(Object.keys(settingBehaviours).sort()).toEqual([...NAMES].sort());
  });

  for (const name of NAMES) {
    it(
      `can be seen: ${name}`,
      () => expectAsync(settingBehaviours[name]({ browsers, alice, bob })).toBeResolved(),
      SPEC_MS,
    );
  }

  it(
    'has the same effect in the configuration of render',
    async () => {
      const flags = Object.entries(USUAL).filter(([, usual]) => typeof usual === 'boolean');
      const reversed = Object.fromEntries(flags.map(([name, usual]) => [name, usual === false]));
      const { main } = await EmbeddedPage.rendered(browsers, 'alice', {
        ...reversed,
        ecpLoginPopup: false,
        streamId: 'northwind-desk',
      });
      await main.getByTestId('system-message').first().waitFor();
      await main.getByTestId('message').locator('a[href*="northwind.example"]').waitFor();
      const absent = ['composer', 'chat-title', 'members', 'info', 'search', 'logo', 'disable-input'];
      for (const testId of absent)
        expect(await main.getByTestId(testId).count())
          .withContext(testId)
          .toBe(0);
      expect(await main.locator('html').getAttribute('data-density')).toBe('roomy');
    },
    SPEC_MS,
  );
});
