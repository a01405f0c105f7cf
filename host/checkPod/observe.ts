import type { CheckOptions } from './checkOptions.js';
import { sendRequest, type PodRequest, type PodResponse } from './podRequest.js';
import { CookieJar } from './setCookies.js';

/** The pod's responses, from which all checks are made. */
export interface Observations {
  options: CheckOptions;
  /** The pages for frames, each after the redirects that stay at the pod. */
  pages: Record<'focus' | 'collaboration' | 'service', PodResponse>;
  /** The page where a person can log out. */
  logoutPage: PodResponse;
  /** Logout requests without a cookie. */
  logout: Record<Sender, PodResponse>;
  /** Logout requests with the cookies of a session. `undefined` without cookies, or without an answer to the others. */
  session: SessionObservations | undefined;
}

/** Logout requests with the cookies of a session, in this order. */
export interface SessionObservations {
  /** From a site that is no partner. */
  fromStranger: PodResponse;
  /** From a frame. */
  first: PodResponse;
  /** From the portal, with the same cookies. */
  again: PodResponse;
  /** From a frame, with the cookies that a browser has after the first one. */
  afterwards: PodResponse;
}

type Sender = 'frame' | 'portal' | 'stranger';

/** An origin that is nobody's partner. The name is reserved, so nobody can have it. */
export const STRANGER = 'https://stranger.invalid';
const REDIRECTS_MAX = 5;

/** Sends all requests. Without cookies, they change nothing at the pod. */
export async function observe(options: CheckOptions): Promise<Observations> {
  const { paths } = options;
  const [focus, collaboration, service, logoutPage, frame, portal, stranger] = await Promise.all([
    loadFrame(options, paths.focus),
    loadFrame(options, paths.collaboration),
    loadFrame(options, paths.service),
    load(options, new URL(paths.topLevelLogout, options.podOrigin), 'in a tab', {
      'sec-fetch-dest': 'document',
      'sec-fetch-site': 'none',
    }),
    askToLogOut(options, 'frame'),
    askToLogOut(options, 'portal'),
    askToLogOut(options, 'stranger'),
  ]);
  const pages = { focus, collaboration, service };
  const logout = { frame, portal, stranger };
  // An endpoint that never answers would be waited for again and again.
  const session = frame.kind === 'answered' ? await observeSession(options) : undefined;
  return { options, pages, logoutPage, logout, session };
}

/** Logs the given session out, several times, as a browser does that has more than one frame. */
async function observeSession(options: CheckOptions): Promise<SessionObservations | undefined> {
  const jar = new CookieJar(options.cookie);
  jar.store(options.setCookies);
  if (!jar.header) return undefined;
  // The pod may set more cookies with its pages.
  const page = await loadFrame(options, options.paths.focus, jar.header);
  store(jar, page);
  const cookie = jar.header;
  const fromStranger = await askToLogOut(options, 'stranger', cookie);
  const first = await askToLogOut(options, 'frame', cookie);
  const again = await askToLogOut(options, 'portal', cookie);
  store(jar, first);
  const afterwards = await askToLogOut(options, 'frame', jar.header);
  return { fromStranger, first, again, afterwards };
}

function store(jar: CookieJar, response: PodResponse): void {
  if (response.kind === 'answered') jar.store(response.setCookies);
}

/** Loads a page as an iframe of the portal does. */
function loadFrame(options: CheckOptions, path: string, cookie = ''): Promise<PodResponse> {
  const { podOrigin, portalOrigin, partnerId } = options;
  const url = new URL(path, podOrigin);
  url.searchParams.set('sdkOrigin', portalOrigin);
  if (partnerId) url.searchParams.set('partnerId', partnerId);
  return load(options, url, 'in a frame of the portal', {
    'referer': `${portalOrigin}/`,
    'sec-fetch-dest': 'iframe',
    'sec-fetch-site': siteOf(portalOrigin, podOrigin),
    ...(cookie && { cookie }),
  });
}

/** Loads a page, and follows redirects as long as they stay at the pod. */
async function load(
  { podOrigin, deadlineMs }: CheckOptions,
  start: URL,
  as: string,
  headers: PodRequest['headers'],
): Promise<PodResponse> {
  let url = start;
  const setCookies: string[] = [];
  for (let redirects = 0; ; redirects++) {
    const response = await sendRequest(
      {
        method: 'GET',
        url,
        as,
        headers: { 'accept': 'text/html', 'sec-fetch-mode': 'navigate', ...headers },
      },
      deadlineMs,
    );
    if (response.kind === 'unanswered') return response;
    setCookies.push(...response.setCookies);
    const target = redirectOf(response.status, response.headers.location, url);
    if (target?.origin !== podOrigin || redirects === REDIRECTS_MAX) return { ...response, setCookies };
    url = target;
  }
}

/** Returns the address to which a response redirects, or `undefined`. */
export function redirectOf(status: number, location: string | undefined, base: URL): URL | undefined {
  const isRedirect = status >= 300 && status < 400 && location !== undefined;
  return isRedirect && URL.canParse(location, base.href) ? new URL(location, base) : undefined;
}

/** Sends the request that a frame, the portal's page, or a page of another site sends. */
function askToLogOut(options: CheckOptions, sender: Sender, cookie = ''): Promise<PodResponse> {
  const { podOrigin, portalOrigin, paths, deadlineMs } = options;
  const origin = { frame: podOrigin, portal: portalOrigin, stranger: STRANGER }[sender];
  const who = {
    frame: 'as a frame of the pod',
    portal: 'as the portal',
    stranger: `as a page of ${STRANGER}`,
  };
  return sendRequest(
    {
      method: 'POST',
      url: new URL(paths.logout, podOrigin),
      as: `${who[sender]}, ${cookie ? 'with cookies' : 'without cookies'}`,
      headers: {
        origin,
        'accept': '*/*',
        'content-length': '0',
        'sec-fetch-dest': 'empty',
        'sec-fetch-mode': 'cors',
        'sec-fetch-site': siteOf(origin, podOrigin),
        ...(sender === 'frame' && { 'x-symphony-embed': '1' }),
        ...(cookie && { cookie }),
      },
    },
    deadlineMs,
  );
}

/** Browsers also know `same-site`, but they need a list of all public suffixes for that. */
function siteOf(origin: string, podOrigin: string): string {
  return origin === podOrigin ? 'same-origin' : 'cross-site';
}
