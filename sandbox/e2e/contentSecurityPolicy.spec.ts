import type { Page } from 'playwright-core';
import { logInTo } from './testing/portalVisit.js';
import { putPage } from './testing/putPage.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

type PolicedPage = Window & {
  violations: string[];
  rendered: Promise<unknown>;
  symphony: { logout(): Promise<unknown> };
};

const SCRIPT = `
  window.violations = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    violations.push(effectiveDirective + ' ' + blockedURI);
  });
  window.onSdkLoaded = () => {
    window.rendered = window.symphony.render('symphony-ecm', { streamId: 'fx-desk' });
  };`;

describe('A page under a content security policy', () => {
  const browsers = useBrowsers();

  /** Opens a page of portal A that has nothing inline, and allows what it is told besides its own scripts. */
  async function openPoliced(frameSrc: string): Promise<{ page: Page; complaints: string[] }> {
    const { podUrl, portalAUrl } = browsers.sandbox;
    const { context, open, complaints } = await browsers.visitor();
    const policy = [
      `default-src 'none'`,
      `script-src 'self' ${podUrl}`,
      `connect-src ${podUrl}`,
      `frame-src ${frameSrc}`,
      `require-trusted-types-for 'script'`,
    ];
    await putPage(context, new URL('/policed', portalAUrl).href, {
      headers: { 'content-security-policy': policy.join('; ') },
      scripts: { '/policed.js': SCRIPT },
      html: `<!doctype html><html lang="en"><head><title>Policed</title><script src="/policed.js"></script></head>
        <body><div class="symphony-ecm"></div>
        <script id="symphony-ecm-sdk" render="explicit" data-onload="onSdkLoaded" data-partner-id="acme"
                src="${podUrl}/embed/sdk.js"></script></body></html>`,
    });
    return { page: await open(new URL('/policed', portalAUrl).href), complaints };
  }

  it(
    'needs nothing but the pod as a source of the script, of the frames and of the logout',
    async () => {
      const { page, complaints } = await openPoliced(browsers.sandbox.podUrl);
      const chat = page.frameLocator('iframe');
      await logInTo(chat, 'alice');
      await chat.getByTestId('log').waitFor();
      const told = await page.evaluate(async () => {
        const { rendered, symphony, violations } = window as unknown as PolicedPage;
        return { rendered: await rendered, logout: await symphony.logout(), violations };
      });
      const rendered: unknown = jasmine.objectContaining({ streamId: 'fx-desk' });
      expect(told).toEqual({ rendered, logout: {}, violations: [] });
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'is told at once when it does not let the pod into a frame',
    async () => {
      const { page } = await openPoliced(`'self'`);
      const told = await page.evaluate(async () => (window as unknown as PolicedPage).rendered);
      expect(told).toEqual(
        jasmine.objectContaining({
          type: 'CONNECTION_FAILED',
          message: jasmine.stringContaining('the frame-src of this page has to allow'),
        }),
      );
      expect(await page.locator('iframe').count()).toBe(0);
    },
    SPEC_MS,
  );
});
