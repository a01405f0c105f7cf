import { useSandbox } from '../testing/useSandbox.js';
import { identifyBrowser, kindOf, readJar, readShared, writeJar, writeShared } from './browsers.js';

const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';
const JAR = '33333333-3333-4333-8333-333333333333';

describe('Telling browsers apart', () => {
  it('gives ids to a browser without any, and proves nothing by them', () => {
    const { browser, cookies, isNews } = identifyBrowser({ jar: undefined, shared: undefined }, false);
    expect(browser.jarId).toMatch(/^[\da-f-]{36}$/);
    expect(browser).toEqual({ jarId: cookies.jar.id, sharedId: undefined, browserId: undefined });
    expect(cookies.shared.proven).toBeFalse();
    expect(isNews).toBeFalse();
  });

  it('keeps what a frame says a guess, and proves it in a tab', () => {
    const known = { jar: { id: JAR }, shared: { id: ONE, proven: false } };
    expect(identifyBrowser(known, false).browser.browserId).toBeUndefined();
    const { browser, isNews } = identifyBrowser(known, true);
    expect(browser).toEqual({ jarId: JAR, sharedId: ONE, browserId: ONE });
    expect(isNews).toBeTrue();
    const again = identifyBrowser(
      { jar: { id: JAR, browserId: ONE }, shared: { id: ONE, proven: true } },
      true,
    );
    expect(again.isNews).toBeFalse();
  });

  it('remembers in the jar which browser it is, where the shared cookie does not come', () => {
    const known = { jar: { id: JAR, browserId: ONE }, shared: undefined };
    expect(identifyBrowser(known, false).browser).toEqual({
      jarId: JAR,
      sharedId: undefined,
      browserId: ONE,
    });
  });

  it('believes the shared cookie of the browser itself rather than an older one', () => {
    const known = { jar: { id: JAR, browserId: ONE }, shared: { id: TWO, proven: true } };
    const { browser, isNews } = identifyBrowser(known, false);
    expect(browser.browserId).toBe(TWO);
    expect(isNews).toBeTrue();
  });

  it('reads what it wrote, and nothing else', () => {
    for (const jar of [
      { id: JAR, browserId: ONE },
      { id: JAR, browserId: undefined },
    ])
      expect(readJar(writeJar(jar))).toEqual(jar);
    for (const proven of [true, false])
      expect(readShared(writeShared({ id: ONE, proven }))).toEqual({ id: ONE, proven });
    for (const text of ['', 'jar:', `jar:${JAR}x`, `jar:${JAR}:`, `proven:${ONE}`, JAR])
      expect(readJar(text)).withContext(text).toBeUndefined();
    for (const text of ['', 'proven:', `proven:${ONE}x`, `sure:${ONE}`, ONE])
      expect(readShared(text)).withContext(text).toBeUndefined();
  });

  it('takes a browser for the same kind after an update', () => {
    const agent = (version: string): string => `Mozilla/5.0 (X11; Linux) Chrome/${version} Safari/537.36`;
    expect(kindOf(agent('156.0.7000.1'))).toBe(kindOf(agent('157.0.0.0')));
    expect(kindOf(agent('156.0'))).not.toBe(kindOf(agent('156.0').replace('Chrome', 'Firefox')));
    expect(kindOf()).toBe('');
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
        await browser.logOut(siteB());
        expect(await browser.isLoggedIn(siteA())).toBeFalse();
      });

      it('end together when one came by the popup and the other by password, whichever was first', async () => {
        for (const popupFirst of [true, false]) {
          const browser = under.browser(rule);
          if (popupFirst) await browser.logInByPopup('alice@acme.example', siteB());
          await browser.logIn('alice@acme.example', siteA());
          if (!popupFirst) await browser.logInByPopup('alice@acme.example', siteB());
          expect(await browser.isLoggedIn(siteB())).toBeTrue();
          await browser.logOut(siteB());
          expect(await browser.isLoggedIn(siteA()))
            .withContext(`popup first: ${String(popupFirst)}`)
            .toBeFalse();
          expect(await browser.isLoggedIn()).toBeFalse();
        }
      });
    });
  }

  it('end from the pod’s own page once the user has logged in there', async () => {
    const browser = under.browser();
    await browser.logIn('alice@acme.example', siteA());
    await browser.load('/apps/logout');
    await browser.logOut();
    expect(await browser.isLoggedIn(siteA())).toBeTrue();
    await browser.load('/apps/login');
    await browser.logIn('alice@acme.example');
    await browser.logOut();
    expect(await browser.isLoggedIn(siteA())).toBeFalse();
  });

  it('are kept apart in two browsers of one kind that proved to be two', async () => {
    const [one, two] = [under.browser('blocked', 'Twin'), under.browser('blocked', 'Twin')];
    for (const browser of [one, two]) {
      await browser.load('/apps/login');
      await browser.logIn('alice@acme.example');
    }
    await one.logOut();
    expect(await one.isLoggedIn()).toBeFalse();
    expect(await two.isLoggedIn()).toBeTrue();
  });

  it('end together, to be safe, in two of one kind that look like one', async () => {
    const [one, two] = [under.browser('blocked', 'Alike'), under.browser('blocked', 'Alike')];
    await one.logIn('alice@acme.example', siteA());
    await two.logIn('alice@acme.example', siteB());
    await one.logOut(siteA());
    expect(await two.isLoggedIn(siteB())).toBeFalse();
  });
});
