import type { CookieRule, TestBrowser } from '../testing/testBrowser.js';
import { taken } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';

const ALICE = 'alice@acme.example';
const BOB = 'bob@acme.example';

type Way = 'password' | 'popup' | 'token';
const WAYS: readonly Way[] = ['password', 'popup', 'token'];
const RULES: readonly CookieRule[] = ['blocked', 'isolated', 'shared'];

interface Confirmation {
  loggedOut: true;
  already: boolean;
  scope: 'browser' | 'jar';
}

describe('A logout', () => {
  // Its own: a session of the same user that another spec has left would be one that the pod cannot tell.
  const under = useSandbox({ sessionTtlMs: 3_600_000 });
  const siteA = (): string => under.sandbox.portalAUrl;
  const siteB = (): string => under.sandbox.portalBUrl;

  afterEach(async () => {
    for (const email of [ALICE, BOB]) await under.sandbox.revokeUser(email);
  });

  async function logIn(browser: TestBrowser, way: Way, email: string, site: string): Promise<void> {
    await browser.load('/embed/index.html', site);
    const partnerId = site === siteA() ? 'acme' : 'globex';
    const answer =
      way === 'token'
        ? await browser.logInByToken(await browser.tokenOf(email, site), partnerId, site)
        : await (way === 'popup' ? browser.logInByPopup(email, site) : browser.logIn(email, site));
    taken(answer);
  }

  const logOut = async (browser: TestBrowser, site?: string): Promise<Confirmation> =>
    taken<Confirmation>(await browser.logOut(site));

  for (const rule of RULES)
    for (const wayA of WAYS)
      for (const wayB of WAYS) {
        const name = `${wayA} in A and ${wayB} in B, with the shared cookie ${rule}`;
        it(`leaves the user nothing in this browser: ${name}`, async () => {
          for (const hasTab of [false, true]) {
            const browser = under.browser(rule);
            if (hasTab) {
              await browser.load('/apps/login');
              await browser.logIn(ALICE);
            }
            await logIn(browser, wayA, ALICE, siteA());
            await logIn(browser, wayB, ALICE, siteB());
            const { scope } = await logOut(browser, siteA());
            const context = `with a tab: ${String(hasTab)}`;
            expect(scope).withContext(context).toBe('browser');
            for (const site of [siteA(), siteB(), undefined])
              expect(await browser.isLoggedIn(site))
                .withContext(`${context}, ${String(site)}`)
                .toBeFalse();
          }
        });

        it(`leaves another user who has other cookies in peace: ${name}`, async () => {
          const browser = under.browser(rule);
          await logIn(browser, wayA, ALICE, siteA());
          await logIn(browser, wayB, BOB, siteB());
          const { scope } = await logOut(browser, siteA());
          expect(scope).toBe('browser');
          expect(await browser.isLoggedIn(siteA())).toBeFalse();
          expect(await browser.isLoggedIn(siteB())).toBeTrue();
        });
      }

  for (const way of WAYS)
    it(`never reaches another user in a browser that looks the same: ${way}`, async () => {
      const [one, two] = [under.browser('blocked', 'Twins'), under.browser('blocked', 'Twins')];
      await logIn(one, way, ALICE, siteA());
      await logIn(one, way, BOB, siteB());
      await logIn(two, way, ALICE, siteA());
      await logOut(two, siteA());
      expect(await one.isLoggedIn(siteB())).toBeTrue();
      // The same user may be one session too many, unless both browsers are proven.
      expect(await one.isLoggedIn(siteA())).toBe(way === 'popup');
    });

  it('reaches what was logged in before the browser was updated', async () => {
    const browser = under.browser('blocked', 'Mozilla/5.0 (Updated) Chrome/156.0.0.0');
    await browser.logIn(ALICE, siteA());
    browser.update('Mozilla/5.0 (Updated) Chrome/157.0.0.0');
    await browser.logIn(ALICE, siteB());
    expect((await logOut(browser, siteB())).scope).toBe('browser');
    expect(await browser.isLoggedIn(siteA())).toBeFalse();
  });

  it('says that there is a session of which nobody can tell whether it is in this browser', async () => {
    const [browser, other] = [under.browser(), under.browser()];
    await browser.logIn(ALICE, siteA());
    await other.logIn(ALICE, siteB());
    expect(await logOut(browser, siteA())).toEqual({ loggedOut: true, already: false, scope: 'jar' });
    expect(await other.isLoggedIn(siteB())).toBeTrue();
    // Once more, the same: it is still there.
    expect(await logOut(browser, siteA())).toEqual({ loggedOut: true, already: true, scope: 'jar' });
    await logOut(other, siteB());
    expect(await logOut(browser, siteA())).toEqual({ loggedOut: true, already: true, scope: 'browser' });
  });

  it('says nothing of the kind about a browser that is proven to be another one', async () => {
    const [browser, other] = [under.browser('blocked', 'Alike'), under.browser('blocked', 'Alike')];
    await logIn(browser, 'popup', ALICE, siteA());
    await logIn(other, 'popup', ALICE, siteA());
    expect((await logOut(browser, siteA())).scope).toBe('browser');
    expect(await other.isLoggedIn(siteA())).toBeTrue();
  });

  it('reaches what was proven by storage access after the login, and was no more than a guess before', async () => {
    const browser = under.browser('blocked', 'One kind');
    const prove = (site: string) => browser.fetch('/session/browser', site, { body: {} });
    await browser.logIn(ALICE, siteA());
    expect(taken(await prove(siteA()))).toEqual({ proven: false });
    await browser.load('/apps/login');
    browser.update('Another kind');
    await browser.logIn(ALICE, siteB());
    browser.grantStorageAccess();
    for (const site of [siteA(), siteB()]) expect(taken(await prove(site))).toEqual({ proven: true });
    expect((await logOut(browser, siteB())).scope).toBe('browser');
    expect(await browser.isLoggedIn(siteA())).toBeFalse();
  });

  it('from a frame in which nobody is logged in is for those who are proven to be in the same browser', async () => {
    const browser = under.browser('shared');
    await logIn(browser, 'popup', ALICE, siteA());
    await browser.load('/embed/index.html', siteB());
    expect((await logOut(browser, siteB())).scope).toBe('browser');
    for (const site of [siteA(), undefined]) expect(await browser.isLoggedIn(site)).toBeFalse();
  });

  it('claims nothing about a user whom it does not know', async () => {
    const browser = under.browser();
    await browser.logIn(ALICE, siteA());
    await browser.load('/embed/index.html', siteB());
    expect((await logOut(browser, siteB())).scope).toBe('jar');
    expect(await browser.isLoggedIn(siteA())).toBeTrue();
  });

  it('ends what was a guess when it was logged in and is proven by now', async () => {
    const browser = under.browser();
    await browser.logIn(ALICE, siteA());
    browser.update('Another kind');
    await logIn(browser, 'popup', ALICE, siteA());
    await logIn(browser, 'popup', ALICE, siteB());
    expect((await logOut(browser, siteB())).scope).toBe('browser');
    expect(await browser.isLoggedIn(siteA())).toBeFalse();
  });

  describe('and a login that began before it', () => {
    it('refuses a token that was issued before, and takes a new one', async () => {
      const browser = under.browser();
      const token = await browser.tokenOf(ALICE, siteA());
      await logIn(browser, 'token', ALICE, siteA());
      await logOut(browser, siteA());
      const late = await browser.logInByToken(token, 'acme', siteA());
      expect(late.status).toBe(409);
      expect(late.json).toEqual({ error: 'LOGGED_OUT_MEANWHILE' });
      expect(await browser.isLoggedIn(siteA())).toBeFalse();
      await logIn(browser, 'token', ALICE, siteA());
      expect(await browser.isLoggedIn(siteA())).toBeTrue();
    });

    it('refuses a token of another portal of the same browser, too', async () => {
      const browser = under.browser();
      const token = await browser.tokenOf(ALICE, siteB());
      await logIn(browser, 'password', ALICE, siteA());
      await logOut(browser, siteA());
      await browser.load('/embed/index.html', siteB());
      expect((await browser.logInByToken(token, 'globex', siteB())).status).toBe(409);
    });

    it('takes a token of another user, and of the same one on another machine', async () => {
      const [browser, other] = [under.browser(), under.browser()];
      const token = await browser.tokenOf(BOB, siteB());
      const ofAlice = await other.tokenOf(ALICE, siteA());
      await logIn(browser, 'password', ALICE, siteA());
      await logOut(browser, siteA());
      await browser.load('/embed/index.html', siteB());
      expect((await browser.logInByToken(token, 'globex', siteB())).status).toBe(200);
      expect((await other.logInByToken(ofAlice, 'acme', siteA())).status).toBe(200);
    });

    it('refuses the code of a popup in another portal', async () => {
      const browser = under.browser();
      await logIn(browser, 'password', ALICE, siteA());
      const answer = await browser.logInByPopup(ALICE, siteB(), () => logOut(browser, siteA()));
      expect(answer.status).toBe(409);
      expect(answer.json).toEqual({ error: 'LOGGED_OUT_MEANWHILE' });
      expect(await browser.isLoggedIn(siteB())).toBeFalse();
    });

    it('refuses a password in a login page that was open before, and takes it in a new one', async () => {
      const browser = under.browser();
      await logIn(browser, 'password', ALICE, siteA());
      const startedAtOf = async (): Promise<string> => {
        const page = await browser.load('/apps/login?popup=1');
        return /"startedAt":"([^"]+)"/.exec(page.text)?.[1] ?? '';
      };
      const before = await startedAtOf();
      await logOut(browser, siteA());
      const answerTo = (startedAt: string) =>
        browser.fetch('/session/login', undefined, {
          body: { email: ALICE, password: 'symphony', startedAt },
        });
      expect((await answerTo(before)).json).toEqual({ error: 'LOGGED_OUT_MEANWHILE' });
      expect((await answerTo(await startedAtOf())).status).toBe(200);
    });

    it('refuses no login that it is not about', async () => {
      const browser = under.browser();
      await logIn(browser, 'password', ALICE, siteA());
      const answer = await browser.logInByPopup(BOB, siteB(), () => logOut(browser, siteA()));
      expect(answer.status).toBe(200);
      expect(await browser.isLoggedIn(siteB())).toBeTrue();
    });
  });
});
