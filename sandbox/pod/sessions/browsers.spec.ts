import { useSandbox } from '../testing/useSandbox.js';
import { identifyBrowser, readBrowser, writeBrowser } from './browsers.js';

const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';

describe('Telling browsers apart', () => {
  it('gives a new name to a browser without one', () => {
    const { browser, alsoKnownAs } = identifyBrowser({ jar: undefined, unpartitioned: undefined }, false);
    expect(browser.id).toMatch(/^[\da-f-]{36}$/);
    expect(browser.proven).toBeFalse();
    expect(alsoKnownAs).toEqual([]);
  });

  it('keeps a frame’s name a guess, and proves it on a page of the pod itself', () => {
    const cookies = { jar: { id: ONE, proven: false }, unpartitioned: undefined };
    expect(identifyBrowser(cookies, false).browser).toEqual({ id: ONE, proven: false });
    expect(identifyBrowser(cookies, true).browser).toEqual({ id: ONE, proven: true });
  });

  it('prefers a proven name, and joins the other one to it', () => {
    const cookies = { jar: { id: ONE, proven: true }, unpartitioned: { id: TWO, proven: false } };
    expect(identifyBrowser(cookies, false)).toEqual({
      browser: { id: ONE, proven: true },
      alsoKnownAs: [TWO],
    });
  });

  it('reads what it wrote, and nothing else', () => {
    for (const browser of [
      { id: ONE, proven: true },
      { id: TWO, proven: false },
    ]) {
      expect(readBrowser(writeBrowser(browser))).toEqual(browser);
    }
    for (const text of ['', 'proven:', `proven:${ONE}x`, `sure:${ONE}`, ONE])
      expect(readBrowser(text)).toBeUndefined();
  });
});

describe('A browser’s logins under several sites', () => {
  const under = useSandbox();
  const siteA = (): string => under.sandbox.portalAUrl;
  const siteB = (): string => under.sandbox.portalBUrl;

  for (const rule of ['blocked', 'isolated', 'shared'] as const) {
    describe(`with unpartitioned cookies ${rule} in frames`, () => {
      it('end together when the user logged in by password under each', async () => {
        const browser = under.browser(rule);
        await browser.logIn('alice@acme.example', siteA());
        await browser.logIn('alice@acme.example', siteB());
        await browser.fetch('/session/logout', siteB(), { method: 'POST' });
        expect(await browser.isLoggedIn(siteA())).toBeFalse();
      });

      it('end together when one came by the popup and the other by password, whichever was first', async () => {
        for (const popupFirst of [true, false]) {
          const browser = under.browser(rule);
          const byPopup = async (site: string): Promise<void> => {
            await browser.load('/embed/index.html', site);
            await browser.logIn('alice@acme.example');
            await browser.load('/apps/login?popup=1');
            const { json } = await browser.fetch('/session/code', undefined, { body: {} });
            await browser.fetch('/session/redeem', site, { body: json });
          };
          if (popupFirst) await byPopup(siteB());
          await browser.logIn('alice@acme.example', siteA());
          if (!popupFirst) await byPopup(siteB());
          expect(await browser.isLoggedIn(siteB())).toBeTrue();
          await browser.fetch('/session/logout', siteB(), { method: 'POST' });
          expect(await browser.isLoggedIn(siteA()))
            .withContext(`popup first: ${String(popupFirst)}`)
            .toBeFalse();
          expect(await browser.isLoggedIn()).toBeFalse();
        }
      });
    });
  }

  it('end together for different users where the browser sends its cookies to frames', async () => {
    const browser = under.browser('shared');
    await browser.logIn('alice@acme.example', siteA());
    await browser.logIn('bob@acme.example', siteB());
    await browser.fetch('/session/logout', siteA(), { method: 'POST' });
    expect(await browser.isLoggedIn(siteB())).toBeFalse();
  });

  it('end from the pod’s own page once the user has logged in there', async () => {
    const browser = under.browser();
    await browser.logIn('alice@acme.example', siteA());
    await browser.load('/apps/logout');
    await browser.fetch('/session/logout', undefined, { method: 'POST' });
    expect(await browser.isLoggedIn(siteA())).toBeTrue();
    await browser.load('/apps/login');
    await browser.logIn('alice@acme.example');
    await browser.fetch('/session/logout', undefined, { method: 'POST' });
    expect(await browser.isLoggedIn(siteA())).toBeFalse();
  });

  it('are kept apart in two browsers of one kind that proved to be two', async () => {
    const [one, two] = [under.browser('blocked', 'Twin'), under.browser('blocked', 'Twin')];
    for (const browser of [one, two]) {
      await browser.load('/apps/login');
      await browser.logIn('alice@acme.example');
    }
    await one.fetch('/session/logout', undefined, { method: 'POST' });
    expect(await one.isLoggedIn()).toBeFalse();
    expect(await two.isLoggedIn()).toBeTrue();
  });

  it('end together, to be safe, in two of one kind that look like one', async () => {
    const [one, two] = [under.browser('blocked', 'Alike'), under.browser('blocked', 'Alike')];
    await one.logIn('alice@acme.example', siteA());
    await two.logIn('alice@acme.example', siteB());
    await one.fetch('/session/logout', siteA(), { method: 'POST' });
    expect(await two.isLoggedIn(siteB())).toBeFalse();
  });
});
