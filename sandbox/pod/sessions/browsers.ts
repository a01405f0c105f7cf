import { randomUUID } from 'node:crypto';

/*
 * Which browser is it?
 *
 * A logout is for the user's sessions under every site, but browsers hide that two frames under two sites are in the same
 * browser: each site that embeds has a jar of cookies of its own. Two cookies tell what there is to know.
 *
 * - The cookie of the jar is partitioned. Its id tells one jar from another.
 * - The shared cookie is not partitioned. Some browsers send it to all frames and to the pod's own tabs. Others drop it in
 *   frames. Firefox keeps it apart for each site, without saying so. Requests with the same id in it are from the same
 *   browser; requests with different ones may be, too.
 *
 * The pod's own pages, in a tab, always have the shared cookie of the browser itself. So its id is the browser's, and
 * proven, once it was sent with such a page. The jar of a frame learns it where the browser shows the frame that cookie, or
 * from the popup login's one-time code. Two different proven ids are two browsers. All else is a guess.
 */

/** What the cookies of a request say. */
export interface BrowserCookies {
  jar: { id: string; browserId?: string | undefined } | undefined;
  shared: { id: string; proven: boolean } | undefined;
}

/** What is known of the browser that a request comes from. */
export interface Browser {
  jarId: string;
  /** The id in the shared cookie, if the request has it. */
  sharedId: string | undefined;
  /** The id of the browser, if that is proven. */
  browserId: string | undefined;
}

/** A browser, and what to write into its cookies. */
export interface Identification {
  browser: Browser;
  cookies: { jar: NonNullable<BrowserCookies['jar']>; shared: NonNullable<BrowserCookies['shared']> };
  /** What else the request proves to be of this browser: sessions of this jar, and of another id that it had. */
  isNews: boolean;
}

/** @param topLevel - Whether the request is for a page of the pod in a tab. */
export function identifyBrowser({ jar, shared }: BrowserCookies, topLevel: boolean): Identification {
  const sharedNow = {
    id: shared?.id ?? randomUUID(),
    proven: topLevel || (shared?.proven ?? false),
  };
  const browserId = provenIdOf({ jar, shared: sharedNow });
  const browser = { jarId: jar?.id ?? randomUUID(), sharedId: shared?.id, browserId };
  return {
    browser,
    cookies: { jar: { id: browser.jarId, browserId }, shared: sharedNow },
    isNews: browserId !== jar?.browserId || (shared !== undefined && shared.proven !== sharedNow.proven),
  };
}

/** The id of the browser, if these cookies prove one. */
export function provenIdOf({ jar, shared }: BrowserCookies): string | undefined {
  return shared?.proven === true ? shared.id : jar?.browserId;
}

/** What is known of a browser that may have lost its cookies. */
export type KnownIds = { [Id in keyof Browser]?: string | undefined };

/** All ids that a browser is known by. */
export function idsOf({ jarId, sharedId, browserId }: KnownIds): string[] {
  return [jarId, sharedId, browserId].filter((id) => id !== undefined);
}

const ID = '[\\da-f-]{36}';
const JAR = new RegExp(`^jar:(${ID})(?::(${ID}))?$`);
const SHARED = new RegExp(`^(proven|guess):(${ID})$`);

/** The text of a jar's cookie. */
export function writeJar({ id, browserId }: NonNullable<BrowserCookies['jar']>): string {
  return `jar:${id}${browserId === undefined ? '' : `:${browserId}`}`;
}

/** What {@link writeJar} wrote. */
export function readJar(text = ''): BrowserCookies['jar'] {
  const [, id, browserId] = JAR.exec(text) ?? [];
  return id === undefined ? undefined : { id, browserId };
}

/** The text of the shared cookie. */
export function writeShared({ id, proven }: NonNullable<BrowserCookies['shared']>): string {
  return `${proven ? 'proven' : 'guess'}:${id}`;
}

/** What {@link writeShared} wrote. */
export function readShared(text = ''): BrowserCookies['shared'] {
  const [, kind, id] = SHARED.exec(text) ?? [];
  return id === undefined ? undefined : { id, proven: kind === 'proven' };
}

/** A browser's kind: its name for itself, without the numbers of versions, which change when it is updated. */
export function kindOf(userAgent = ''): string {
  return userAgent.replaceAll(/[\d._]+/g, '');
}
