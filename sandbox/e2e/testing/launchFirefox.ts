import { firefox } from 'playwright-core';
import { findFirefox } from '../../browser.js';
import type { LaunchedBrowser } from './launchBrowser.js';

/** Starts the Firefox that is installed, without anything of Playwright's in it. */
export async function launchFirefox(): Promise<LaunchedBrowser> {
  const executablePath = findFirefox();
  if (executablePath === undefined) {
    throw new Error(
      'Failed to start Firefox: none is installed in the usual places. ' +
        'Install it, or set FIREFOX_BIN to the path of its executable.',
    );
  }
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath });
  return { browser, close: () => browser.close() };
}
