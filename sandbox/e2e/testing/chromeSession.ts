import type { CDPSession, Frame, Page } from 'playwright-core';
import { readReport, type ShownLogout } from './portalVisit.js';
import { until } from '../../pod/testing/until.js';

/**
 * A line of one's own to a page. When the process of a frame dies, Playwright gives up the whole page, although that one
 * goes on; this line does not.
 */
export class ChromeSession {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async to(page: Page): Promise<ChromeSession> {
    return new ChromeSession(await page.context().newCDPSession(page));
  }

  /** Evaluates an expression in the page, and waits when it is a promise. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as Value;
  }

  async click(testId: string): Promise<void> {
    await this.evaluate(`${allOf(`[data-testid="${testId}"]`)}[0].click()`);
  }

  /** How many elements of the page match a selector. */
  count(selector: string): Promise<number> {
    return this.evaluate(`${allOf(selector)}.length`);
  }

  /** Waits for how the portal's logout goes. */
  async shownLogout(): Promise<ShownLogout> {
    const settled = '[data-testid=report]:not([data-verdict=running])';
    await until('the logout settles', async () => (await this.count(settled)) > 0);
    return this.evaluate(`(${readReport.toString()})(${allOf(settled)}[0])`);
  }
}

/** An expression for all elements that match a selector, in the page and in the inspector. */
function allOf(selector: string): string {
  return (
    `[document, document.querySelector('symphony-inspector')?.shadowRoot ?? []].flatMap((root) => ` +
    `[...(root.querySelectorAll?.(${JSON.stringify(selector)}) ?? [])])`
  );
}

/** Kills the process that a frame runs in, and with it all frames of its site in this browser. */
export async function crash(frame: Frame): Promise<void> {
  const session = await frame.page().context().newCDPSession(frame);
  // There is nobody left to answer.
  session.send('Page.crash').catch(() => undefined);
}
