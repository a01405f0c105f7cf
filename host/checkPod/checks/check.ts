import type { CheckName, Verdict } from '../checkResult.js';
import type { Observations } from '../observe.js';

/** One check. It sends no requests. */
export interface Check {
  name: CheckName;
  run: (seen: Observations) => Verdict;
}
