import type { Samples } from './results.js';

/** The middle of many values, and where the middle half of them lies. */
export interface Spread {
  median: number;
  q1: number;
  q3: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const position = (sorted.length - 1) * share;
    const below = sorted[Math.floor(position)] ?? NaN;
    return below + ((sorted[Math.ceil(position)] ?? NaN) - below) * (position % 1);
  };
  return { median: at(0.5), q1: at(0.25), q3: at(0.75) };
}

/** A contender's values of one figure, over the rounds that it was in. */
export function valuesOf(samples: Samples, contender: string, figure: string): number[] {
  const [column, row] = [samples.contenders.indexOf(contender), samples.figures.indexOf(figure)];
  return samples.rounds.flatMap((round) => round[column]?.[row] ?? []);
}

/** How a contender compares with another one, round by round: what both had of the machine was the same there. */
export function ratiosOf(samples: Samples, contender: string, to: string, figure: string): number[] {
  const index = samples.contenders.indexOf(contender);
  const other = samples.contenders.indexOf(to);
  const row = samples.figures.indexOf(figure);
  return samples.rounds.flatMap((round) => {
    const [value, base] = [round[index]?.[row], round[other]?.[row]];
    return value === undefined || base === undefined ? [] : value / base;
  });
}
