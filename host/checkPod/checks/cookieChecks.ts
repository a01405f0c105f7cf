import { judge, skip, type Advice, type Verdict } from '../checkResult.js';
import type { Observations } from '../observe.js';
import { parseSetCookie, type SetCookie } from '../setCookies.js';
import type { Check } from './check.js';

/** Checks the cookies that the pod sets in frames. */
export const COOKIE_CHECKS: readonly Check[] = [
  {
    name: 'cookieSameSite',
    run: (seen) => {
      const isNone = ({ attributes }: SetCookie) => attributes.get('samesite')?.toLowerCase() === 'none';
      return judgeCookies(cookiesIn(seen), isNone, 'SameSite=None', {
        why: 'In a frame of another site, browsers neither keep nor send such a cookie, so the frame is never logged in.',
        fix: 'Send the cookie with SameSite=None, also when you delete it.',
      });
    },
  },
  {
    name: 'cookieSecure',
    run: (seen) =>
      judgeCookies(cookiesIn(seen), ({ attributes }) => attributes.has('secure'), 'Secure', {
        why: 'Browsers refuse a cookie with SameSite=None or Partitioned that is not Secure.',
        fix: 'Send the cookie with Secure, also when you delete it, and serve the pod over https.',
      }),
  },
  {
    name: 'cookiePartitioned',
    run: (seen) => {
      const all = cookiesIn(seen);
      const { setCookies } = seen.options;
      const sessionNames = setCookies.map((header) => parseSetCookie(header).name);
      // A pod may have other cookies outside of partitions, beside the one that works in frames.
      const isOneEnough = !sessionNames.length && all.some(isPartitioned);
      const judged = sessionNames.length ? all.filter(({ name }) => sessionNames.includes(name)) : all;
      return judgeCookies(judged, (cookie) => isOneEnough || isPartitioned(cookie), 'Partitioned', {
        why: 'Browsers that block third-party cookies drop such a cookie in frames, so nobody can log in there.',
        fix: 'Send the cookie of the session with Partitioned, also when you delete it.',
      });
    },
  },
];

interface SeenCookie extends SetCookie {
  /** The request whose response set the cookie. */
  asked: string;
}

/** The cookies that the pod has set in frames and for the portal, each once. */
function cookiesIn({ pages, logout, session, options }: Observations): SeenCookie[] {
  const { focus, collaboration, service } = pages;
  const responses = [focus, collaboration, service, logout.frame, logout.portal];
  if (session) responses.push(session.first, session.again, session.afterwards);
  const headers = responses.flatMap((response) =>
    response.kind === 'unanswered'
      ? []
      : response.setCookies.map((header) => [header, response.asked] as const),
  );
  headers.push(...options.setCookies.map((header) => [header, 'The login, by --set-cookie'] as const));
  const cookies = headers.map(([header, asked]) => ({ asked, ...parseSetCookie(header) }));
  return [...new Map(cookies.reverse().map((cookie) => [cookie.text, cookie])).values()].reverse();
}

function isPartitioned({ attributes }: SetCookie): boolean {
  return attributes.has('partitioned');
}

function judgeCookies(
  cookies: readonly SeenCookie[],
  isGood: (cookie: SeenCookie) => boolean,
  attribute: string,
  advice: Advice,
): Verdict {
  if (!cookies.length)
    return skip('The pod set no cookies. Give the Set-Cookie header of its login with --set-cookie.');
  return judge(
    cookies.map(({ asked, text }) => ({ asked, answered: `set-cookie: ${text}` })),
    cookies.map((cookie) =>
      isGood(cookie) ? undefined : `The cookie ${cookie.name} does not have ${attribute}.`,
    ),
    advice,
  );
}
