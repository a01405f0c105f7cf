import type { Day } from './day/figures.js';
import type { PageResults, Weight } from './results.js';

/** Everything that a run gives, or a part of it. */
export interface Results extends PageResults {
  weights: Weight[];
  day: Day;
}
