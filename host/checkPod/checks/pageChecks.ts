import { judge, type Advice } from '../checkResult.js';
import { clip, exchangeOf } from '../exchange.js';
import { redirectOf, type Observations } from '../observe.js';
import type { PodResponse } from '../podRequest.js';
import type { Check } from './check.js';

/** Checks that the pages are there. */
export const PAGE_CHECKS: readonly Check[] = [
  framePage('focusPage', 'focus', {
    why: 'render() shows a chat in this page. Without it, render() rejects with CONNECTION_FAILED.',
    fix: 'Serve a page here that calls connectApp, or give the path of your page with --focus and in `paths.focus` of the SDK.',
  }),
  framePage('collaborationPage', 'collaboration', {
    why: 'In Collaboration mode, render() shows the whole client in this page.',
    fix:
      'Serve a page here that calls connectApp, or give its path with --collaboration and in `paths.collaboration`. If ' +
      'your portals use Focus mode only, add --skip collaborationPage.',
  }),
  framePage('servicePage', 'service', {
    why:
      'The host loads this page in a hidden frame when no chat is rendered, for checkAuth() and logout(). Without it, such a ' +
      'logout() cannot clear the browser storage.',
    fix: 'Serve a page here that calls connectApp with session.revoke, and then ready(). Or give its path with --service and in `paths.service`.',
  }),
  {
    name: 'logoutPage',
    run: ({ logoutPage }) =>
      judge([exchangeOf(logoutPage)], [logoutPageProblem(logoutPage)], {
        why: 'If the pod does not confirm a logout, the portal leads the user to this page (data.topLevelLogoutUrl).',
        fix: 'Serve a page here with a log-out button, or give its path with --top-level-logout and in `paths.topLevelLogout`.',
      }),
  },
];

function framePage(name: Check['name'], page: keyof Observations['pages'], advice: Advice): Check {
  return {
    name,
    run: ({ pages }) => judge([exchangeOf(pages[page])], [framePageProblem(pages[page])], advice),
  };
}

/** Returns the reason why a response is no page in which a frame half can run. */
export function framePageProblem(response: PodResponse): string | undefined {
  if (response.kind === 'unanswered') return `There is no page: ${response.problem}.`;
  const { status, headers, body, isCut, url } = response;
  const target = redirectOf(status, headers.location, new URL(url));
  if (target)
    return target.origin === new URL(url).origin
      ? 'The page redirects again and again.'
      : `The page redirects to ${clip(target.href)}, which is not the pod. Say userInteractionRequired in the page instead.`;
  if (status !== 200) return `The status is ${status}, not 200.`;
  const type = headers['content-type'] ?? '';
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(type))
    return `The content-type is ${type ? clip(type) : 'missing'}, not text/html.`;
  if (!isCut && !/<script\b/i.test(body)) return 'The page has no <script>, so no frame half can run in it.';
  return undefined;
}

function logoutPageProblem(response: PodResponse): string | undefined {
  if (response.kind === 'unanswered') return `There is no page: ${response.problem}.`;
  const { status, headers, url } = response;
  // The page may be at the identity provider, or ask for a login first.
  if (status === 200 || redirectOf(status, headers.location, new URL(url))) return undefined;
  return `The status is ${status}, not 200.`;
}
