import type { CheckOptions } from '../../host/checkPod/checkOptions.js';
import { checkPod } from '../../host/checkPod/checkPod.js';
import type { CheckResult, PodReport } from '../../host/checkPod/checkResult.js';
import { defaults } from '../../host/options.js';

/** What a check of a pod may take, on a busy machine. */
export const SPEC_MS = 40_000;

/** Checks a pod with the command's defaults, but with a deadline that a busy machine meets. */
export function checkWithDefaults(
  podOrigin: string,
  options: Pick<CheckOptions, 'portalOrigin'> & Partial<CheckOptions>,
): Promise<PodReport> {
  return checkPod({
    podOrigin,
    paths: defaults.paths,
    cookie: '',
    setCookies: [],
    deadlineMs: 20_000,
    skip: [],
    ...options,
  });
}

/** The names of the checks with an outcome. */
export function namesOf({ results }: PodReport, outcome: CheckResult['outcome']): string[] {
  return results.filter((result) => result.outcome === outcome).map(({ name }) => name);
}
