import type { Change } from './changingProxy.js';
import {
  at,
  ifCookie,
  json,
  LOGOUT,
  notFound,
  redirect,
  toSender,
  withHeader,
  type BrokenPod,
} from './faults.js';

const toPortal = (change: Change): Change => toSender('portal', change);
const withOrigin = (value: string | undefined): Change => withHeader('access-control-allow-origin', value);
const withCredentials = (value: string | undefined): Change =>
  withHeader('access-control-allow-credentials', value);
const withoutCors: Change = (answer, asked) => {
  const changed = withOrigin(undefined)(answer, asked);
  return changed && withCredentials(undefined)(changed, asked);
};

/** Pods whose logout endpoint is wrong, whoever asks. */
export const BROKEN_ENDPOINTS: readonly BrokenPod[] = [
  { check: 'logoutAnswers', fault: 'there is no logout endpoint', change: at(LOGOUT, notFound) },
  { check: 'logoutAnswers', fault: 'the logout endpoint fails', change: ifCookie(false, json(500, {})) },
  {
    check: 'logoutRedirect',
    fault: 'a logout without a session redirects to a login page',
    change: ifCookie(false, redirect(302, '/apps/login')),
  },
  {
    check: 'logoutRedirect',
    fault: 'a logout redirects to the identity provider',
    change: ifCookie(true, redirect(307, 'https://sso.example/logout')),
  },
  {
    check: 'logoutFromFrame',
    fault: 'it wants a token that no frame has',
    change: toSender('frame', ifCookie(false, json(403, { loggedOut: false }))),
  },
  {
    check: 'logoutFromPortal',
    fault: 'it wants a content type',
    change: toPortal(ifCookie(false, json(415, { loggedOut: false }))),
  },
  {
    check: 'logoutBody',
    fault: 'a logout answers nothing',
    change: ifCookie(true, ({ headers }) => ({ status: 204, headers, body: '' })),
  },
  {
    check: 'logoutBody',
    fault: 'a logout answers something else',
    change: ifCookie(true, json(200, { ok: true })),
  },
  {
    check: 'logoutBody',
    fault: 'loggedOut is a text',
    change: ifCookie(true, json(200, { loggedOut: 'true' })),
  },
  {
    check: 'logoutBody',
    fault: 'a refusal has the status 200',
    change: ifCookie(false, json(200, { loggedOut: false })),
  },
  {
    check: 'logoutBody',
    fault: 'a confirmation is very long',
    change: ifCookie(true, ({ headers }) => ({
      status: 200,
      headers,
      body: '{"loggedOut":true}'.padEnd(2e6),
    })),
  },
  {
    check: 'logoutWithoutCookie',
    fault: 'it confirms a logout without a cookie',
    change: ifCookie(false, (answer, asked) =>
      answer.status === 401 ? json(200, { loggedOut: true })(answer, asked) : answer,
    ),
  },
];

/** Pods whose logout endpoint is open to the wrong pages. */
export const BROKEN_CORS: readonly BrokenPod[] = [
  { check: 'logoutCors', fault: 'it has no CORS headers', change: toPortal(withoutCors) },
  { check: 'logoutCors', fault: 'CORS is without credentials', change: toPortal(withCredentials(undefined)) },
  { check: 'logoutCors', fault: 'CORS is for all origins', change: toPortal(withOrigin('*')) },
  {
    check: 'logoutCors',
    fault: 'CORS is for another origin',
    change: toPortal(withOrigin('https://other.example')),
  },
  {
    check: 'logoutCors',
    fault: 'only its confirmations have no CORS headers',
    change: toPortal(ifCookie(true, withoutCors)),
  },
  {
    check: 'logoutCors',
    fault: 'only its refusals have no CORS headers',
    change: toPortal(ifCookie(false, withoutCors)),
  },
  {
    check: 'logoutFromStranger',
    fault: 'every site may read the answers to logout requests',
    change: toSender('stranger', (answer, asked) => withOrigin(asked.headers.origin)(answer, asked)),
  },
  {
    check: 'logoutFromStranger',
    fault: 'every site can log users out',
    change: toSender('stranger', ifCookie(true, json(200, { loggedOut: true }))),
  },
];

/** Changes the answer to the logout of this number, counting those with a cookie that are not a stranger's. */
function forLogout(number: number, change: Change): Change {
  let count = 0;
  return ifCookie(true, (answer, asked) => {
    if (answer.status === 403) return answer;
    return ++count === number ? change(answer, asked) : answer;
  });
}

function withSetCookie(header: string): Change {
  return (answer) => ({ ...answer, headers: { ...answer.headers, 'set-cookie': [header] } });
}

/** Pods that do not log a session out as they should. */
export const BROKEN_SESSIONS: readonly BrokenPod[] = [
  {
    check: 'sessionLogout',
    fault: 'it does not confirm a logout',
    change: forLogout(1, json(401, { loggedOut: false })),
  },
  {
    check: 'sessionLogout',
    fault: 'its scope does not exist',
    change: forLogout(1, json(200, { loggedOut: true, scope: 'all' })),
  },
  {
    check: 'sessionLogout',
    fault: 'its endSessionUrl is a script',
    change: forLogout(1, json(200, { loggedOut: true, endSessionUrl: 'javascript:alert(1)' })),
  },
  {
    check: 'sessionLogoutAgain',
    fault: 'it forgets the session that is over',
    change: forLogout(2, json(401, { loggedOut: false })),
  },
  {
    check: 'sessionLogoutCookieGone',
    fault: 'it answers 401 to a browser that has lost the cookie by the logout',
    change: ifCookie(
      true,
      withSetCookie('__Host-session=; Max-Age=0; Path=/; Secure; SameSite=None; Partitioned'),
    ),
  },
];

/** Pods whose session cookie does not work in frames. */
export const BROKEN_COOKIES: readonly BrokenPod[] = (
  [
    ['cookieSameSite', 'SameSite=None'],
    ['cookieSecure', 'Secure'],
    ['cookiePartitioned', 'Partitioned'],
  ] as const
).flatMap(([check, attribute]): BrokenPod[] => [
  {
    check,
    fault: `the cookie of a login is without ${attribute}`,
    change: (answer) => answer,
    setCookie: (header) => header.replace(`; ${attribute}`, ''),
  },
  {
    check,
    fault: `the cookie of a logout is without ${attribute}`,
    change: ifCookie(true, (answer, asked) => {
      const header = `${asked.headers.cookie ?? ''}; Path=/; Secure; SameSite=None; Partitioned`;
      return withSetCookie(header.replace(`; ${attribute}`, ''))(answer, asked);
    }),
  },
]);
