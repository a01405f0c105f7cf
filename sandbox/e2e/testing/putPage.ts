import type { BrowserContext } from 'playwright-core';

/** A page, and scripts of the same site that it loads: files by their paths. */
export interface PutPage {
  html: string;
  scripts?: Record<string, string>;
  headers?: Record<string, string>;
}

/**
 * Puts a page of one's own at an address, so that a site that the pod knows as a partner's, or one that it does not, has
 * a page that nobody wrote for the sandbox.
 */
export async function putPage(
  context: BrowserContext,
  url: string,
  { html, scripts = {}, headers = {} }: PutPage,
): Promise<void> {
  // An answer that comes from no address counts as one of the public internet, from where the way here is not open.
  if (context.browser()?.browserType().name() === 'chromium')
    await context.grantPermissions(['local-network-access'], { origin: new URL(url).origin });
  await context.route(url, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: html }),
  );
  for (const [path, body] of Object.entries(scripts)) {
    await context.route(new URL(path, url).href, (route) =>
      route.fulfill({ contentType: 'text/javascript; charset=utf-8', body }),
    );
  }
}
