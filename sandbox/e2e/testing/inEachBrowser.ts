import { findFirefox, findInstalledBrowser } from '../../browser.js';
import type { BrowserName } from './useBrowsers.js';

const TITLES: Record<BrowserName, string> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  chromiumSharing: 'a Chromium that shares cookies',
  chromiumRefusing: 'a Chromium that refuses other sites’ cookies',
  chromiumStoringNothing: 'a Chromium that lets no site store anything',
};

const IS_THERE: Record<BrowserName, () => boolean> = {
  chromium: () => true,
  firefox: () => findFirefox() !== undefined,
  chromiumSharing: () => findInstalledBrowser() !== undefined,
  chromiumRefusing: () => findInstalledBrowser() !== undefined,
  chromiumStoringNothing: () => findInstalledBrowser() !== undefined,
};

const told = new Set<string>();

/** Describes the same in several browsers, in Chromium and in Firefox by default. Where one is missing its specs are pending. */
export function inEachBrowser(
  what: string,
  specify: (browserName: BrowserName) => void,
  names: readonly BrowserName[] = ['chromium', 'firefox'],
): void {
  for (const name of names) {
    const isThere = IS_THERE[name]();
    if (!isThere) tellOnce(name);
    (isThere ? describe : xdescribe)(`${what}, in ${TITLES[name]},`, () => {
      specify(name);
    });
  }
}

function tellOnce(name: BrowserName): void {
  const [browser, variable] = name === 'firefox' ? ['Firefox', 'FIREFOX_BIN'] : ['Chromium', 'CHROME_BIN'];
  if (told.has(browser)) return;
  told.add(browser);
  console.error(
    `\n*** There is no installed ${browser} on this machine: SPECS DID NOT RUN IN IT. ***\n` +
      `*** Install it, or set ${variable} to the path of its executable. ***`,
  );
}
