import { findFirefox } from '../../browser.js';
import type { BrowserName } from './useBrowsers.js';

const TITLES: Record<BrowserName, string> = { chromium: 'Chromium', firefox: 'Firefox' };

let hasTold = false;

/** Describes the same in Chromium and in Firefox. Where there is no Firefox its specs are pending. */
export function inEachBrowser(what: string, specify: (browserName: BrowserName) => void): void {
  const names: readonly BrowserName[] = ['chromium', 'firefox'];
  for (const name of names) {
    const isThere = name === 'chromium' || findFirefox() !== undefined;
    if (!isThere) tellOnce();
    (isThere ? describe : xdescribe)(`${what}, in ${TITLES[name]},`, () => {
      specify(name);
    });
  }
}

function tellOnce(): void {
  if (hasTold) return;
  hasTold = true;
  console.error(
    '\n*** There is no Firefox on this machine: THE SPECS OF THE WHOLE API DID NOT RUN IN FIREFOX. ***\n' +
      '*** Install it, or set FIREFOX_BIN to the path of its executable.                         ***',
  );
}
