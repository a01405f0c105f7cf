import type { Spread } from '../statistics.js';

/** What was found of a busy day, by figure. A text says why a figure could not be measured. */
export type Day = Partial<Record<FigureName, Spread | string>>;

/** A figure of a busy day. */
export interface Figure {
  /** What was measured. */
  what: string;
  unit: '' | 's' | 'ms' | 'MB' | 'kB' | '%' | '/s';
  /** What it must be; a figure without it only explains another one. */
  goal?: { atMost: number } | { atLeast: number };
}

const roomOf = (frames: 'ten frames' | 'one frame'): string => `50 messages/s, ${frames}:`;

/** Every figure, in the order of the table. */
export const FIGURES = {
  tenHeard: figure(`${roomOf('ten frames')} heard of 3,000`, '', { atLeast: 3000 }),
  tenP50: figure(`${roomOf('ten frames')} p50`, 's'),
  tenP99: figure(`${roomOf('ten frames')} p99`, 's', { atMost: 1 }),
  tenCpu: figure(`${roomOf('ten frames')} share of a core`, '%', { atMost: 50 }),
  tenHeapStart: figure(`${roomOf('ten frames')} heap at the start`, 'MB'),
  tenHeapFull: figure(`${roomOf('ten frames')} heap after a third of it`, 'MB'),
  tenHeapEnd: figure(`${roomOf('ten frames')} heap at the end`, 'MB'),
  tenHeapGrowth: figure(`${roomOf('ten frames')} heap, growth from then on`, '%', { atMost: 25 }),
  tenSilence: figure(`${roomOf('ten frames')} longest without an answer`, 's'),
  oneHeard: figure(`${roomOf('one frame')} heard of 3,000`, '', { atLeast: 3000 }),
  oneP50: figure(`${roomOf('one frame')} p50`, 's'),
  oneP99: figure(`${roomOf('one frame')} p99`, 's', { atMost: 0.3 }),
  oneCpu: figure(`${roomOf('one frame')} share of a core`, '%', { atMost: 20 }),
  oneHeapStart: figure(`${roomOf('one frame')} heap at the start`, 'MB'),
  oneHeapEnd: figure(`${roomOf('one frame')} heap at the end`, 'MB'),
  oneSilence: figure(`${roomOf('one frame')} longest without an answer`, 's'),
  longReached: figure('room of 10,000: reached by scrolling up', '', { atLeast: 10_000 }),
  longSearch: figure('room of 10,000: the search finds the first, of 1', '', { atLeast: 1 }),
  longHeapEnd: figure('room of 10,000: heap at its end', 'MB', { atMost: 15 }),
  longHeapMiddle: figure('room of 10,000: heap in its middle', 'MB', { atMost: 15 }),
  longHeapTop: figure('room of 10,000: heap at its top', 'MB', { atMost: 15 }),
  noticesP50: figure('full load, Postgres: notices, p50', 'ms', { atMost: 200 }),
  noticesP99: figure('full load, Postgres: notices, p99', 'ms'),
  noticesDrain: figure('full load, Postgres: notices still come for', 's'),
  noticesLost: figure('full load, Postgres: notices lost', '', { atMost: 0 }),
  noticesDisorder: figure('full load, Postgres: notices out of order', '', { atMost: 0 }),
  rateInProcess: figure('one pod with ten sockets, PGlite: messages', '/s', { atLeast: 250 }),
  ratePostgres: figure('one pod with ten sockets, Postgres: messages', '/s', { atLeast: 1000 }),
  renderCold: figure('render(), 80 ms and 10 Mbit/s: cold', 'ms', { atMost: 600 }),
  renderWarm: figure('render(), 80 ms and 10 Mbit/s: warm', 'ms', { atMost: 350 }),
  secondFrame: figure('second frame on the page, same line', 'ms', { atMost: 200 }),
  firstBytes: figure('first frame, over the wire', 'kB', { atMost: 90 }),
  renderPreloaded: figure('checkAuth(true), then render(), same line', 'ms', { atMost: 350 }),
  start: figure('npm start of an unchanged clone, to the banner', 's', { atMost: 6 }),
  build: figure('build from clean', 's', { atMost: 25 }),
} satisfies Record<string, Figure>;

export type FigureName = keyof typeof FIGURES;

function figure(what: string, unit: Figure['unit'], goal?: Figure['goal']): Figure {
  return { what, unit, ...(goal && { goal }) };
}

/** Whether what was found is as it must be, by the middle of it. */
export function isReached({ goal }: Figure, { median }: Spread): boolean {
  if (!goal) return true;
  return 'atMost' in goal ? median <= goal.atMost : median >= goal.atLeast;
}

/** A figure that was found once. */
export const once = (value: number): Spread => ({ median: value, q1: value, q3: value });
