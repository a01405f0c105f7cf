/** The checks, in the order in which they are reported. The names are stable: programs may branch on them. */
export const CHECK_NAMES = [
  'focusPage',
  'collaborationPage',
  'servicePage',
  'logoutPage',
  'xFrameOptions',
  'frameAncestors',
  'originAgentCluster',
  'logoutAnswers',
  'logoutRedirect',
  'logoutFromFrame',
  'logoutFromPortal',
  'logoutCors',
  'logoutBody',
  'logoutWithoutCookie',
  'logoutFromStranger',
  'sessionLogout',
  'sessionLogoutAgain',
  'sessionLogoutCookieGone',
  'cookieSameSite',
  'cookieSecure',
  'cookiePartitioned',
] as const;

/** The name of a check. */
export type CheckName = (typeof CHECK_NAMES)[number];

/** A request to the pod and its response, in words. */
export interface Exchange {
  asked: string;
  answered: string;
}

/** Why a problem matters, and how to fix it. */
export interface Advice {
  why: string;
  fix: string;
}

/** How a check went. */
export type Verdict =
  | { outcome: 'passed'; exchanges: readonly Exchange[] }
  | ({ outcome: 'failed'; exchanges: readonly Exchange[]; problem: string } & Advice)
  | { outcome: 'skipped'; reason: string };

/** The result of one check. */
export type CheckResult = { name: CheckName } & Verdict;

/** The results of all checks of a pod. */
export interface PodReport {
  podOrigin: string;
  portalOrigin: string;
  /** Whether no check has failed. */
  passed: boolean;
  results: readonly CheckResult[];
}

/** Passes if there are no problems. */
export function judge(
  exchanges: readonly Exchange[],
  problems: readonly (string | undefined)[],
  advice: Advice,
): Verdict {
  const problem = [...new Set(problems)].filter((text) => text !== undefined).join(' ');
  return problem === ''
    ? { outcome: 'passed', exchanges }
    : { outcome: 'failed', exchanges, problem, ...advice };
}

/** Leaves a check out, with the reason. */
export function skip(reason: string): Verdict {
  return { outcome: 'skipped', reason };
}
