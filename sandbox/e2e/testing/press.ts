import type { Locator } from 'playwright-core';

/** Presses a button or a link, wherever it is. */
export async function press(locator: Locator): Promise<void> {
  if (isFirefox(locator)) {
    // What Playwright does with a mouse does not reach frames of other sites in an installed Firefox.
    await locator.evaluate((element: HTMLElement) => {
      element.click();
    });
  } else await locator.click();
}

function isFirefox(locator: Locator): boolean {
  return locator.page().context().browser()?.browserType().name() === 'firefox';
}
