import { statementOf } from '../../../shared/confirmation.js';
import { judge, skip, type Advice, type Verdict } from '../checkResult.js';
import { exchangeWithBody } from '../exchange.js';
import type { Observations, SessionObservations } from '../observe.js';
import type { PodResponse } from '../podRequest.js';
import type { Check } from './check.js';
import {
  answerProblem,
  confirmationIn,
  confirms,
  isSuccess,
  redirectProblem,
  settledOf,
} from './logoutResponses.js';

/** Checks that log a session out. */
export const SESSION_CHECKS: readonly Check[] = [
  {
    name: 'sessionLogout',
    run: (seen) =>
      judgeSession(seen, ({ first }) =>
        judgeConfirmation(first, statementProblem(first), {
          why: 'Only a confirmation of the pod lets logout() succeed.',
          fix:
            'End the session, and answer 200 with { "loggedOut": true }. If the pod sends more: `scope` is "browser" or ' +
            '"jar", and `endSessionUrl` is an address with https. If the cookies that you gave were old, give new ones.',
        }),
      ),
  },
  {
    name: 'sessionLogoutAgain',
    run: (seen) =>
      judgeSession(seen, ({ first, again }) =>
        !confirms(first)
          ? skip('See sessionLogout.')
          : judgeConfirmation(again, undefined, {
              why: 'A second frame, or the portal itself, may ask with the same cookies when the answer to the first one was lost.',
              fix: 'Remember the sessions that are over, and confirm them each time that they are named.',
            }),
      ),
  },
  {
    name: 'sessionLogoutCookieGone',
    run: (seen) =>
      judgeSession(seen, ({ first, afterwards }) =>
        !confirms(first)
          ? skip('See sessionLogout.')
          : judgeConfirmation(afterwards, undefined, {
              why: 'The answer to the first logout changed the cookies. A page that calls logout() once more then gets LOGOUT_UNCONFIRMED, although nobody is logged in.',
              fix: 'Keep a cookie that opens nothing but names the ended session or this browser, and confirm by that. The cookie of the ended session will do.',
            }),
      ),
  },
];

function judgeSession(
  { session, logout, options: { cookie, setCookies } }: Observations,
  run: (session: SessionObservations) => Verdict,
): Verdict {
  if (!cookie && !setCookies.length)
    return skip('This needs a session. Give its cookies with --cookie or --set-cookie.');
  if (!session || answerProblem(logout.frame) !== undefined) return skip('See logoutAnswers.');
  return run(session);
}

function judgeConfirmation(response: PodResponse, problem: string | undefined, advice: Advice): Verdict {
  if (redirectProblem(response) !== undefined) return skip('See logoutRedirect.');
  const settled = settledOf(response);
  const isConfirmed = confirms(response);
  if (settled && isSuccess(settled) && !isConfirmed) return skip('See logoutBody.');
  const refusal = settled ? `The status is ${settled.status}.` : answerProblem(response);
  const refused = isConfirmed ? undefined : `The pod did not confirm. ${refusal ?? ''}`;
  return judge([exchangeWithBody(response)], [refused, problem], advice);
}

/** What the halves would leave out of the report. */
function statementProblem(response: PodResponse): string | undefined {
  const confirmation = confirmationIn(response);
  if (confirmation === undefined) return undefined;
  const given = confirmation as Record<string, unknown>;
  const read: Record<string, unknown> = { ...statementOf(confirmation) };
  const lost = ['scope', 'endSessionUrl'].filter((name) => (given[name] ?? undefined) !== read[name]);
  return lost.length ? `The SDK cannot use ${lost.join(' and ')} in the confirmation.` : undefined;
}
