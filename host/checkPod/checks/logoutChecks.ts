import { judge, skip, type Advice, type Verdict } from '../checkResult.js';
import { clip, exchangeOf, exchangeWithBody } from '../exchange.js';
import { STRANGER, type Observations } from '../observe.js';
import type { Answered, PodResponse } from '../podRequest.js';
import type { Check } from './check.js';
import {
  answerProblem,
  confirms,
  corsExchange,
  isSuccess,
  logoutResponsesOf,
  redirectProblem,
  settledIn,
  settledOf,
} from './logoutResponses.js';

const NOT_SETTLED = 'See logoutAnswers and logoutRedirect.';

/** Checks of the logout endpoint. They need no session. */
export const LOGOUT_CHECKS: readonly Check[] = [
  {
    name: 'logoutAnswers',
    run: ({ logout: { frame, portal } }) =>
      judge([frame, portal].map(withoutBody), [frame, portal].map(answerProblem), {
        why: 'Nothing ends the session without this endpoint. logout() rejects with LOGOUT_UNCONFIRMED.',
        fix: 'Answer POST requests here, also those without a body. Or give the path of your endpoint with --logout and in `paths.logout`.',
      }),
  },
  {
    name: 'logoutRedirect',
    run: (seen) => {
      const responses = logoutResponsesOf(seen).filter((one) => answerProblem(one) === undefined);
      if (!responses.length) return skip('See logoutAnswers.');
      return judge(responses.map(withoutBody), responses.map(redirectProblem), {
        why: 'Both halves refuse a redirected answer, because another address cannot confirm a logout.',
        fix: 'Answer at this address, with 401 if there is no session. Exclude it from redirects to a login page.',
      });
    },
  },
  {
    name: 'logoutFromFrame',
    run: ({ logout: { frame } }) =>
      judgeRefusal(frame, {
        why: 'A frame ends the session by this request. Without it, only the portal can ask the pod, after half of the deadline.',
        fix: 'Accept POST requests of the pod’s own origin with the header X-Symphony-Embed: 1. Answer 401 if no cookie came.',
      }),
  },
  {
    name: 'logoutFromPortal',
    run: ({ logout: { portal } }) =>
      judgeRefusal(portal, {
        why: 'The portal asks the pod when no frame can, for example because they all hang.',
        fix: 'Accept POST requests with the Origin of a partner. They have no body, no content-type and no header of their own, so that they need no preflight. Answer 401 if no cookie came.',
      }),
  },
  { name: 'logoutCors', run: checkCors },
  {
    name: 'logoutBody',
    run: (seen) => {
      const successes = settledIn(logoutResponsesOf(seen)).filter(isSuccess);
      if (!successes.length) return skip('No logout request was answered with a 2xx status.');
      return judge(successes.map(exchangeWithBody), successes.map(bodyProblem), {
        why: 'The halves believe only a 2xx status together with the JSON { "loggedOut": true }. Everything else is LOGOUT_UNCONFIRMED.',
        fix: 'Send { "loggedOut": true } when the session is over, now or already. Otherwise send an error status.',
      });
    },
  },
  {
    name: 'logoutWithoutCookie',
    run: ({ logout: { frame, portal } }) => {
      const settled = settledIn([frame, portal]);
      if (!settled.length) return skip(NOT_SETTLED);
      const isBelieved = settled.some(confirms);
      return judge(
        settled.map(exchangeWithBody),
        [isBelieved ? 'The pod confirmed a logout although no cookie came.' : undefined],
        {
          why: 'The browser may have kept the cookie back. Then the session goes on, and the portal believes that it is over.',
          fix: 'Answer 401 with { "loggedOut": false } if no cookie names a session that the pod knows.',
        },
      );
    },
  },
  {
    name: 'logoutFromStranger',
    run: ({ logout, session }) => {
      const all = [logout.stranger, ...(session ? [session.fromStranger] : [])];
      const responses = all.filter((one) => one.kind === 'answered');
      if (!responses.length) return skip('See logoutAnswers.');
      return judge(responses.map(corsExchange), responses.map(strangerProblem), {
        why: 'Any web site could log users out, or read the answers of the pod.',
        fix: 'Compare Origin with the list of partners, and answer 403 to all others. Do not repeat every Origin in Access-Control-Allow-Origin.',
      });
    },
  },
];

function withoutBody(response: PodResponse) {
  return exchangeOf(response);
}

/** Without a cookie, a pod can only say that it does not know the session. */
function judgeRefusal(response: PodResponse, advice: Advice): Verdict {
  const settled = settledOf(response);
  if (!settled) return skip(NOT_SETTLED);
  const { status } = settled;
  const problem =
    isSuccess(settled) || status === 401
      ? undefined
      : `The status is ${status}. The pod refuses the request itself.`;
  return judge([exchangeWithBody(settled)], [problem], advice);
}

function checkCors({ logout, session, options: { portalOrigin } }: Observations): Verdict {
  const responses = settledIn([logout.portal, ...(session ? [session.again] : [])]);
  if (!responses.length) return skip(NOT_SETTLED);
  return judge(
    responses.map(corsExchange),
    responses.flatMap((one) => corsProblems(one, portalOrigin)),
    {
      why: 'The request of the portal has cookies. Without exactly these two headers, the browser hides the answer from the portal.',
      fix: `Send Access-Control-Allow-Origin: ${portalOrigin} and Access-Control-Allow-Credentials: true with every answer to this origin, also with errors.`,
    },
  );
}

function corsProblems({ headers }: Answered, portalOrigin: string): string[] {
  const problems: string[] = [];
  const origin = headers['access-control-allow-origin'];
  if (origin === undefined) problems.push('Access-Control-Allow-Origin is missing.');
  else if (origin === '*')
    problems.push('Access-Control-Allow-Origin is *, which does not count for requests with cookies.');
  else if (origin !== portalOrigin)
    problems.push(`Access-Control-Allow-Origin is ${clip(origin)}, not ${portalOrigin}.`);
  if (headers['access-control-allow-credentials'] !== 'true')
    problems.push('Access-Control-Allow-Credentials: true is missing.');
  return problems;
}

function strangerProblem(response: Answered): string | undefined {
  if (confirms(response)) return `The pod confirmed a logout to ${STRANGER}.`;
  return response.headers['access-control-allow-origin'] === STRANGER
    ? `Access-Control-Allow-Origin repeats ${STRANGER}, which is no partner.`
    : undefined;
}

function bodyProblem(response: Answered): string | undefined {
  if (confirms(response)) return undefined;
  const { status, isCut } = response;
  return isCut
    ? `The status is ${status}, and the body is longer than a confirmation can be.`
    : `The status is ${status}, but the body is not JSON with "loggedOut": true.`;
}
