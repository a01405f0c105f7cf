import { confirmsLogout } from '../../../shared/confirmation.js';
import type { Exchange } from '../checkResult.js';
import { clip, exchangeOf } from '../exchange.js';
import { redirectOf, type Observations } from '../observe.js';
import type { Answered, PodResponse } from '../podRequest.js';

/** All responses to logout requests, but not those to a stranger. */
export function logoutResponsesOf({ logout: { frame, portal }, session }: Observations): PodResponse[] {
  return [frame, portal, ...(session ? [session.first, session.again, session.afterwards] : [])];
}

/** Returns the reason why nothing handles the request, which is the matter of `logoutAnswers`. */
export function answerProblem(response: PodResponse): string | undefined {
  if (response.kind === 'unanswered') return `There is no answer: ${response.problem}.`;
  const { status } = response;
  return [404, 405, 410].includes(status) || status >= 500
    ? `The status is ${status}, so nothing handles this request.`
    : undefined;
}

/** Returns where a response leads to, which is the matter of `logoutRedirect`. */
export function redirectProblem(response: PodResponse): string | undefined {
  if (response.kind === 'unanswered') return undefined;
  const { status, headers, url } = response;
  const target = redirectOf(status, headers.location, new URL(url));
  return target && `The pod redirects to ${clip(target.href)}.`;
}

/** Returns the response if the endpoint has answered by itself. Otherwise another check fails. */
export function settledOf(response: PodResponse): Answered | undefined {
  const isSettled = answerProblem(response) === undefined && redirectProblem(response) === undefined;
  return isSettled && response.kind === 'answered' ? response : undefined;
}

/** The same, for more than one. */
export function settledIn(responses: readonly PodResponse[]): Answered[] {
  return responses.map(settledOf).filter((response) => response !== undefined);
}

/** Returns whether the status says that all is well. */
export function isSuccess({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}

/** Returns the confirmation in a response, by the rule of the halves. `undefined` if it is none. */
export function confirmationIn(response: PodResponse): unknown {
  if (response.kind === 'unanswered' || response.isCut) return undefined;
  try {
    const { url, body } = response;
    const confirmation: unknown = JSON.parse(body);
    return confirmsLogout({ ok: isSuccess(response), url }, url, confirmation) ? confirmation : undefined;
  } catch {
    return undefined;
  }
}

/** Returns whether a response confirms a logout. */
export function confirms(response: PodResponse): boolean {
  return confirmationIn(response) !== undefined;
}

/** A request and its response in words, with the headers that let a portal read it. */
export function corsExchange(response: PodResponse): Exchange {
  return exchangeOf(response, 'access-control-allow-origin', 'access-control-allow-credentials');
}
