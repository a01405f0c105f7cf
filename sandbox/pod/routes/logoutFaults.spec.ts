import { useSandbox } from '../testing/useSandbox.js';

describe('A pod that is told to fail', () => {
  const under = useSandbox({ faults: true });
  const site = (): string => under.sandbox.portalAUrl;
  const arm = async (body: object): Promise<number> =>
    (await under.browser().fetch('/faults', undefined, { body })).status;

  afterEach(async () => {
    expect(await arm({ logout: 'ok' })).toBe(200);
  });

  const cases = [
    { logout: 'refuse', status: 401, body: { loggedOut: false, reason: 'REFUSED' } },
    { logout: '500', status: 500, body: { error: 'INTERNAL' } },
  ];
  for (const { logout, status, body } of cases) {
    it(`does not log out, and says so: ${logout}`, async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', site());
      await arm({ logout });
      const answer = await browser.fetchFromSite('/session/logout', site());
      expect(answer.status).toBe(status);
      expect(answer.json).toEqual(body);
      expect(answer.headers['access-control-allow-origin']).toBe(site());
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(await browser.isLoggedIn(site())).toBeTrue();
    });
  }

  it('cuts the line', async () => {
    const browser = under.browser();
    await browser.logIn('alice@acme.example', site());
    await arm({ logout: 'offline' });
    await expectAsync(browser.fetchFromSite('/session/logout', site())).toBeRejectedWithError(
      /socket hang up/,
    );
    expect(await browser.isLoggedIn(site())).toBeTrue();
  });

  for (const logout of ['refuse', '500', 'offline'])
    it(`does not log out over a socket either: ${logout}`, async () => {
      const browser = under.browser();
      await browser.logIn('alice@acme.example', site());
      const line = await browser.live(site()).opened();
      await arm({ logout });
      line.send({ type: 'logOut', id: 'one' });
      if (logout === 'offline') await line.closed();
      else expect((await line.notice('loggedOut')).loggedOut).toBeFalse();
      expect(await browser.isLoggedIn(site())).toBeTrue();
    });

  it('takes its time', async () => {
    const browser = under.browser();
    await browser.logIn('alice@acme.example', site());
    await arm({ logout: 'slow', delayMs: 300 });
    const startedAt = performance.now();
    const answer = await browser.fetchFromSite('/session/logout', site());
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(290);
    expect(answer.json).toEqual(jasmine.objectContaining({ loggedOut: true, already: false }));
  });

  it('knows what it was told only', async () => {
    for (const body of [
      {},
      { logout: 'explode' },
      { logout: 'slow', delayMs: -1 },
      { logout: 'ok', more: 1 },
    ]) {
      expect(await arm(body)).toBe(400);
    }
  });

  it('tells its frames that they may fail as well', async () => {
    const { text } = await under.browser().load('/embed/index.html', site());
    expect(text).toContain('"faults":true');
  });
});
