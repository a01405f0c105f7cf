import type { OutgoingHttpHeaders } from 'node:http';
import type { TestBrowser } from '../testing/testBrowser.js';
import { useSandbox } from '../testing/useSandbox.js';

/** Other specs have the same users logged in. */
const ANY_SCOPE = jasmine.stringMatching(/^(browser|jar)$/);

describe('Logging out at the pod', () => {
  const under = useSandbox();
  const siteA = (): string => under.sandbox.portalAUrl;
  const siteB = (): string => under.sandbox.portalBUrl;
  const logOut = (browser: TestBrowser, site?: string, headers?: OutgoingHttpHeaders) =>
    browser.fetch('/session/logout', site, { method: 'POST', ...(headers && { headers }) });

  describe('from a frame', () => {
    it('confirms, and forgets the cookie in the words that browsers need', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      const answer = await logOut(browser, siteA());
      expect(answer.status).toBe(200);
      expect(answer.json).toEqual({ loggedOut: true, already: false, scope: ANY_SCOPE });
      const [cleared = ''] = answer.setCookies.filter((line) => line.startsWith('__Host-session='));
      expect(cleared.split('; ')).toEqual(
        jasmine.arrayContaining(['__Host-session=', 'Max-Age=0', 'Partitioned']),
      );
      expect(answer.headers['clear-site-data']).toBeUndefined();
      expect(await browser.isLoggedIn(siteA())).toBeFalse();
    });

    it('confirms once more when it is asked once more, by a browser that it knows', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      await logOut(browser, siteA());
      const again = await logOut(browser, siteA());
      expect(again.status).toBe(200);
      expect(again.json).toEqual({ loggedOut: true, already: true, scope: ANY_SCOPE });
    });

    it('confirms to a cookie whose session is over', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      await under.sandbox.revokeUser('alice@acme.example');
      browser.forget(/browser/, siteA());
      expect((await logOut(browser, siteA())).json).toEqual({
        loggedOut: true,
        already: true,
        scope: ANY_SCOPE,
      });
    });

    it('does not take a missing cookie for a confirmation', async () => {
      const answer = await logOut(under.browser(), siteA());
      expect(answer.status).toBe(401);
      expect(answer.json).toEqual({ loggedOut: false, reason: 'NO_COOKIE' });
    });

    it('does not take a name that it never gave for a browser that it knows', async () => {
      const browser = under.browser();
      browser.plant('__Host-browser', 'guess%3A159e9b5f-8a71-4b90-bf46-3b5973d50732.forged', siteA());
      expect((await logOut(browser, siteA())).status).toBe(401);
    });

    const memories: [string, (browser: TestBrowser) => void][] = [
      ['in a browser that it knows', () => undefined],
      [
        'in one that it does not know',
        (browser) => {
          browser.forget(/browser|login/, siteA());
        },
      ],
    ];
    for (const [what, prepare] of memories)
      it(`does not take a session that it never issued for a confirmation, ${what}`, async () => {
        const browser = under.browser();
        await browser.logIn('alice@acme.example', siteA());
        await logOut(browser, siteA());
        browser.plant('__Host-session', 'never-issued', siteA());
        prepare(browser);
        for (let times = 0; times < 2; times++) {
          const answer = await logOut(browser, siteA());
          expect(answer.status).toBe(401);
          expect(answer.json).toEqual({ loggedOut: false, reason: 'UNKNOWN_SESSION' });
        }
      });

    it('ends the session also when the browser has lost the session cookie', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      const line = await browser.live(siteA()).opened();
      browser.forget(/session/, siteA());
      expect((await logOut(browser, siteA())).json).toEqual({
        loggedOut: true,
        already: false,
        scope: ANY_SCOPE,
      });
      expect((await line.notice('sessionEnded')).reason).toBe('logout');
    });

    it('ends every session whose cookie comes, when there are two', async () => {
      const [browser, other] = [under.browser(), under.browser()];
      await browser.logIn('alice@acme.example', siteA());
      const login = await other.logIn('bob@acme.example', siteA());
      const token = /__Host-session=([^;]+)/.exec(login.setCookies.join('\n'))?.[1];
      browser.plant('__Host-session', token ?? 'none', siteA());
      await logOut(browser, siteA());
      expect(await other.isLoggedIn(siteA())).toBeFalse();
      expect(await browser.isLoggedIn(siteA())).toBeFalse();
    });
  });

  describe('too late', () => {
    const late = (browser: TestBrowser, cookie: string) => logOut(browser, siteA(), { cookie });

    it('ends the older login, and not the one that came after it', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      const older = await browser.live(siteA()).opened();
      const cookies = browser.cookiesOf(siteA());
      await browser.logIn('alice@acme.example', siteA());
      const newer = await browser.live(siteA()).opened();
      const answer = await late(browser, cookies);
      expect(answer.json).toEqual({ loggedOut: true, already: false, scope: ANY_SCOPE });
      expect((await older.notice('sessionEnded')).reason).toBe('logout');
      expect(await browser.isLoggedIn(siteA())).toBeTrue();
      expect(newer.notices.filter(({ type }) => type === 'sessionEnded')).toEqual([]);
    });

    it('ends nothing more when the same logout has been confirmed before', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      const cookies = browser.cookiesOf(siteA());
      await logOut(browser, siteA());
      await browser.logIn('bob@acme.example', siteA());
      expect((await late(browser, cookies)).json).toEqual({
        loggedOut: true,
        already: true,
        scope: ANY_SCOPE,
      });
      expect(await browser.isLoggedIn(siteA())).toBeTrue();
    });

    it('does so without a session cookie, too', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      await logOut(browser, siteA());
      const cookies = browser.cookiesOf(siteA());
      expect(cookies).not.toContain('__Host-session=');
      await browser.logIn('alice@acme.example', siteA());
      expect((await late(browser, cookies)).json).toEqual({
        loggedOut: true,
        already: true,
        scope: ANY_SCOPE,
      });
      expect(await browser.isLoggedIn(siteA())).toBeTrue();
    });

    it('still ends older logins under other sites', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      await browser.logIn('alice@acme.example', siteB());
      const cookies = browser.cookiesOf(siteA());
      await browser.logIn('alice@acme.example', siteA());
      await late(browser, cookies);
      expect(await browser.isLoggedIn(siteB())).toBeFalse();
      expect(await browser.isLoggedIn(siteA())).toBeTrue();
    });

    it('is not a page that another site has logged out: it ends a newer login under that site', async () => {
      const browser = under.browser('shared');
      await browser.logIn('alice@acme.example', siteA());
      await browser.logIn('alice@acme.example', siteB());
      await logOut(browser, siteB());
      await browser.logIn('alice@acme.example', siteB());
      expect((await logOut(browser, siteA())).json).toEqual({
        loggedOut: true,
        already: false,
        scope: ANY_SCOPE,
      });
      expect(await browser.isLoggedIn(siteB())).toBeFalse();
    });
  });

  it('is answered by the pod itself and by no cache', async () => {
    const browser = under.browser();
    const answers = [
      await logOut(browser, siteA()),
      await browser.fetchFromSite('/session/logout', 'https://evil.example'),
      await browser.fetch('/session/logout', siteA(), { body: { text: 'x'.repeat(5000) } }),
      await browser.logIn('alice@acme.example', siteA()).then(() => logOut(browser, siteA())),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 413, 200]);
    for (const { headers, status } of answers)
      expect(headers['cache-control']).withContext(String(status)).toBe('no-store');
  });

  describe('from a portal’s own page', () => {
    it('confirms, and lets that page read it', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      const answer = await browser.fetchFromSite('/session/logout', siteA());
      expect(answer.status).toBe(200);
      expect(answer.json).toEqual({ loggedOut: true, already: false, scope: ANY_SCOPE });
      expect(answer.headers['access-control-allow-origin']).toBe(siteA());
      expect(answer.headers['access-control-allow-credentials']).toBe('true');
      expect(answer.headers.vary).toContain('Origin');
      expect(answer.headers['clear-site-data']).toBeUndefined();
      expect(await browser.isLoggedIn(siteA())).toBeFalse();
    });

    it('lets that page read that nothing is known, too', async () => {
      const answer = await under.browser().fetchFromSite('/session/logout', siteA());
      expect(answer.status).toBe(401);
      expect(answer.headers['access-control-allow-origin']).toBe(siteA());
    });

    it('takes any body, beacons included', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      const answer = await browser.fetchFromSite('/session/logout', siteA(), {
        'content-type': 'text/plain',
      });
      expect(answer.status).toBe(200);
    });

    it('answers no preflight', async () => {
      const answer = await under.browser().fetch('/session/logout', siteA(), {
        method: 'OPTIONS',
        headers: { 'origin': siteA(), 'access-control-request-headers': 'x-symphony-embed' },
      });
      expect(answer.status).toBe(404);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    });
  });

  describe('by somebody who may not', () => {
    const forgeries: [string, (portal: string, pod: string) => OutgoingHttpHeaders][] = [
      ['a stranger’s page', () => ({ origin: 'https://evil.example' })],
      ['a page of a name that looks alike', (portal) => ({ origin: `${portal}.evil.example` })],
      ['a sandboxed page', () => ({ origin: 'null' })],
      ['no page at all', () => ({ 'origin': undefined, 'sec-fetch-site': undefined })],
      ['a form on a portal’s page', () => ({ 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' })],
      ['a portal with a header that only the pod’s pages send', () => ({ 'x-symphony-embed': '1' })],
      [
        'a page of the pod without the header',
        (_portal, pod) => ({ 'origin': pod, 'sec-fetch-site': 'same-origin' }),
      ],
      [
        'a page that says it is the pod’s but comes from elsewhere',
        (_portal, pod) => ({ 'origin': pod, 'x-symphony-embed': '1', 'sec-fetch-site': 'cross-site' }),
      ],
    ];

    for (const [name, headersOf] of forgeries) {
      it(`is refused: ${name}`, async () => {
        const browser = under.browser();
        await browser.logIn('alice@acme.example', siteA());
        const headers = headersOf(siteA(), under.sandbox.podUrl);
        const answer = await browser.fetchFromSite('/session/logout', siteA(), headers);
        expect(answer.status).toBe(403);
        expect(answer.json).toEqual({ loggedOut: false, reason: 'FORBIDDEN' });
        expect(answer.headers['access-control-allow-origin']).toBeUndefined();
        expect(await browser.isLoggedIn(siteA())).toBeTrue();
      });
    }
  });

  describe('in one of several places', () => {
    it('tells every frame of the browser, under every site, at once', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      await browser.logIn('alice@acme.example', siteB());
      const lines = await Promise.all(
        [siteA(), siteA(), siteB(), siteB()].map((site) => browser.live(site).opened()),
      );
      await logOut(browser, siteA());
      const notices = await Promise.all(lines.map((line) => line.notice('sessionEnded')));
      expect(notices.map(({ reason }) => reason)).toEqual(Array<'logout'>(4).fill('logout'));
      expect(await Promise.all(lines.map((line) => line.closed()))).toEqual(Array<number>(4).fill(4401));
      expect(await browser.isLoggedIn(siteB())).toBeFalse();
    });

    it('leaves other browsers and other users alone', async () => {
      const [browser, laptop, colleague] = [under.browser(), under.browser(), under.browser()];
      await browser.logIn('alice@acme.example', siteA());
      await laptop.logIn('alice@acme.example', siteA());
      await colleague.logIn('bob@acme.example', siteA());
      await logOut(browser, siteA());
      expect(await laptop.isLoggedIn(siteA())).toBeTrue();
      expect(await colleague.isLoggedIn(siteA())).toBeTrue();
    });

    it('lets the user log in again', async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', siteA());
      await logOut(browser, siteA());
      expect((await browser.logIn('alice@acme.example', siteA())).status).toBe(200);
      expect(await browser.isLoggedIn(siteA())).toBeTrue();
    });
  });
});
