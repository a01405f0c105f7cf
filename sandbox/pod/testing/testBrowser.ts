import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import { LiveLine } from './liveLine.js';

/** What an answer of the pod looks like to a test. */
export interface TestAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  setCookies: string[];
  text: string;
  json: unknown;
}

/** How a browser treats a frame's unpartitioned cookies. */
export type CookieRule = 'blocked' | 'isolated' | 'shared';

interface Asking {
  method?: string;
  body?: unknown;
  headers?: OutgoingHttpHeaders;
}

interface Cookie {
  name: string;
  value: string;
  jar: string;
}

const FIRST_PARTY = 'the pod itself';

/**
 * As much of a browser as the pod can tell apart: cookies in the jars that they belong to, and the headers that say who
 * asks. Node's own `fetch` can set neither.
 */
export class TestBrowser {
  readonly #podUrl: URL;
  #rule: CookieRule;
  #userAgent: string;
  readonly #lines: LiveLine[] = [];
  #cookies: Cookie[] = [];

  constructor(podUrl: string, rule: CookieRule = 'blocked', userAgent = `Test browser (${rule})`) {
    this.#podUrl = new URL(podUrl);
    this.#rule = rule;
    this.#userAgent = userAgent;
  }

  /** Loads a page of the pod, as a frame of `site` or, without one, as a tab. */
  load(path: string, site?: string): Promise<TestAnswer> {
    return this.#send(site, 'GET', path, undefined, {
      'sec-fetch-dest': site === undefined ? 'document' : 'iframe',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-site': site === undefined ? 'none' : 'cross-site',
    });
  }

  /** A same-origin `fetch` of the pod's page in a frame of `site` or, without one, in a tab. */
  fetch(path: string, site?: string, { method, body, headers }: Asking = {}): Promise<TestAnswer> {
    return this.#send(site, method ?? (body === undefined ? 'GET' : 'POST'), path, body, {
      ...(method === undefined && body === undefined
        ? {}
        : { 'origin': this.#podUrl.origin, 'x-symphony-embed': '1' }),
      'sec-fetch-dest': 'empty',
      'sec-fetch-mode': 'cors',
      'sec-fetch-site': 'same-origin',
      ...headers,
    });
  }

  /** A credentialed `fetch` that the page of `site` itself sends to the pod: it carries that site's jar. */
  fetchFromSite(path: string, site: string, headers: OutgoingHttpHeaders = {}): Promise<TestAnswer> {
    return this.#send(site, 'POST', path, undefined, {
      'origin': site,
      'sec-fetch-dest': 'empty',
      'sec-fetch-mode': 'cors',
      'sec-fetch-site': 'cross-site',
      ...headers,
    });
  }

  /** Logs in by password, in a frame of `site` or in a tab. */
  async logIn(email: string, site?: string, password = 'symphony'): Promise<TestAnswer> {
    await this.load('/embed/index.html', site);
    return this.fetch('/session/login', site, { body: { email, password } });
  }

  /** Whether a frame of `site`, or a tab, is logged in. */
  async isLoggedIn(site?: string): Promise<boolean> {
    const { json } = await this.fetch('/session', site);
    return (json as { loggedIn: boolean }).loggedIn;
  }

  /**
   * Opens `/live` in a frame of `site`.
   *
   * @param seen - What the frame has seen by then.
   */
  live(site: string, origin = this.#podUrl.origin, seen: Record<string, string> = {}): LiveLine {
    const query = new URLSearchParams(seen).toString();
    const socket = new WebSocket(`ws://127.0.0.1:${this.#podUrl.port}/live?${query}`, {
      headers: {
        'host': this.#podUrl.host,
        origin,
        'cookie': this.#cookieHeader(site),
        'user-agent': this.#userAgent,
      },
    });
    const line = new LiveLine(socket);
    this.#lines.push(line);
    return line;
  }

  /** From now on frames have the cookies of the pod's own tabs, as the Storage Access API gives them to frames. */
  grantStorageAccess(): void {
    this.#rule = 'shared';
  }

  /** Is updated, and says so. */
  update(userAgent: string): void {
    this.#userAgent = userAgent;
  }

  /**
   * Logs in in a popup of a frame of `site`, and lets the frame have the login.
   *
   * @param meanwhile - Happens after the login in the popup, and before the frame has it.
   */
  async logInByPopup(email: string, site: string, meanwhile?: () => Promise<unknown>): Promise<TestAnswer> {
    await this.load('/embed/index.html', site);
    await this.load('/apps/login?popup=1');
    await this.fetch('/session/login', undefined, { body: { email, password: 'symphony' } });
    const { json: code } = await this.fetch('/session/code', undefined, { body: {} });
    await meanwhile?.();
    return this.fetch('/session/redeem', site, { body: code });
  }

  /** Gets a token from a portal's back end. */
  async tokenOf(email: string, site: string): Promise<string> {
    const { json } = await this.#send(
      undefined,
      'GET',
      `/token?email=${encodeURIComponent(email)}`,
      undefined,
      {
        host: new URL(site).host,
      },
    );
    return (json as { subjectToken: string }).subjectToken;
  }

  /** Logs in in a frame of `site` with a portal's word. */
  logInByToken(subjectToken: string, partnerId: string, site: string): Promise<TestAnswer> {
    return this.fetch('/session/start', site, { body: { subjectToken, partnerId } });
  }

  /** Logs out in a frame of `site`, or in a tab. */
  logOut(site?: string): Promise<TestAnswer> {
    return this.fetch('/session/logout', site, { method: 'POST' });
  }

  /** Loses cookies of a frame of `site`, as when the user deletes them. */
  forget(name: RegExp, site?: string): void {
    const jars = this.#jarsOf(site);
    this.#cookies = this.#cookies.filter((cookie) => !jars.includes(cookie.jar) || !name.test(cookie.name));
  }

  /** Puts a cookie into the jar of `site`. */
  plant(name: string, value: string, site?: string): void {
    this.#cookies.push({ name, value, jar: jarOf(site) });
  }

  /** The `Cookie` header that a frame of `site` sends at the moment: a late request carries what it was then. */
  cookiesOf(site?: string): string {
    return this.#cookieHeader(site);
  }

  /** Closes what is open. */
  close(): void {
    for (const line of this.#lines) line.close();
  }

  #send(
    site: string | undefined,
    method: string,
    path: string,
    body: unknown,
    headers: OutgoingHttpHeaders,
  ): Promise<TestAnswer> {
    const cookie = this.#cookieHeader(site);
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          host: '127.0.0.1',
          port: this.#podUrl.port,
          method,
          path,
          agent: false,
          headers: definedOnly({
            'host': this.#podUrl.host,
            'user-agent': this.#userAgent,
            'cookie': cookie || undefined,
            'content-type': body === undefined ? undefined : 'application/json',
            ...headers,
          }),
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => {
            text += part;
          });
          response.on('end', () => {
            const setCookies = response.headers['set-cookie'] ?? [];
            for (const line of setCookies) this.#store(line, site);
            const isJson = response.headers['content-type']?.startsWith('application/json');
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              setCookies,
              text,
              json: isJson ? JSON.parse(text) : undefined,
            });
          });
        },
      );
      request.on('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  #cookieHeader(site: string | undefined): string {
    const jars = this.#jarsOf(site);
    return this.#cookies
      .filter(({ jar }) => jars.includes(jar))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #store(line: string, site: string | undefined): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split('=', 2);
    const jar = attributes.includes('Partitioned') ? jarOf(site) : this.#unpartitionedJarOf(site);
    if (jar === undefined) return;
    this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.jar !== jar);
    if (!attributes.includes('Max-Age=0')) this.#cookies.push({ name, value, jar });
  }

  #jarsOf(site: string | undefined): string[] {
    return [jarOf(site), this.#unpartitionedJarOf(site)].filter((jar) => jar !== undefined);
  }

  #unpartitionedJarOf(site: string | undefined): string | undefined {
    if (site === undefined || this.#rule === 'shared') return 'unpartitioned';
    return this.#rule === 'blocked' ? undefined : `unpartitioned, isolated for ${site}`;
  }
}

function jarOf(site: string | undefined): string {
  return `partition of ${site ?? FIRST_PARTY}`;
}

function definedOnly(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}
