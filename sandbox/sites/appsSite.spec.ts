import { logIn, taken } from '../pod/testing/podUser.js';
import type { TestAnswer } from '../pod/testing/testBrowser.js';
import { useSandbox } from '../pod/testing/useSandbox.js';
import type { ExtensionApp } from '../podApi/extensionApps.js';

describe('The extension apps', () => {
  const under = useSandbox();

  function load(url: string): Promise<TestAnswer> {
    const { host, pathname, search } = new URL(url);
    return under.browser().fetch(`${pathname}${search}`, undefined, { headers: { host } });
  }

  async function installed(): Promise<ExtensionApp[]> {
    const alice = await logIn(under, 'alice');
    return taken<{ apps: ExtensionApp[] }>(await alice.get('/api/apps')).apps;
  }

  it('are named to the pod’s users, with their modules', async () => {
    const apps = await installed();
    expect(apps.map(({ id, modules }) => [id, modules.map(({ label }) => label)])).toEqual([
      ['fx-rates', ['Rates', 'Calculator']],
      ['desk-notes', ['Notes']],
    ]);
    for (const { url } of apps) expect(url).toBe(`${under.sandbox.appsUrl}/`);
    expect(new URL(under.sandbox.appsUrl).host).not.toBe(new URL(under.sandbox.podUrl).host);
    expect((await under.browser().fetch('/api/apps')).status).toBe(401);
  });

  it('come with all they need, and may be framed by the pod, inside the portals', async () => {
    const [app] = await installed();
    const { podUrl, portalAUrl, portalBUrl } = under.sandbox;
    for (const { path } of app?.modules ?? []) {
      const page = await load(new URL(`${path}?theme=dark`, app?.url).href);
      expect(page.status).withContext(path).toBe(200);
      const policy = String(page.headers['content-security-policy']).split(';');
      // A browser wants every page around a frame to be named, and around the pod's frames there are portals.
      expect(policy).toContain(`frame-ancestors ${podUrl} ${portalAUrl} ${portalBUrl}`);
      expect(policy).toContain(`default-src 'none'`);
      expect(policy.join()).not.toContain('unsafe');
      expect(page.headers['x-frame-options']).toBeUndefined();
      expect(page.text).toContain(`content="${under.sandbox.podUrl}"`);
      const urls = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, url]) => url ?? '');
      expect(urls.length).toBe(2);
      for (const url of urls)
        expect((await load(new URL(url, app?.url).href)).status)
          .withContext(url)
          .toBe(200);
    }
  });

  it('fail when they are out of order', async () => {
    const apps = await installed();
    const notes = apps.find(({ id }) => id === 'desk-notes');
    const page = await load(new URL(notes?.modules[0]?.path ?? '', notes?.url).href);
    expect(page.status).toBe(500);
    expect((await load(`${under.sandbox.appsUrl}/session`)).status).toBe(404);
  });
});
