import { failure } from '../../shared/errors.js';
import { COOKIE_CHECKS } from './checks/cookieChecks.js';
import { FRAMING_CHECKS } from './checks/framingChecks.js';
import { LOGOUT_CHECKS } from './checks/logoutChecks.js';
import { PAGE_CHECKS } from './checks/pageChecks.js';
import { SESSION_CHECKS } from './checks/sessionChecks.js';
import type { CheckOptions } from './checkOptions.js';
import { skip, type CheckResult, type PodReport } from './checkResult.js';
import { observe, type Observations } from './observe.js';

const CHECKS = [...PAGE_CHECKS, ...FRAMING_CHECKS, ...LOGOUT_CHECKS, ...SESSION_CHECKS, ...COOKIE_CHECKS];

/**
 * Checks a running pod: sends the requests that the SDK and browsers send, and judges the responses.
 *
 * @throws {@link SymphonyError} `CONNECTION_FAILED` if the pod answered none of them.
 */
export async function checkPod(options: CheckOptions): Promise<PodReport> {
  const seen = await observe(options);
  refuseSilence(seen);
  const results = CHECKS.map(({ name, run }): CheckResult => {
    const verdict = options.skip.includes(name) ? skip('Left out by --skip.') : run(seen);
    return { name, ...verdict };
  });
  const { podOrigin, portalOrigin } = options;
  return { podOrigin, portalOrigin, passed: results.every(({ outcome }) => outcome !== 'failed'), results };
}

function refuseSilence({ pages, logoutPage, logout, options }: Observations): void {
  const responses = [...Object.values(pages), logoutPage, ...Object.values(logout)];
  const [first] = responses;
  if (first?.kind === 'unanswered' && responses.every(({ kind }) => kind === 'unanswered'))
    throw failure(
      'CONNECTION_FAILED',
      'check the pod',
      `${options.podOrigin} is not reachable: ${first.problem}`,
    );
}
