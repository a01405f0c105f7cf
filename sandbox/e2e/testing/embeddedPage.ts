import type { FrameLocator, Page } from 'playwright-core';
import type { Browsers, Visitor } from './useBrowsers.js';

/** How a portal's page is to be. */
export interface EmbeddedPageOptions {
  /** Portal A by default. */
  portal?: 'acme' | 'globex';
  mode?: 'focus' | 'collaboration';
  width?: number;
}

type PageWindow = Window & {
  heard: Record<string, unknown[]>;
  symphony: Record<string, (...args: unknown[]) => unknown>;
};

/** A portal's page with the documented script tag, rendering when it is told to: `window.symphony` and two containers. */
export class EmbeddedPage {
  readonly visitor: Visitor;
  readonly page: Page;
  readonly main: FrameLocator;
  readonly second: FrameLocator;

  private constructor(visitor: Visitor, page: Page) {
    this.visitor = visitor;
    this.page = page;
    this.main = page.frameLocator('.symphony-ecm iframe');
    this.second = page.frameLocator('#second iframe');
  }

  static async open(
    browsers: Browsers,
    { portal = 'acme', mode = 'focus', width = 900 }: EmbeddedPageOptions = {},
    visitor?: Visitor,
  ): Promise<EmbeddedPage> {
    const { portalAUrl, portalBUrl, podUrl } = browsers.sandbox;
    const who = visitor ?? (await browsers.visitor());
    // A real page of the portal, under its strict policy. What it is told to put in stands in for its own script.
    const page = await who.open(new URL('/blank.html', portal === 'acme' ? portalAUrl : portalBUrl).href);
    await page.evaluate(putIn, { src: `${podUrl}/embed/sdk.js`, portal, mode, width });
    return new EmbeddedPage(who, page);
  }

  /** Opens a page, and renders a chat there for a user whom the portal vouches for. */
  static async rendered(
    browsers: Browsers,
    user: string,
    configuration: object = { streamId: 'fx-desk' },
    options: EmbeddedPageOptions = {},
    visitor?: Visitor,
  ): Promise<EmbeddedPage> {
    const page = await EmbeddedPage.open(browsers, options, visitor);
    const answer = await page.renderAs(user, configuration);
    if (answer.error) throw new Error(`Failed to render for ${user}: ${JSON.stringify(answer.error)}`);
    return page;
  }

  async renderAs(user: string, configuration: object): Promise<{ streamId?: string; error?: unknown }> {
    const subjectToken = await this.token(user);
    return this.call('render', 'symphony-ecm', { ...configuration, auth: { subjectToken } });
  }

  /** Tells the main chat that the pointer comes, as that of somebody does who is about to use it. Then all its parts are there. */
  async comeNear(): Promise<void> {
    const body = this.main.locator('body');
    // Scripted pointers of Firefox do not get from a page into its frames.
    await body.dispatchEvent('pointermove');
    await body.evaluate(async () => {
      await customElements.whenDefined('member-list');
    });
  }

  /** What the portal's own back end signs for a user. */
  token(user: string): Promise<string> {
    const email = user.includes('@') ? user : `${user}@acme.example`;
    return this.page.evaluate(async (address) => {
      const response = await fetch(`/token?email=${encodeURIComponent(address)}`);
      return ((await response.json()) as { subjectToken: string }).subjectToken;
    }, email);
  }

  /** Calls a function of `window.symphony`, and gives what it resolves with. */
  call<Answer>(name: string, ...args: unknown[]): Promise<Answer> {
    return this.page.evaluate(
      ([called, given]) =>
        (window as unknown as PageWindow).symphony[called as string]?.(...(given as unknown[])),
      [name, args],
    ) as Promise<Answer>;
  }

  /** Calls it, and does not wait: what it resolves with is heard under a name. */
  async start(heardAs: string, name: string, ...args: unknown[]): Promise<void> {
    await this.page.evaluate(
      ([as, called, given]) => {
        const { symphony, heard } = window as unknown as PageWindow;
        void Promise.resolve(symphony[called as string]?.(...(given as unknown[]))).then((value) =>
          (heard[as as string] ??= []).push(value),
        );
      },
      [heardAs, name, args],
    );
  }

  /** Subscribes; what comes is heard under a name. */
  async listen(heardAs: string, options: object): Promise<void> {
    await this.page.evaluate(
      ([as, given]) => {
        const { symphony, heard } = window as unknown as PageWindow;
        const callback = (payload: unknown): void => {
          (heard[as as string] ??= []).push(payload ?? null);
        };
        symphony['listen']?.({ ...(given as object), callback });
      },
      [heardAs, options],
    );
  }

  /** Gives `registerInterop` or `onUserInteractionRequired` a callback; what it is called with is heard under its name. */
  async register(name: 'registerInterop' | 'onUserInteractionRequired'): Promise<void> {
    await this.page.evaluate((called) => {
      const { symphony, heard } = window as unknown as PageWindow;
      const callback = (...given: unknown[]): void => {
        (heard[called] ??= []).push(given.length > 1 ? given : given[0]);
      };
      symphony[called]?.(called === 'registerInterop' ? callback : { callback });
    }, name);
  }

  /** Waits until something that fits was heard under a name, and gives it. */
  async heard<Value>(name: string, fields: object = {}): Promise<Value> {
    const handle = await this.page.waitForFunction(
      ([as, wanted]) => {
        const all = (window as unknown as PageWindow).heard[as as string] ?? [];
        const found = all.find((value) =>
          Object.entries(wanted as object).every(
            ([key, expected]) => (value as Record<string, unknown> | null)?.[key] === expected,
          ),
        );
        return found === undefined ? false : { found };
      },
      [name, fields],
    );
    return ((await handle.jsonValue()) as { found: Value }).found;
  }

  /** All that was heard under a name so far. */
  allHeard(name: string): Promise<unknown[]> {
    return this.page.evaluate((as) => (window as unknown as PageWindow).heard[as] ?? [], name);
  }

  /** Asks the pod something, as the user of the main frame: with a body, or another method, to change something. */
  ask<Answer>(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<Answer> {
    return this.main.locator('body').evaluate(
      async (_body, [asked, text, how]) => {
        const response = await fetch(asked, {
          method: how,
          cache: 'no-store',
          headers: { 'X-Symphony-Embed': '1', ...(text && { 'Content-Type': 'application/json' }) },
          ...(text && { body: text }),
        });
        return (await response.json()) as Answer;
      },
      [path, body ? JSON.stringify(body) : '', method] as const,
    );
  }

  /** Brings the page back to how specs begin: a chat in the main frame, nothing over it. */
  async reset(user: string): Promise<void> {
    const opened = await this.call<{ error?: unknown }>('openStream', 'fx-desk');
    if (opened.error) await this.renderAs(user, { streamId: 'fx-desk' });
    await this.main.getByTestId('composer').waitFor();
  }
}

/** Runs in the page, so that it knows nothing of what is around it here. */
function putIn({ src, portal, mode, width }: { src: string } & Required<EmbeddedPageOptions>): Promise<void> {
  Object.assign(window, { heard: {} });
  for (const [name, value] of [
    ['className', 'symphony-ecm'],
    ['id', 'second'],
  ] as const) {
    const container = document.createElement('div');
    container[name] = value;
    container.style.width = `${width}px`;
    container.style.height = '640px';
    document.body.append(container);
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.id = 'symphony-ecm-sdk';
    script.setAttribute('render', 'explicit');
    script.dataset['partnerId'] = portal;
    if (mode === 'collaboration') script.dataset['mode'] = 'full';
    script.addEventListener('load', () => {
      resolve();
    });
    script.addEventListener('error', reject);
    script.src = src;
    document.body.append(script);
  });
}
