import { useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('Logging in at the pod', () => {
  const under = useSandbox({ loginsPerMinute: 10 });
  const site = (): string => under.sandbox.portalAUrl;

  it('tells who is here, before and after', async () => {
    const browser = under.browser();
    const before = await browser.fetch('/session', site());
    expect(before.json).toEqual({ loggedIn: false, authenticationType: 'password' });

    const answer = await browser.logIn('bob@acme.example', site());
    const user = {
      id: SEED_IDS.bob,
      displayName: 'Bob Okafor',
      company: 'Acme',
      email: 'bob@acme.example',
      title: 'FX sales',
      termsAccepted: true,
    };
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ user });

    const after = await browser.fetch('/session', site());
    expect(after.json).toEqual({ loggedIn: true, authenticationType: 'password', user });
    expect(after.headers['cache-control']).toBe('no-store');
  });

  it('takes the e-mail address in any case, and with blanks around it', async () => {
    expect((await under.browser().logIn('CAROL@Acme.example', site())).status).toBe(200);
    expect((await under.browser().logIn('  carol@acme.example\n', site())).status).toBe(200);
  });

  it('says the same to a wrong password as to an unknown address', async () => {
    const wrong = await under.browser().logIn('bob@acme.example', site(), 'wrong');
    const unknown = await under.browser().logIn('nobody@acme.example', site(), 'wrong');
    expect(wrong.status).toBe(401);
    expect(wrong.json).toEqual({ error: 'BAD_CREDENTIALS' });
    expect(unknown.status).toBe(401);
    expect(unknown.json).toEqual(wrong.json);
    expect(wrong.setCookies.filter((line) => line.startsWith('__Host-session'))).toEqual([]);
  });

  it('writes cookies that work in a frame and that no script can read', async () => {
    const browser = under.browser();
    const page = await browser.load('/embed/index.html', site());
    const login = await browser.fetch('/session/login', site(), {
      body: { email: 'bob@acme.example', password: 'symphony' },
    });
    const attributesOf = (name: string): string[] => {
      const line =
        [...login.setCookies, ...page.setCookies].find((cookie) => cookie.startsWith(`${name}=`)) ?? '';
      return line.split('; ').slice(1);
    };
    const everywhere = ['HttpOnly', 'Secure', 'SameSite=None', 'Path=/'];
    for (const name of ['__Host-session', '__Host-browser']) {
      expect(attributesOf(name))
        .withContext(name)
        .toEqual(jasmine.arrayContaining([...everywhere, 'Partitioned']));
    }
    expect(attributesOf('__Host-browser-shared')).toEqual(jasmine.arrayContaining(everywhere));
    expect(attributesOf('__Host-browser-shared')).not.toContain('Partitioned');
  });

  it('stops answering an address that guesses, for that account only', async () => {
    const browser = under.browser();
    const spellings = [
      'dave@acme.example',
      'DAVE@acme.example',
      ' dave@acme.example',
      'dave@acme.example\t\n ',
    ];
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt++) {
      const { status } = await browser.fetch('/session/login', site(), {
        body: { email: spellings[attempt % spellings.length], password: 'guess' },
      });
      statuses.push(status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array<number>(10).fill(401));
    expect(statuses[10]).toBe(429);
    const late = await browser.logIn('dave@acme.example', site());
    expect(late.json).toEqual({ error: 'TOO_MANY_ATTEMPTS', retryAfterMs: jasmine.any(Number) });
    expect(late.headers['retry-after']).toBeDefined();
    expect((await browser.logIn('alice@acme.example', site())).status).toBe(200);
  });

  it('refuses bodies that are none of its business', async () => {
    const browser = under.browser();
    const bodies = [
      {},
      { email: 'x' },
      { email: 'x', password: 5 },
      { email: ['x'], password: { a: 1 } },
      { email: 'x', password: 'p'.repeat(1001) },
    ];
    for (const body of bodies) {
      const { status } = await browser.fetch('/session/login', site(), { body });
      expect(status).withContext(JSON.stringify(body).slice(0, 60)).toBe(400);
    }
  });

  it('lets no other site log a user in', async () => {
    const browser = under.browser();
    const body = { email: 'bob@acme.example', password: 'symphony' };
    const forgeries = [
      { 'x-symphony-embed': undefined },
      { origin: site() },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of forgeries) {
      const { status, setCookies } = await browser.fetch('/session/login', site(), { body, headers });
      expect(status).withContext(JSON.stringify(headers)).toBe(403);
      expect(setCookies).toEqual([]);
    }
  });

  it('ends the session of whoever was logged in with the same cookies before', async () => {
    const browser = under.browser();
    await browser.logIn('bob@acme.example', site());
    const line = await browser.live(site()).opened();
    await browser.logIn('carol@acme.example', site());
    expect((await line.notice('sessionEnded')).reason).toBe('revoked');
  });

  it('leaves the frames be that are logged in already when the same user logs in once more', async () => {
    const browser = under.browser();
    await browser.logIn('bob@acme.example', site());
    const line = await browser.live(site()).opened();
    await browser.logIn('bob@acme.example', site());
    const second = await browser.live(site()).opened();
    await browser.fetch('/api/streams/fx-desk/messages', site(), { body: { message: 'Still here?' } });
    await Promise.all([line.notice('message'), second.notice('message')]);
    expect(line.notices.some(({ type }) => type === 'sessionEnded')).toBeFalse();
  });

  it('asks who has not accepted the terms of use to do so, until they have', async () => {
    const browser = under.browser();
    const { json } = await browser.logIn('heidi@acme.example', site());
    const { user } = json as { user: { termsAccepted: boolean } };
    expect(user.termsAccepted).toBeFalse();
    for (let times = 0; times < 2; times++) {
      const accepted = await browser.fetch('/session/terms', site(), { body: {} });
      expect(accepted.json).toEqual({ user: { ...user, termsAccepted: true } });
    }
    const session = (await browser.fetch('/session', site())).json;
    expect(session).toEqual(jasmine.objectContaining({ user: { ...user, termsAccepted: true } }));
  });
});
