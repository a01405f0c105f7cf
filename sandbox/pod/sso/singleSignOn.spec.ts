import { SignJWT, generateKeyPair } from 'jose';
import { loopbackFetch } from '../../sites/loopbackFetch.js';
import { taken } from '../testing/podUser.js';
import { SsoVisit } from '../testing/ssoVisit.js';
import type { TestBrowser } from '../testing/testBrowser.js';
import { START_MS, useSandbox } from '../testing/useSandbox.js';

const ALICE = 'alice@acme.example';

interface Confirmation {
  loggedOut: true;
  scope: string;
  endSessionUrl?: string;
}

describe('Single sign-on', () => {
  const under = useSandbox({ ssoPartners: ['globex'] });
  const site = (): string => under.sandbox.portalBUrl;
  const ssoUrl = (): string => under.sandbox.ssoUrl ?? '';

  afterEach(async () => {
    await under.sandbox.revokeUser(ALICE);
  });

  function visit(): { browser: TestBrowser; sso: SsoVisit } {
    const browser = under.browser();
    return { browser, sso: new SsoVisit(browser, under.sandbox) };
  }

  const problemOn = (page: { text: string } | undefined): string | undefined =>
    /"ssoProblem":"(\w+)"/.exec(page?.text ?? '')?.[1];

  it('is how the users of one partner log in, and not those of another', async () => {
    const { browser } = visit();
    for (const [partnerId, authenticationType] of [
      ['globex', 'sso'],
      ['acme', 'password'],
      ['', 'password'],
    ] as const) {
      const query = `?partnerId=${partnerId}`;
      expect((await browser.fetch(`/session${query}`, site())).json).toEqual({
        loggedIn: false,
        authenticationType,
      });
      const { text } = await browser.load(`/embed/index.html${query}`, site());
      expect(text).toContain(`"authenticationType":"${authenticationType}"`);
    }
  });

  it('has pages that nobody may frame', async () => {
    const { sso } = visit();
    for (const path of ['/', '/auth', '/session/end', '/log-in/nothing']) {
      const { headers } = await sso.ask(new URL(path, ssoUrl()));
      expect(headers.get('x-frame-options')).withContext(path).toBe('DENY');
      expect(headers.get('content-security-policy')).withContext(path).toContain(`frame-ancestors 'none'`);
    }
  });

  it('lets a frame in after its popup, and does not ask a second time in this browser', async () => {
    const { browser, sso } = visit();
    expect((await sso.logInFrame(ALICE, site())).hasAsked).toBeTrue();
    expect(await browser.isLoggedIn(site())).toBeTrue();
    // The pod forgets, the provider does not.
    browser.forget(/session/);
    expect((await sso.logInFrame(ALICE, under.sandbox.portalAUrl)).hasAsked).toBeFalse();
    expect(await browser.isLoggedIn(under.sandbox.portalAUrl)).toBeTrue();
  });

  it('leads back to a portal after a full-page login, and to nobody else', async () => {
    const { sso } = visit();
    const pathFor = (url: string) => `/sso/login?symRedirectUrl=${encodeURIComponent(url)}`;
    // The pod's own page leads on by its script.
    const { page } = await sso.logIn(ALICE, { path: pathFor(`${site()}/`) });
    expect(page?.text).toContain(`"redirectUrl":"${site()}/"`);
    const stranger = await sso.logIn(ALICE, { path: pathFor('http://stranger.example/') });
    expect(stranger.page?.text).toContain('"redirectUrl":null');
  });

  it('asks again after a logout, which offers the end of the session at the provider', async () => {
    const { browser, sso } = visit();
    await sso.logInFrame(ALICE, site());
    const { endSessionUrl, scope } = taken<Confirmation>(await browser.logOut(site()));
    expect(endSessionUrl).toBe(`${ssoUrl()}/session/end?client_id=symphony`);
    expect(scope).toBe('browser');
    const again = await sso.logIn(ALICE);
    expect([again.hasAsked, problemOn(again.page)]).toEqual([true, undefined]);
    expect(await browser.isLoggedIn()).toBeTrue();
  });

  it(
    'lets nobody leave that question out',
    async () => {
      const { browser, sso } = visit();
      await sso.logInFrame(ALICE, site());
      await browser.logOut(site());
      // The pod asks again and again, a second after each other.
      await expectAsync(sso.logIn(ALICE, { leavesOut: 'prompt' })).toBeRejectedWithError(
        /there was no end to it/,
      );
      expect(await browser.isLoggedIn()).toBeFalse();
    },
    START_MS,
  );

  it('offers nothing after a login by password', async () => {
    const { browser } = visit();
    await browser.logIn(ALICE, site());
    expect(taken<Confirmation>(await browser.logOut(site())).endSessionUrl).toBeUndefined();
  });

  it('refuses a login that was begun before a logout', async () => {
    const { browser, sso } = visit();
    await sso.logInFrame(ALICE, site());
    browser.forget(/session/);
    await browser.load('/apps/login');
    const other = new SsoVisit(browser, under.sandbox);
    const late = await other.logIn(ALICE, { meanwhile: () => browser.logOut(site()) });
    expect([late.hasAsked, problemOn(late.page)]).toEqual([true, 'startAgain']);
    expect(await browser.isLoggedIn()).toBeFalse();
  });

  it('takes no answer to a question that this browser has not asked', async () => {
    const { browser } = visit();
    for (const query of ['', '?state=x&code=y', '?error=access_denied&state=x']) {
      const { headers } = await browser.load(`/sso/callback${query}`);
      expect(headers.location).toBe('/apps/login?sso=startAgain');
    }
    expect(await browser.isLoggedIn()).toBeFalse();
  });

  it('says so when the provider refuses', async () => {
    const { browser } = visit();
    spyOn(console, 'error');
    const { headers } = await browser.load('/sso/login?popup=1');
    const state = new URL(String(headers.location)).searchParams.get('state') ?? '';
    const answer = await browser.load(`/sso/callback?error=access_denied&state=${state}&iss=${ssoUrl()}`);
    expect(answer.headers.location).toBe('/apps/login?popup=1&sso=failed');
    expect(console.error).toHaveBeenCalled();
  });
});

describe('The end of a session at the identity provider', () => {
  const under = useSandbox({ ssoPartners: ['globex'] });
  const site = (): string => under.sandbox.portalBUrl;
  const ssoUrl = (): string => under.sandbox.ssoUrl ?? '';

  const post = (token: string) =>
    loopbackFetch(`${under.sandbox.podUrl}/sso/logged-out`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }),
    });

  it('ends what began with it in this browser, tells live frames, and ends nothing else', async () => {
    const [browser, other] = [under.browser(), under.browser()];
    const [sso, otherSso] = [new SsoVisit(browser, under.sandbox), new SsoVisit(other, under.sandbox)];
    await sso.logInFrame(ALICE, site());
    await otherSso.logInFrame(ALICE, site());
    await browser.logIn(ALICE, under.sandbox.portalAUrl);
    const line = await browser.live(site()).opened();
    expect(await sso.endAt(`${ssoUrl()}/session/end?client_id=symphony`)).toContain('You are signed out');
    expect((await line.notice('sessionEnded')).reason).toBe('revoked');
    expect(await line.closeReason()).toBe('revoked');
    for (const where of [site(), undefined]) expect(await browser.isLoggedIn(where)).toBeFalse();
    expect(await browser.isLoggedIn(under.sandbox.portalAUrl)).toBeTrue();
    expect(await other.isLoggedIn(site())).toBeTrue();
    expect((await sso.logIn(ALICE)).hasAsked).toBeTrue();
  });

  it('is believed from the provider alone', async () => {
    spyOn(console, 'error');
    const browser = under.browser();
    await new SsoVisit(browser, under.sandbox).logInFrame(ALICE, site());
    const { privateKey } = await generateKeyPair('ES256');
    const forged = await new SignJWT({
      sid: 'any',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'sso', typ: 'logout+jwt' })
      .setIssuer(ssoUrl())
      .setAudience('symphony')
      .setIssuedAt()
      .setJti('one')
      .sign(privateKey);
    for (const token of ['', 'x', forged]) {
      const { status } = await post(token);
      expect(status).toBe(400);
    }
    expect(await browser.isLoggedIn(site())).toBeTrue();
  });
});
