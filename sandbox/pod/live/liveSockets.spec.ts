import { NOT_LOGGED_IN } from './liveSockets.js';
import { useSandbox } from '../testing/useSandbox.js';

const ALICE = 'alice@acme.example';

describe('A frame’s socket', () => {
  const under = useSandbox();
  const site = (): string => under.sandbox.portalAUrl;

  it('logs out when the cookies are gone, and is answered before it is closed', async () => {
    const browser = under.browser();
    await browser.logIn(ALICE, site());
    await browser.logIn(ALICE, under.sandbox.portalBUrl);
    const line = await browser.live(site()).opened();
    const sister = await browser.live(under.sandbox.portalBUrl).opened();
    browser.forget(/./, site());
    expect((await browser.logOut(site())).status).toBe(401);

    line.send({ type: 'logOut', id: 'one' });
    const { id, loggedOut } = await line.notice('loggedOut');
    expect([id, loggedOut]).toEqual(['one', true]);
    expect((await line.notice('sessionEnded')).reason).toBe('logout');
    expect(await line.closed()).toBe(NOT_LOGGED_IN);
    expect(line.notices.map(({ type }) => type)).toEqual(['loggedOut', 'sessionEnded']);
    expect((await sister.notice('sessionEnded')).reason).toBe('logout');
  });

  it('leaves a newer login of the same jar alone, and confirms nothing then', async () => {
    const browser = under.browser();
    await browser.logIn(ALICE, site());
    const older = await browser.live(site()).opened();
    await browser.logIn(ALICE, site());
    older.send({ type: 'logOut', id: 'late' });
    expect((await older.notice('loggedOut')).loggedOut).toBeFalse();
    expect(await browser.isLoggedIn(site())).toBeTrue();
  });

  it('takes nothing else for a request', async () => {
    const browser = under.browser();
    await browser.logIn(ALICE, site());
    const line = await browser.live(site()).opened();
    for (const request of [{ type: 'logOut' }, { type: 'logOut', id: 5 }, { type: 'other', id: 'x' }, [], {}])
      line.send(request);
    await browser.fetch('/api/streams/fx-desk/messages', site(), { body: { message: 'Still here' } });
    await line.notice('message');
    expect(line.notices.some(({ type }) => type === 'loggedOut')).toBeFalse();
    expect(await browser.isLoggedIn(site())).toBeTrue();
  });

  it('hears why the session ended while it was away', async () => {
    const browser = under.browser();
    await browser.logIn(ALICE, site());
    await browser.logIn(ALICE, under.sandbox.portalBUrl);
    await browser.logOut(under.sandbox.portalBUrl);
    const line = browser.live(site());
    expect(await line.closeReason()).toBe('logout');
    const { json } = await browser.fetch('/session', site());
    expect(json).toEqual({ loggedIn: false, authenticationType: 'password', endReason: 'logout' });

    await browser.logIn(ALICE, site());
    await under.sandbox.revokeUser(ALICE);
    expect(await browser.live(site()).closeReason()).toBe('revoked');
    expect(await under.browser().live(site()).closeReason()).toBe('not logged in');
  });
});
