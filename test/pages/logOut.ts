import type { ErrorPayload, LogoutFailure, LogoutReport, Symphony, SymphonyError } from 'symphony-embed/host';
import { iframesOf, type Shown } from './showFrames.js';

/** A logout settles within its deadline and this. */
const SETTLES_WITHIN_MS = 250;
/** What a machine may add on which several browsers and frames share two processors. */
const BUSY_MACHINE_MS = 1_500;

/** How a logout ended. */
export interface LogoutEnd {
  /** `success`, or the type of the error. */
  type: 'success' | ErrorPayload['type'];
  report: LogoutReport;
  /** The report of a failed one says more. */
  failure?: LogoutFailure;
  message?: string;
}

/** Logs out, and expects that it settles in time. */
export async function logOut(symphony: Symphony, deadlineMs: number): Promise<LogoutEnd> {
  const startedAtMs = performance.now();
  const end = await endOf(symphony.logout({ deadlineMs }));
  expect(performance.now() - startedAtMs)
    .withContext('milliseconds until it settled')
    .toBeLessThan(deadlineMs + SETTLES_WITHIN_MS + BUSY_MACHINE_MS);
  return end;
}

/** Tells how a logout ended. */
export async function endOf(logout: Promise<LogoutReport>): Promise<LogoutEnd> {
  try {
    return { type: 'success', report: await logout };
  } catch (thrown) {
    const { type, message, data } = thrown as SymphonyError;
    const failure = data as LogoutFailure;
    return { type, message, failure, report: failure };
  }
}

/** The outcomes of the frames, by slot. */
export function outcomesOf({ report }: LogoutEnd): Record<string, string> {
  return Object.fromEntries(report.frames.map(({ slot, outcome }) => [slot, outcome]));
}

/** Expects that no iframe of the pod is left, and that nothing else in the page is different. */
export function expectNothingLeft({ pod, changes }: Shown, except: readonly string[] = []): void {
  expect(iframesOf(pod)).withContext('iframes left').toEqual([]);
  const others = changes().filter((change) => !except.some((what) => change.startsWith(what)));
  expect(others).withContext('changes in the page').toEqual([]);
}
