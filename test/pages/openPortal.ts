import { makeSlot } from './makeSlot.js';
import { until } from './until.js';

/** The window of a portal: the globals that its page and the SDK make. */
export type PortalWindow = Window & Record<string, unknown>;

/** A whole page. */
function pageOf(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><title>Portal</title>${head}<body>${body}</body></html>`;
}

/** The address of a page of its own. The server of the specs takes the page from the address. */
export function addressOf(body: string, head: string): string {
  return `/portal?${String(new URLSearchParams({ html: pageOf(body, head) }))}`;
}

/**
 * Opens a page of this origin that is written as HTML, so that the parser meets its script tags as it does in a portal.
 * It is closed after the spec. Resolves when everything in it is loaded.
 *
 * @param html - What is in its body.
 * @param address - Its address, see {@link addressOf}. A page without one has no history and no links to other pages.
 */
export async function openPortal(html: string, address?: string): Promise<PortalWindow> {
  const portal = document.createElement('iframe');
  portal.width = portal.height = '800';
  if (address) portal.src = address;
  else portal.srcdoc = pageOf(html);
  makeSlot().append(portal);
  const content = portal.contentWindow as unknown as PortalWindow;
  let isLoaded = false;
  portal.addEventListener('load', () => {
    isLoaded = true;
  });
  await until(() => isLoaded, 'the portal to load');
  return content;
}

/** Calls a function of the portal's `window.symphony`. */
export async function callSymphony(portal: PortalWindow, name: string, ...args: unknown[]): Promise<unknown> {
  const symphony = portal['symphony'] as Record<string, (...args: unknown[]) => unknown>;
  const result = await symphony[name]?.(...args);
  return JSON.parse(JSON.stringify(result ?? null)) as unknown;
}
