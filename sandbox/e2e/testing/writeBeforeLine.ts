import type { FrameLocator, Page } from 'playwright-core';
import { TestBrowser } from '../../pod/testing/testBrowser.js';
import { until } from '../../pod/testing/until.js';
import { hear } from './portalVisit.js';
import { SPEC_MS, type Browsers } from './useBrowsers.js';

/**
 * Has Bob write in a chat that is shown, while its line to the pod cannot open yet, and then lets it open. Resolves when the
 * chat shows what he wrote.
 *
 * @param show - Shows the chat, in a frame that was not there before. Resolves when it has the pod's answer.
 */
export async function writeBeforeLine(
  { sandbox }: Browsers,
  page: Page,
  streamId: string,
  show: () => Promise<FrameLocator>,
): Promise<void> {
  let mayOpen = false;
  await page.routeWebSocket(/\/live(\?|$)/, async (line) => {
    await until('the line may open', () => mayOpen, SPEC_MS);
    line.connectToServer();
  });
  const chat = await show();
  await chat.getByTestId('message').first().waitFor();
  const bob = new TestBrowser(sandbox.podUrl);
  await bob.logIn('bob@acme.example', sandbox.portalAUrl);
  const { status } = await bob.fetch(`/api/streams/${streamId}/messages`, sandbox.portalAUrl, {
    body: { message: 'Before the line was up' },
  });
  bob.close();
  expect(status).toBe(200);
  expect(await chat.getByTestId('message').filter({ hasText: 'Before the line' }).count()).toBe(0);
  mayOpen = true;
  await hear(chat, 'Before the line was up');
}
