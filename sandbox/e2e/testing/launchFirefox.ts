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
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    // Playwright's clicks do not reach frames of other sites there. Specs click by script, which may open no windows.
    firefoxUserPrefs: { 'dom.disable_open_during_load': false },
  });
  return { browser, close: () => browser.close() };
}
