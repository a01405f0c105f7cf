import { EmbeddedPage } from './testing/embeddedPage.js';
import { inEachBrowser } from './testing/inEachBrowser.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

interface Ended {
  error: { type: string; data: { storage: { emptied: boolean; unavailable: string[]; failures: string[] } } };
}

inEachBrowser(
  'A logout',
  (browser) => {
    const browsers = useBrowsers({ browser });

    it(
      'takes no storage for left, because none could be written',
      async () => {
        const page = await EmbeddedPage.open(browsers);
        await page.start('rendered', 'render', 'symphony-ecm', { streamId: 'fx-desk' });
        await page.main.getByTestId('login').waitFor();
        const { error } = await page.call<Ended>('logout');
        // Nobody could log in without cookies, so the pod has no session to end.
        expect(error.type).toBe('LOGOUT_UNCONFIRMED');
        const { emptied, unavailable, failures } = error.data.storage;
        expect(failures).toEqual([]);
        expect(emptied).toBeTrue();
        expect(unavailable).toEqual(
          jasmine.arrayContaining([
            'localStorage',
            'sessionStorage',
            'files',
            'caches',
            'indexedDB',
            'serviceWorker',
          ]),
        );
      },
      SPEC_MS,
    );
  },
  ['chromiumStoringNothing'],
);
