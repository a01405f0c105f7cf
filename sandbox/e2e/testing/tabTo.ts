import type { Frame, FrameLocator, Page } from 'playwright-core';
import { until } from '../../pod/testing/until.js';

const MOVE_MS = 1000;

/** The test id of the element that has the focus, or its place in its document. Empty if the page has not the focus. */
async function focusedIn(page: Page): Promise<string> {
  const places = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const focused = document.activeElement as HTMLElement | null;
        const isHere = document.hasFocus() && focused !== document.body && focused?.localName !== 'iframe';
        if (!focused || !isHere) return '';
        return focused.dataset['testid'] ?? `element ${[...document.querySelectorAll('*')].indexOf(focused)}`;
      }),
    ),
  );
  return places.join('');
}

/** Presses Tab until an element has the focus, in the page or in one of its frames. */
export async function tabTo(
  page: Page,
  where: Page | Frame | FrameLocator,
  testId: string,
  most = 60,
): Promise<void> {
  const seen: string[] = [];
  const isThere = (): Promise<boolean> =>
    where
      .locator('body')
      .evaluate(
        (_body, wanted) =>
          document.hasFocus() && (document.activeElement as HTMLElement | null)?.dataset['testid'] === wanted,
        testId,
      );
  while (!(await isThere())) {
    if (seen.length >= most)
      throw new Error(
        `Not within ${most} presses of Tab: ${testId} has the focus. It was in: ${seen.join(', ')}.`,
      );
    const before = await focusedIn(page);
    seen.push(before || 'nothing');
    await page.keyboard.press('Tab');
    // Frames have processes of their own. For a moment neither the page nor the frame has the focus. Another Tab at that
    // moment would step over an element.
    await until('the focus moves', async () => !['', before].includes(await focusedIn(page)), MOVE_MS).catch(
      () => {
        // The browser's own buttons have the focus, or two elements look the same here.
      },
    );
  }
}
