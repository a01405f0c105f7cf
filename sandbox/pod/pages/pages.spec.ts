import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { useSandbox } from '../testing/useSandbox.js';

describe('The pod’s pages', () => {
  const under = useSandbox();
  const directive = (policy: unknown, name: string): string | undefined =>
    String(policy)
      .split(';')
      .find((part) => part.startsWith(`${name} `))
      ?.slice(name.length + 1);

  for (const path of ['/embed/index.html', '/client-bff/index.html', '/embed/service.html']) {
    it(`may be embedded by the partner’s sites and by nobody else: ${path}`, async () => {
      const { portalAUrl, portalBUrl, podUrl } = under.sandbox;
      const cases: [string, string[]][] = [
        ['', [portalAUrl, portalBUrl, podUrl]],
        ['?partnerId=sandbox', [podUrl]],
        ['?partnerId=acme', [portalAUrl]],
        ['?partnerId=globex&streamId=fx-desk', [portalBUrl]],
        ['?partnerId=nobody', []],
        ['?partnerId=', [portalAUrl, portalBUrl, podUrl]],
        ['?partnerId=acme&partnerId=globex', []],
        ['?partnerId=toString', []],
      ];
      for (const [query, origins] of cases) {
        const page = await under.browser().load(`${path}${query}`, portalAUrl);
        expect(page.status).toBe(200);
        expect(directive(page.headers['content-security-policy'], 'frame-ancestors'))
          .withContext(query)
          .toBe(origins.length ? [...origins, "'self'"].join(' ') : "'none'");
        const config = /id="pod-config">([^<]*)</.exec(page.text)?.[1] ?? '';
        expect(JSON.parse(config)).toEqual({
          allowedOrigins: origins,
          faults: false,
          appsOrigin: under.sandbox.appsUrl,
          authenticationType: 'password',
          limits: { attachmentBytes: 2 ** 20, roomNameLength: 50 },
          ...(path === '/embed/service.html' && {
            chatFiles: [
              jasmine.stringMatching(/^\/embed\/assets\/chat\.[0-9a-f]+\.css$/),
              jasmine.stringMatching(/^\/embed\/assets\/chat\.[0-9a-f]+\.js$/),
            ],
            chatPages: ['/embed/index.html', '/client-bff/index.html?embed=true'],
          }),
        });
        expect(directive(page.headers['content-security-policy'], 'frame-src')).toBe(
          `'self' ${under.sandbox.appsUrl}`,
        );
      }
    });
  }

  for (const [path, aliases] of [
    ['/embed/index.html', ['/apps/embed/default', '/apps/embed/default/frame-root.html']],
    ['/client-bff/index.html', ['/apps/client2', '/apps/client2/default']],
  ] as const) {
    it(`are the same under their other paths, with the same rights: ${aliases.join(' and ')}`, async () => {
      const query = '?embed=true&partnerId=acme&streamId=fx-desk';
      const page = await under.browser().load(`${path}${query}`, under.sandbox.portalAUrl);
      for (const alias of aliases) {
        const other = await under.browser().load(`${alias}${query}`, under.sandbox.portalAUrl);
        expect(other.status).withContext(alias).toBe(200);
        expect(other.text).toBe(page.text);
        expect(other.headers['content-security-policy']).toBe(page.headers['content-security-policy']);
      }
    });
  }

  it('allow no inline script but their own, no eval and no other site', async () => {
    for (const path of ['/embed/index.html', '/embed/service.html', '/apps/login', '/apps/logout']) {
      const { headers, text } = await under.browser().load(path);
      const policy = headers['content-security-policy'];
      const own = [...text.matchAll(/<script>(.*?)<\/script>/gs)].map(
        ([, script = '']) => ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
      );
      expect(own.length)
        .withContext(path)
        .toBe(path === '/embed/index.html' ? 1 : 0);
      expect(directive(policy, 'default-src')).withContext(path).toBe("'none'");
      expect(directive(policy, 'script-src'))
        .withContext(path)
        .toBe(`'self'${own.join('')}`);
      expect(String(policy)).not.toContain('unsafe');
    }
  });

  it('share no thread with a portal of the same site', async () => {
    const paths = [
      '/embed/index.html',
      '/client-bff/index.html',
      '/embed/service.html',
      '/embed/sandbox.html',
    ];
    for (const path of [...paths, '/apps/login', '/apps/logout']) {
      const { headers } = await under.browser().load(path);
      expect(headers['origin-agent-cluster']).withContext(path).toBe('?1');
    }
  });

  it('to log in and out may not be embedded', async () => {
    for (const path of ['/apps/login', '/apps/login?popup=1', '/apps/logout']) {
      const { headers } = await under.browser().load(path);
      expect(directive(headers['content-security-policy'], 'frame-ancestors'))
        .withContext(path)
        .toBe("'none'");
    }
  });

  it('keep the opener of the login popup', async () => {
    const { headers } = await under.browser().load('/apps/login?popup=1');
    expect(headers['cross-origin-opener-policy']).toBeUndefined();
  });

  it('send people on after the login to partners and to the pod only', async () => {
    const { portalBUrl, podUrl } = under.sandbox;
    const cases: [string, string | null][] = [
      [`${portalBUrl}/?a=1#b`, `${portalBUrl}/?a=1#b`],
      [`${podUrl}/embed/index.html`, `${podUrl}/embed/index.html`],
      ['https://evil.example/', null],
      [`${portalBUrl}.evil.example/`, null],
      [`${portalBUrl}@evil.example/`, null],
      ['javascript:alert(1)', null],
      ['//evil.example', null],
      ['</script><script>alert(1)</script>', null],
    ];
    for (const [url, redirectUrl] of cases) {
      const page = await under.browser().load(`/apps/login?symRedirectUrl=${encodeURIComponent(url)}`);
      const config = /id="login-config">([^<]*)</.exec(page.text)?.[1] ?? '';
      expect(JSON.parse(config))
        .withContext(url)
        .toEqual({
          popup: false,
          redirectUrl,
          ssoUrl: null,
          ssoProblem: null,
          startedAt: jasmine.any(String),
        });
    }
  });

  it('come with scripts and styles that exist', async () => {
    for (const path of ['/apps/login', '/apps/logout', '/embed/index.html', '/client-bff/index.html']) {
      const { text } = await under.browser().load(path);
      const urls = [...text.matchAll(/(?:src|href)="(\/[\w./]+\.(?:js|css))"/g)].map(([, url]) => url ?? '');
      expect(urls.sort((one, other) => extname(one).localeCompare(extname(other)))).toEqual([
        jasmine.stringMatching(/\.[0-9a-f]{20}\.css$/),
        jasmine.stringMatching(/\.[0-9a-f]{20}\.js$/),
      ]);
      for (const url of urls) {
        const { status, headers } = await under.browser().load(url);
        expect(status).withContext(url).toBe(200);
        expect(headers['cache-control']).toContain('immutable');
      }
    }
  });

  it('are asked for once by a page that opens several frames, and say nothing of a user', async () => {
    const alice = under.browser();
    await alice.logIn('alice@acme.example', under.sandbox.portalAUrl);
    for (const path of ['/embed/index.html', '/client-bff/index.html', '/embed/service.html']) {
      const url = `${path}?partnerId=acme`;
      const [hers, nobodys] = [
        await alice.load(url, under.sandbox.portalAUrl),
        await under.browser().load(url, under.sandbox.portalAUrl),
      ];
      expect(hers.headers['cache-control']).toBe('private, max-age=60');
      expect(hers.text).toBe(nobodys.text);
    }
    for (const path of ['/apps/login', '/apps/logout', '/embed/sandbox.html'])
      expect((await alice.load(path)).headers['cache-control']).toBe('no-store');
  });

  it('tell any site that Embedded Mode is up', async () => {
    const { status, headers, json } = await under
      .browser()
      .load('/embed/version.json', under.sandbox.portalAUrl);
    expect(status).toBe(200);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(json).toEqual({ version: jasmine.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  it('give the SDK to any site, always the newest', async () => {
    const { status, headers } = await under.browser().load('/embed/sdk.js', under.sandbox.portalAUrl);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('javascript');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cache-control']).toBe('no-cache');
    const again = await under.browser().fetch('/embed/sdk.js', under.sandbox.portalAUrl, {
      headers: { 'if-none-match': headers.etag },
    });
    expect(again.status).toBe(304);
  });

  it('serve nothing under names that are not theirs', async () => {
    const strange = await under.browser().fetch('/session', undefined, { headers: { host: 'evil.example' } });
    expect(strange.status).toBe(421);
    const portal = new URL(under.sandbox.portalAUrl).host;
    expect((await under.browser().fetch('/session', undefined, { headers: { host: portal } })).status).toBe(
      404,
    );
  });

  it('say that an address does not exist: to people with a page, to programs with JSON', async () => {
    const { podUrl, portalAUrl, portalBUrl } = under.sandbox;
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    for (const [url, name] of [
      [podUrl, 'Symphony'],
      [portalAUrl, 'Acme Capital'],
      [portalBUrl, 'Globex Treasury'],
    ] as const) {
      const { host } = new URL(url);
      for (const path of ['/nowhere', '/nowhere.html', '/apps/nowhere?a=1']) {
        const page = await under.browser().fetch(path, undefined, { headers: { host, accept } });
        expect(page.status).withContext(url).toBe(404);
        expect(page.headers['content-type']).toContain('text/html');
        expect(page.text).toContain('<h1>Page not found</h1>');
        expect(page.text).toContain(`${name} has no page at this address.`);
        expect(page.text).not.toContain('{{');
        expect(directive(page.headers['content-security-policy'], 'frame-ancestors')).toBe("'none'");
        const [, style = ''] = /rel="stylesheet" href="([^"]+)"/.exec(page.text) ?? [];
        const css = await under.browser().fetch(style, undefined, { headers: { host } });
        expect([css.status, css.headers['content-type']]).toEqual([
          200,
          jasmine.stringContaining('text/css'),
        ]);

        const told = await under.browser().fetch(path, undefined, { headers: { host, accept: '*/*' } });
        expect([told.status, told.json]).toEqual([404, { error: 'NOT_FOUND' }]);
      }
    }
    for (const path of ['/api/nowhere', '/session/nowhere']) {
      const told = await under.browser().fetch(path, undefined, { headers: { accept } });
      expect([told.status, told.json])
        .withContext(path)
        .toEqual([404, { error: 'NOT_FOUND' }]);
    }
    const posted = await under.browser().fetch('/nowhere', undefined, { headers: { accept }, body: {} });
    expect([posted.status, posted.json]).toEqual([404, { error: 'NOT_FOUND' }]);
  });

  it('keep their files to themselves', async () => {
    for (const path of [
      '/embed/assets/../../package.json',
      '/embed/assets/%2e%2e/%2e%2e/package.json',
      '/apps/login.ts',
    ]) {
      expect((await under.browser().load(path)).status)
        .withContext(path)
        .not.toBe(200);
    }
  });

  it('have no way to arm faults unless asked for', async () => {
    const { status } = await under.browser().fetch('/faults', undefined, { body: { logout: 'refuse' } });
    expect(status).toBe(404);
  });
});
