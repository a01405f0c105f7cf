import { migrate } from '../database/migrations.js';
import { openPgliteDatabase } from '../database/pgliteDatabase.js';
import { databaseBus } from '../live/eventBus.js';
import { PodEvents } from '../live/podEvents.js';
import { seed } from '../seed/seed.js';
import { SEED_IDS, SEED_USERS } from '../seed/seedUsers.js';
import type { TestBrowser } from '../testing/testBrowser.js';
import { START_MS, useSandbox } from '../testing/useSandbox.js';
import { LoginCodes } from './loginCodes.js';
import { Sessions, type Place } from './sessions.js';

describe('The login popup', () => {
  const under = useSandbox();
  const site = (): string => under.sandbox.portalAUrl;

  /** Logs in in a popup of a frame, and gives the code that the popup hands over. */
  async function codeOf(browser: TestBrowser): Promise<{ code: string }> {
    await browser.load('/embed/index.html', site());
    await browser.load('/apps/login?popup=1');
    await browser.fetch('/session/login', undefined, {
      body: { email: 'dave@acme.example', password: 'symphony' },
    });
    const { status, json } = await browser.fetch('/session/code', undefined, { body: {} });
    expect(status).toBe(200);
    return json as { code: string };
  }

  it('hands its login on to the frame', async () => {
    const browser = under.browser();
    const answer = await browser.fetch('/session/redeem', site(), { body: await codeOf(browser) });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      user: SEED_USERS.find(({ id }) => id === SEED_IDS.dave),
    });
    expect(await browser.isLoggedIn(site())).toBeTrue();
    expect(await browser.isLoggedIn(under.sandbox.portalBUrl)).toBeFalse();
  });

  it('gives a code that works once', async () => {
    const browser = under.browser();
    const body = await codeOf(browser);
    const both = await Promise.all([1, 2].map(() => browser.fetch('/session/redeem', site(), { body })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await browser.fetch('/session/redeem', site(), { body })).status).toBe(401);
  });

  it('gives a code that works nowhere else, and no more after somebody tried', async () => {
    const [browser, thief] = [under.browser(), under.browser()];
    const body = await codeOf(browser);
    expect((await thief.fetch('/session/redeem', site(), { body })).status).toBe(401);
    expect((await browser.fetch('/session/redeem', site(), { body })).status).toBe(401);
  });

  it('gives a code that a logout ends', async () => {
    const browser = under.browser();
    const body = await codeOf(browser);
    await browser.logOut();
    const { status, json } = await browser.fetch('/session/redeem', site(), { body });
    expect(status).toBe(409);
    expect(json).toEqual({ error: 'LOGGED_OUT_MEANWHILE' });
  });

  it('lets no other site redeem a code', async () => {
    const browser = under.browser();
    const body = await codeOf(browser);
    const { status } = await browser.fetch('/session/redeem', site(), { body, headers: { origin: site() } });
    expect(status).toBe(403);
  });

  it('gives no code to whom is not logged in, nor to a frame', async () => {
    const browser = under.browser();
    await browser.load('/apps/login?popup=1');
    expect((await browser.fetch('/session/code', undefined, { body: {} })).status).toBe(401);
    await browser.logIn('dave@acme.example', site());
    expect((await browser.fetch('/session/code', site(), { body: {} })).status).toBe(403);
  });
});

describe('A one-time code', () => {
  it(
    'works for a limited time',
    async () => {
      const database = await openPgliteDatabase();
      try {
        await migrate(database);
        await seed(database, 'http://pod.localhost');
        const sessions = new Sessions(database, new PodEvents(databaseBus(database)), 60_000);
        const [user] = SEED_USERS;
        if (!user) throw new Error('Failed to find a user: none is seeded.');
        const browserId = '11111111-1111-4111-8111-111111111111';
        const place: Place = {
          browser: { jarId: '22222222-2222-4222-8222-222222222222', sharedId: browserId, browserId },
          remoteAddress: 'loopback',
          browserKind: 'Test',
          tokens: [],
          lastSessionId: undefined,
        };
        const { session } = await sessions.logIn(user, place, { startedAt: await sessions.now() });

        const late = new LoginCodes(database, -1);
        expect(await late.redeem(await late.create(session.id), place)).toBeUndefined();
        const inTime = new LoginCodes(database, 60_000);
        expect(await inTime.redeem(await inTime.create(session.id), place)).toEqual({
          user,
          browserId,
          sessionId: session.id,
        });
      } finally {
        await database.close();
      }
    },
    START_MS,
  );
});
