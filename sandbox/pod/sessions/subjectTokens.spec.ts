import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type { Database } from '../database/database.js';
import { migrate } from '../database/migrations.js';
import { openPgliteDatabase } from '../database/pgliteDatabase.js';
import { Users } from '../people/users.js';
import { seed } from '../seed/seed.js';
import { SEED_IDS, SEED_USERS } from '../seed/seedUsers.js';
import { taken } from '../testing/podUser.js';
import { START_MS, useSandbox } from '../testing/useSandbox.js';
import { Partners } from './partners.js';
import { SubjectTokens } from './subjectTokens.js';

const POD = 'http://pod.localhost';

describe('A subject token', () => {
  let database: Database | undefined;
  let tokens: SubjectTokens | undefined;
  let key: CryptoKey | undefined;

  beforeAll(async () => {
    database = await openPgliteDatabase();
    await migrate(database);
    await seed(database, POD);
    const [acme, globex] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
    key = acme.privateKey;
    const partners = new Partners([
      { id: 'acme', origins: ['http://a.localhost'], publicKey: await exportJWK(acme.publicKey) },
      { id: 'globex', origins: ['http://b.localhost'], publicKey: await exportJWK(globex.publicKey) },
      { id: 'keyless', origins: ['http://c.localhost'] },
    ]);
    tokens = new SubjectTokens({ database, users: new Users(database), partners, podOrigin: POD });
  }, START_MS);

  afterAll(async () => {
    await database?.close();
  });

  /** Other claims than the usual ones; those that are undefined are left out. */
  type Claims = Record<string, unknown>;

  function sign(claims: Claims = {}): Promise<string> {
    if (!key) throw new Error('unreachable');
    const inAMinute = Math.floor(Date.now() / 1000) + 60;
    const usual = {
      sub: 'erin@northwind.example',
      iss: 'acme',
      aud: POD,
      jti: randomUUID(),
      iat: inAMinute - 60,
      exp: inAMinute,
    };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'ES256' }).sign(key);
  }

  const redeem = async (token: string, partnerId = 'acme'): Promise<string | undefined> =>
    (await tokens?.redeem(token, partnerId))?.user.id;

  it('stands for its user once', async () => {
    const token = await sign({ sub: 'Erin@Northwind.example' });
    const both = await Promise.all([redeem(token), redeem(token)]);
    expect(both.filter((id) => id === SEED_IDS.erin).length).toBe(1);
    expect(await redeem(token)).toBeUndefined();
    expect(await redeem(await sign())).toBe(SEED_IDS.erin);
  });

  it('is good for one partner, one pod, and a short time', async () => {
    const now = Math.floor(Date.now() / 1000);
    const bad: [string, Claims][] = [
      ['another partner’s', { iss: 'globex' }],
      ['for another pod', { aud: 'http://other.localhost' }],
      ['expired', { exp: now - 60 }],
      ['not yet good', { nbf: now + 60 }],
      ['good for too long', { exp: now + 3600 }],
      ['good for ever', { exp: undefined }],
      ['that does not say when it was issued', { iat: undefined }],
      ['issued in the future', { iat: now + 30 }],
      ['issued before all time', { iat: -1e20 }],
      ['without a name of its own', { jti: undefined }],
      ['with an empty name', { jti: '' }],
      ['about nobody', { sub: undefined }],
      ['about a stranger', { sub: 'zoe@acme.example' }],
    ];
    for (const [what, claims] of bad)
      expect(await redeem(await sign(claims)))
        .withContext(what)
        .toBeUndefined();
    expect(await redeem(await sign({ exp: now + 290 }))).toBe(SEED_IDS.erin);
    for (const partnerId of ['globex', 'keyless', 'nobody', 'toString'])
      expect(await redeem(await sign({ iss: partnerId }), partnerId))
        .withContext(partnerId)
        .toBeUndefined();
  });

  it('is signed, with the partner’s key and in no weaker way', async () => {
    const token = await sign();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const symmetric = await new SignJWT({ sub: 'erin@northwind.example', jti: 'x' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('acme')
      .setAudience(POD)
      .setExpirationTime('1 minute')
      .sign(new TextEncoder().encode('a secret that the pod might take for the key'));
    const changed = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('erin@northwind', 'alice@acme'),
    ).toString('base64url');
    for (const forged of [
      `${unsigned}.${payload}.`,
      `${header}.${changed}.${signature}`,
      `${header}.${payload}.`,
      symmetric,
      'not a token',
      '..',
    ])
      expect(await redeem(forged))
        .withContext(forged)
        .toBeUndefined();
    // None of that has used it up.
    expect(await redeem(token)).toBe(SEED_IDS.erin);
  });
});

describe('A portal that vouches for its users', () => {
  const under = useSandbox();

  async function tokenOf(portalUrl: string, email: string): Promise<string> {
    const answer = await under.browser().fetch(`/token?email=${encodeURIComponent(email)}`, undefined, {
      headers: { host: new URL(portalUrl).host },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    return taken<{ subjectToken: string }>(answer).subjectToken;
  }

  it('logs them in in its own frames', async () => {
    const { portalAUrl, portalBUrl } = under.sandbox;
    for (const [site, partnerId] of [
      [portalAUrl, 'acme'],
      [portalBUrl, 'globex'],
    ] as const) {
      const browser = under.browser();
      const subjectToken = await tokenOf(site, 'heidi@acme.example');
      const answer = await browser.fetch('/session/start', site, { body: { subjectToken, partnerId } });
      expect(answer.json).toEqual({
        loggedIn: true,
        authenticationType: 'password',
        user: SEED_USERS.find(({ id }) => id === SEED_IDS.heidi),
      });
      expect(await browser.isLoggedIn(site)).toBeTrue();
      expect((await browser.logOut(site)).json).toEqual({
        loggedOut: true,
        already: false,
        scope: jasmine.any(String),
      });
    }
  });

  it('does so under its own name only, once, and not for just anybody', async () => {
    const { portalAUrl, portalBUrl } = under.sandbox;
    const browser = under.browser();
    const ask = (subjectToken: string, partnerId: string) =>
      browser.fetch('/session/start', portalAUrl, { body: { subjectToken, partnerId } });
    const subjectToken = await tokenOf(portalAUrl, 'bob@acme.example');
    const refused = await ask(subjectToken, 'globex');
    expect(refused.status).toBe(401);
    expect(refused.json).toEqual({ error: 'BAD_TOKEN' });
    expect((await ask(await tokenOf(portalBUrl, 'bob@acme.example'), 'acme')).status).toBe(401);
    expect((await ask(await tokenOf(portalAUrl, 'zoe@acme.example'), 'acme')).status).toBe(401);
    expect((await ask('', 'acme')).status).toBe(400);
    expect(await browser.isLoggedIn(portalAUrl)).toBeFalse();
    expect((await ask(subjectToken, 'acme')).status).toBe(200);
    // A frame that reloads has the login that the token was good for; anybody else has nothing of it.
    expect((await ask(subjectToken, 'acme')).status).toBe(200);
    const other = await under.browser().fetch('/session/start', portalAUrl, {
      body: { subjectToken, partnerId: 'acme' },
    });
    expect(other.status).toBe(401);
    const forged = await browser.fetch('/session/start', portalAUrl, {
      body: { subjectToken, partnerId: 'acme' },
      headers: { 'x-symphony-embed': undefined },
    });
    expect(forged.status).toBe(403);
  });
});

describe('A pod that is offered bad tokens', () => {
  const under = useSandbox({ loginsPerMinute: 3 });
  const offer = (subjectToken: string) =>
    under.browser().fetch('/session/start', under.sandbox.portalAUrl, {
      body: { subjectToken, partnerId: 'acme' },
    });

  it('stops looking at one that comes again and again', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) statuses.push((await offer('x')).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
  });

  it('takes a right one all the same, after many wrong ones from the same address', async () => {
    const wrong = await Promise.all(
      Array.from({ length: 10 }, (_none, index) => offer(`wrong ${String(index)}`)),
    );
    expect(wrong.map(({ status }) => status)).toEqual(Array<number>(10).fill(401));
    const { portalAUrl } = under.sandbox;
    const token = await under.browser().fetch('/token?email=bob%40acme.example', undefined, {
      headers: { host: new URL(portalAUrl).host },
    });
    expect((await offer(taken<{ subjectToken: string }>(token).subjectToken)).status).toBe(200);
  });
});
