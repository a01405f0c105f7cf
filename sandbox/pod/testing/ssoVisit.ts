import { loopbackFetch } from '../../sites/loopbackFetch.js';
import type { Sandbox } from '../../startSandbox.js';
import { SEED_PASSWORD } from '../seed/seed.js';
import type { TestAnswer, TestBrowser } from './testBrowser.js';

const MOST_STEPS = 20;

/** What came of a login by the identity provider. */
export interface SsoLoginOutcome {
  /** Whether the provider asked who it is. */
  hasAsked: boolean;
  /** The page of the pod at which it ended, with its address, or the address of another site. */
  url: string;
  page: TestAnswer | undefined;
}

/** A browser's visits to the identity provider, with the provider's cookies. */
export class SsoVisit {
  readonly #browser: TestBrowser;
  readonly #sandbox: Sandbox;
  readonly #cookies = new Map<string, string>();

  constructor(browser: TestBrowser, sandbox: Sandbox) {
    this.#browser = browser;
    this.#sandbox = sandbox;
  }

  /**
   * Follows links and forms from a page of the pod on, until a page stands still.
   *
   * @param options - `meanwhile` happens while the provider waits for the password. `leavesOut` is a parameter that the
   * browser does not hand on to the provider.
   */
  async logIn(
    email: string,
    {
      path = '/sso/login?popup=1',
      meanwhile,
      leavesOut,
    }: { path?: string; meanwhile?: () => Promise<unknown>; leavesOut?: string } = {},
  ): Promise<SsoLoginOutcome> {
    const { podUrl, ssoUrl = '' } = this.#sandbox;
    let hasAsked = false;
    let url = new URL(path, podUrl);
    for (let step = 0; step < MOST_STEPS; step++) {
      if (url.origin === podUrl) {
        const page = await this.#browser.load(url.pathname + url.search);
        if (page.status < 300 || page.status >= 400) return { hasAsked, url: url.href, page };
        url = new URL(String(page.headers.location), url);
      } else if (url.origin !== ssoUrl) return { hasAsked, url: url.href, page: undefined };
      else {
        if (leavesOut !== undefined) url.searchParams.delete(leavesOut);
        let response = await this.ask(url);
        if (response.status === 200) {
          hasAsked = true;
          await meanwhile?.();
          response = await this.ask(url, { email, password: SEED_PASSWORD });
        }
        url = new URL(response.headers.get('location') ?? '', url);
      }
    }
    throw new Error(`Failed to log in: there was no end to it, last at ${url.href}.`);
  }

  /** Logs in in a popup of a frame of `site`, and lets the frame have the login. */
  async logInFrame(email: string, site: string): Promise<SsoLoginOutcome> {
    await this.#browser.load('/embed/index.html', site);
    const outcome = await this.logIn(email);
    const { json: code } = await this.#browser.fetch('/session/code', undefined, { body: {} });
    const { status } = await this.#browser.fetch('/session/redeem', site, { body: code });
    if (status !== 200) throw new Error(`Failed to log in a frame: the pod answered ${String(status)}.`);
    return outcome;
  }

  /** Ends the session at the provider, as its page does. */
  async endAt(endSessionUrl: string): Promise<string> {
    const form = await (await this.ask(new URL(endSessionUrl))).text();
    const [, action = '', xsrf = ''] = /action="([^"]+)".*?name="xsrf" value="([^"]+)"/s.exec(form) ?? [];
    let response = await this.ask(new URL(action), { xsrf, logout: 'yes' });
    while (response.status >= 300 && response.status < 400)
      response = await this.ask(new URL(response.headers.get('location') ?? '', action));
    return response.text();
  }

  /** Loads a page of the provider, or sends it a form. */
  async ask(url: URL, form?: Record<string, string>): Promise<Response> {
    const response = await loopbackFetch(url, {
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: form && new URLSearchParams(form),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (/expires=Thu, 01 Jan 1970/i.test(line) || value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}
