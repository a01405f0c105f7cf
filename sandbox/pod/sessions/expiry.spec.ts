import { useSandbox } from '../testing/useSandbox.js';

describe('A session that runs out', () => {
  const under = useSandbox({ sessionTtlMs: 800 });

  it('ends in every frame when its time has come, and is then no session to end', async () => {
    const browser = under.browser();
    const site = under.sandbox.portalAUrl;
    await browser.logIn('alice@acme.example', site);
    const line = await browser.live(site).opened();
    expect((await line.notice('sessionEnded')).reason).toBe('expired');
    expect(await line.closed()).toBe(4401);
    expect(await browser.isLoggedIn(site)).toBeFalse();
    const { status, json } = await browser.logOut(site);
    expect(status).toBe(200);
    expect(json).toEqual({ loggedOut: true, already: true, scope: jasmine.any(String) });
  });
});
