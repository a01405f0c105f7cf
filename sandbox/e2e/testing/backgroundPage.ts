import type { Browser, CDPSession } from 'playwright-core';

interface Evaluated {
  result?: { result: { value?: unknown }; exceptionDetails?: { exception?: { description?: string } } };
  error?: { message: string };
}

/**
 * A page that its user can put into the background. Playwright tells every page that it knows that it is visible and has
 * the focus, whatever becomes of its window. So this is one that it does not know.
 */
export class BackgroundPage {
  readonly #browser: CDPSession;
  readonly #targetId: string;
  readonly #sessionId: string;
  #sent = 0;

  private constructor(browser: CDPSession, targetId: string, sessionId: string) {
    this.#browser = browser;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
  }

  static async open(browser: Browser, url: string): Promise<BackgroundPage> {
    const session = await browser.newBrowserCDPSession();
    const { targetId } = await session.send('Target.createTarget', { url, newWindow: true });
    return BackgroundPage.#attach(session, targetId);
  }

  static async #attach(browser: CDPSession, targetId: string): Promise<BackgroundPage> {
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
    return new BackgroundPage(browser, targetId, sessionId);
  }

  /** The frame of another site whose address begins so, in any page of the browser that Playwright does not know. */
  async frame(url: string): Promise<BackgroundPage> {
    const { targetInfos } = await this.#browser.send('Target.getTargets', {
      filter: [{ type: 'iframe' }],
    });
    const found = targetInfos.find((target) => target.url.startsWith(url));
    if (!found) throw new Error(`Failed to find a frame of ${url} in ${String(targetInfos.length)} targets.`);
    return BackgroundPage.#attach(this.#browser, found.targetId);
  }

  /** Minimises its window. */
  async hide(): Promise<void> {
    const { windowId } = await this.#browser.send('Browser.getWindowForTarget', { targetId: this.#targetId });
    await this.#browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } });
  }

  /** Evaluates an expression, and waits when it is a promise. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result, error } = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    const description = error?.message ?? result?.exceptionDetails?.exception?.description;
    if (!result || description !== undefined) throw new Error(description ?? 'The page did not answer.');
    return result.result.value as Value;
  }

  /** Blocks its thread for good, as an endless loop does, but leaves the processor to others. */
  async hang(): Promise<void> {
    const path = '/never-answered';
    // Held up in the browser, and never continued.
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: `*${path}` }] });
    const expression = `const request = new XMLHttpRequest(); request.open('GET', '${path}', false); request.send();`;
    void this.evaluate(expression).catch(() => undefined);
  }

  #send(method: string, params: object): Promise<Evaluated> {
    const id = ++this.#sent;
    return new Promise((resolve, reject) => {
      const handleMessage = (received: { sessionId: string; message: string }): void => {
        if (received.sessionId !== this.#sessionId) return;
        const answer = JSON.parse(received.message) as Evaluated & { id?: number };
        if (answer.id !== id) return;
        this.#browser.off('Target.receivedMessageFromTarget', handleMessage);
        resolve(answer);
      };
      this.#browser.on('Target.receivedMessageFromTarget', handleMessage);
      const message = JSON.stringify({ id, method, params });
      this.#browser.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message }).catch(reject);
    });
  }
}
