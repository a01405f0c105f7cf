import type { Page } from 'playwright-core';
import { until } from '../pod/testing/until.js';
import { CHAT_SCRIPT } from './testing/chatScript.js';
import { chatIn, logInTo, openChats } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';
import { writeBeforeLine } from './testing/writeBeforeLine.js';

describe('The first answer of the pod to a frame', () => {
  const browsers = useBrowsers();

  /** A page of somebody who is logged in, without a frame yet. */
  async function comeBack(): Promise<Page> {
    const { open } = await browsers.visitor();
    const page = await open(browsers.sandbox.portalAUrl);
    await openChats(page, 'alice');
    await page.reload();
    return page;
  }

  it(
    'has all that a chat needs to be shown',
    async () => {
      const page = await comeBack();
      const asked: string[] = [];
      let isShown = false;
      page.on('request', (request) => {
        const { origin, pathname } = new URL(request.url());
        if (!isShown && origin === browsers.sandbox.podUrl && /^\/(session|api)\b/.test(pathname))
          asked.push(pathname);
      });
      // Nothing else has an answer before the chat is there.
      await page.route(/\/(session\/(?!start)|session$|api\/)/, async (route) => {
        await until('the chat is shown', () => isShown, SPEC_MS);
        await route.continue();
      });
      await page.getByTestId('render').click();
      await chatIn(page, 'main').getByTestId('message').first().waitFor();
      isShown = true;
      expect(asked[0]).toBe('/session/start');
    },
    SPEC_MS,
  );

  it(
    'is asked for while the chat’s own script is still on its way',
    async () => {
      const page = await comeBack();
      let isAsked = false;
      page.on('request', (request) => {
        isAsked ||= request.url().endsWith('/session/start');
      });
      let wasAskedBefore = false;
      await page.route(CHAT_SCRIPT, async (route) => {
        await until('the pod is asked', () => isAsked);
        wasAskedBefore = true;
        await route.continue();
      });
      await page.getByTestId('render').click();
      await chatIn(page, 'main').getByTestId('message').first().waitFor();
      expect(wasAskedBefore).toBeTrue();
    },
    SPEC_MS,
  );

  it(
    'is followed by what was written before the pod could tell it',
    async () => {
      const page = await comeBack();
      await writeBeforeLine(browsers, page, 'fx-desk', async () => {
        await page.getByTestId('render').click();
        return chatIn(page, 'main');
      });
    },
    SPEC_MS,
  );

  it(
    'leaves the log at its very end, also where the message box needs two lines',
    async () => {
      const page = await comeBack();
      await page.getByTestId('render').click();
      const chat = chatIn(page, 'main');
      await chat.getByTestId('message').first().waitFor();
      await chat.getByTestId('composer').fill('One line\nand another one\nand a third one');
      const belowPx = (): Promise<number> =>
        chat
          .getByTestId('log')
          .evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
      await until('the log is at its end', async () => (await belowPx()) < 1);
      // Whatever else is drawn meanwhile.
      await chat.getByTestId('composer').press('x');
      await until('the log is at its end again', async () => (await belowPx()) < 1);
      expect(await chat.getByTestId('composer').inputValue()).toContain('x');
    },
    SPEC_MS,
  );

  it(
    'is asked for again by who logs in first',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalAUrl);
      await page.getByTestId('render').click();
      await logInTo(chatIn(page, 'main'), 'bob');
      const messages = chatIn(page, 'main').getByTestId('message');
      await messages.first().waitFor();
      expect(await messages.count()).toBeGreaterThan(1);
    },
    SPEC_MS,
  );
});
