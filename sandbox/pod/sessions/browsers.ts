import { randomUUID } from 'node:crypto';

/*
 * Which browser is it?
 *
 * A logout ends the browser's sessions under every site, so a login must be known to belong to a browser. Browsers hide
 * just that: a frame's cookies live in a jar of their own for each site that embeds it. Two cookies name the browser all
 * the same. The one in the jar tells one jar from another. The unpartitioned one is the same everywhere in browsers that
 * send it to frames at all; others drop it there, and Firefox keeps it apart for each site without saying so. What a
 * frame's cookies say is therefore a guess, until a name that was given to the pod's own, top-level pages turns up in
 * the frame: by the unpartitioned cookie, or brought along by the popup login's one-time code. That is a proof.
 */

/** A browser's name, and whether it is known to be the browser's or only that of a jar of cookies in it. */
export interface Browser {
  id: string;
  proven: boolean;
}

/** What the cookies of a request say about its browser. */
export interface BrowserCookies {
  jar: Browser | undefined;
  unpartitioned: Browser | undefined;
}

/** Who it is, and the other names that turn out to be the same browser's. */
export interface Identification {
  browser: Browser;
  alsoKnownAs: string[];
}

/** @param topLevel - Whether the request is for a page of the pod that no other site embeds. */
export function identifyBrowser({ jar, unpartitioned }: BrowserCookies, topLevel: boolean): Identification {
  const named = [unpartitioned, jar].filter((browser) => browser !== undefined);
  const best = named.find(({ proven }) => proven) ?? named[0];
  const browser: Browser = {
    id: best?.id ?? randomUUID(),
    proven: topLevel || (best?.proven ?? false),
  };
  const ids = new Set(named.map(({ id }) => id));
  ids.delete(browser.id);
  return { browser, alsoKnownAs: [...ids] };
}

/** A browser as the text of a cookie. */
export function writeBrowser({ id, proven }: Browser): string {
  return `${proven ? 'proven' : 'guess'}:${id}`;
}

/** The browser that {@link writeBrowser} wrote. */
export function readBrowser(text = ''): Browser | undefined {
  const [, kind, id] = /^(proven|guess):([\da-f-]{36})$/.exec(text) ?? [];
  return id === undefined ? undefined : { id, proven: kind === 'proven' };
}
