import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../startSandbox.js';
import { chatIn, fillIn, isLoggedIn, logOut, openChats, openLoginWindow } from './testing/portalVisit.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';

describe('A session', () => {
  const browsers = useBrowsers();

  it(
    'that began on the pod’s own page is one click away in a portal',
    async () => {
      const { context, open, complaints } = await browsers.visitor();
      const { podUrl, portalBUrl } = browsers.sandbox;
      const page = await open(`${podUrl}/apps/login?symRedirectUrl=${encodeURIComponent(portalBUrl)}`);
      await fillIn(page, 'carol');
      await page.waitForURL(`${portalBUrl}/`);
      await page.getByTestId('render').click();
      await openLoginWindow(chatIn(page, 'main'), context);
      await chatIn(page, 'main').getByTestId('log').waitFor();
      expect(await isLoggedIn(page)).toBeTrue();

      const { verdict, scope } = await logOut(page);
      expect([verdict, scope]).toEqual(['done', 'browser']);
      const top = await open(`${podUrl}/apps/login`);
      await top.locator('#login-form').waitFor({ state: 'visible' });
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'whose cookies were deleted is ended over the live line of a frame, in every portal',
    async () => {
      const { context, open } = await browsers.visitor();
      const pageA = await open(browsers.sandbox.portalAUrl);
      const pageB = await open(browsers.sandbox.portalBUrl);
      await openChats(pageA, 'alice');
      await openChats(pageB, 'alice');
      const kept = await context.cookies();
      await context.clearCookies();
      const { verdict, headline, hostRequest } = await logOut(pageA);
      expect(verdict).withContext(headline).toBe('done');
      expect(hostRequest).withContext('the request of the page').toBe('');
      await chatIn(pageB, 'main').getByTestId('ended').waitFor();
      // Not even whoever has kept the cookies is logged in.
      await context.addCookies(kept);
      expect(await isLoggedIn(pageB)).toBeFalse();
    },
    SPEC_MS,
  );

  it(
    'that ended while the line to the pod was down is over, with the pod’s reason, as soon as the line is up again',
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'symphony-embed-session-'));
      let pod = await startSandbox({ dataDir });
      const { port, portalBUrl } = pod;
      try {
        const { open } = await browsers.visitor();
        const page = await open(portalBUrl);
        await openChats(page, 'dave', ['1']);
        await pod.stop();
        for (const slot of ['main', '1'] as const) await chatIn(page, slot).getByTestId('offline').waitFor();
        // Where no frame finds it.
        pod = await startSandbox({ dataDir });
        expect(await pod.revokeUser('dave@acme.example')).toBe(1);
        await pod.stop();
        pod = await startSandbox({ dataDir, port });
        for (const slot of ['main', '1'] as const) await chatIn(page, slot).getByTestId('ended').waitFor();
        expect(await chatIn(page, '1').getByTestId('message').count()).toBe(0);
        expect(await page.getByTestId('session-banner').innerText()).toContain('revoked');
      } finally {
        await pod.stop();
        await rm(dataDir, { recursive: true, force: true });
      }
    },
    START_MS + SPEC_MS,
  );
});
