import { useSandbox } from '../pod/testing/useSandbox.js';
import { startSandbox } from '../startSandbox.js';
import { ownPortalsAt, readPartnerOrigins } from './ownPortals.js';

const HOSTS = ['pod.localhost', 'a.localhost'];

describe('The origins of somebody’s own portals', () => {
  it('are taken with what servers for developers print behind them, and once each', () => {
    const given = ['http://localhost:5173/', ' https://portal.example ', '', 'http://localhost:5173'];
    expect(readPartnerOrigins(given, HOSTS)).toEqual(['http://localhost:5173', 'https://portal.example']);
    expect(readPartnerOrigins([''], HOSTS)).toEqual([]);
  });

  for (const [value, fact] of [
    ['my page', 'is not a URL'],
    ['localhost:5173', 'does not begin with http:// or https://'],
    ['file:///home/me/index.html', 'does not begin with http:// or https://'],
    ['http://localhost:5173/app', 'has "/app" behind its origin'],
    ['http://localhost:5173/?a=1#b', 'has "/?a=1#b" behind its origin'],
    ['http://me:secret@localhost:5173', 'has a user name or a password'],
    ['http://*.example', 'has the host "*.example", which is not a host name and not an IPv4 address'],
    ['http://a;sandbox', 'has the host "a;sandbox", which is not a host name and not an IPv4 address'],
    ['http://[::1]:5173', 'has the host "[::1]", which is not a host name and not an IPv4 address'],
    ['http://A.localhost:5173', 'has the host name a.localhost, which belongs to the sandbox itself'],
  ] as const) {
    it(`are refused: ${value}`, () => {
      expect(() => readPartnerOrigins(['http://localhost:8080', value], HOSTS)).toThrowError(
        `Failed to start the sandbox: "${value}" in PARTNER_ORIGIN (partnerOrigins) ${fact}. ` +
          'Write the origin of your page, for example http://localhost:5173.',
      );
    });
  }

  it('keep a sandbox from starting when one is wrong', async () => {
    await expectAsync(startSandbox({ partnerOrigins: ['http://apps.localhost'] })).toBeRejectedWithError(
      /apps\.localhost, which belongs to the sandbox itself/,
    );
  });
});

describe('A sandbox with portals of somebody’s own', () => {
  const origins = ['http://localhost:5173', 'http://127.0.0.1:8080'];
  const under = useSandbox({ partnerOrigins: origins });
  const ancestorsIn = (policy: unknown): string | undefined =>
    /frame-ancestors ([^;]*)/.exec(String(policy))?.[1];

  it('lets each of them embed the pod as a partner of its own', async () => {
    const { ownPortals, podUrl } = under.sandbox;
    expect(ownPortals).toEqual(ownPortalsAt(origins, podUrl));
    for (const { partnerId, origin } of ownPortals) {
      const page = await under.browser().load(`/embed/index.html?partnerId=${partnerId}`, origin);
      expect(ancestorsIn(page.headers['content-security-policy'])).toBe(`${origin} 'self'`);
    }
  });

  it('lets extension apps be shown in them', async () => {
    const { appsUrl } = under.sandbox;
    const { headers } = await under.browser().fetch('/fx-rates/rates.html', undefined, {
      headers: { host: new URL(appsUrl).host },
    });
    const ancestors = ancestorsIn(headers['content-security-policy'])?.split(' ');
    for (const origin of origins) expect(ancestors).toContain(origin);
  });

  it('takes a logout from their pages, and leads back to them after a login', async () => {
    const [own] = under.sandbox.ownPortals;
    const origin = own?.origin ?? '';
    const browser = under.browser();
    await browser.logIn('alice@acme.example', origin);
    const answer = await browser.fetchFromSite('/session/logout', origin);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.json).toEqual(jasmine.objectContaining({ loggedOut: true, already: false }));
    const page = await browser.load(`/apps/login?symRedirectUrl=${encodeURIComponent(`${origin}/desk`)}`);
    expect(page.text).toContain(JSON.stringify(`${origin}/desk`));
  });
});
