import { FUNCTIONS } from '../../embeddedMode/functions.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { functionBehaviours } from './functionBehaviours.js';

inEachBrowser('Every documented function', (browserName) => {
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

  it('is used here, and nothing else is', () => {
    expect(Object.keys(functionBehaviours).sort()).toEqual(Object.keys(FUNCTIONS).sort());
  });

  for (const name of Object.keys(FUNCTIONS) as (keyof typeof FUNCTIONS)[]) {
    it(
      `does what is documented: ${FUNCTIONS[name].signature}`,
      () => expectAsync(functionBehaviours[name]({ browsers, alice, bob })).toBeResolved(),
      SPEC_MS,
    );
  }
});
