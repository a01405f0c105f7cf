/** Figures of several contenders, from rounds in which each of them had its turn twice: A B C … C B A. */
export interface Samples {
  contenders: string[];
  /** What is measured, with its unit in the name: `ackMs`. */
  figures: string[];
  /** By round, contender and figure; `null` for a contender that was too slow to be in every round. */
  rounds: (number[] | null)[][];
}

/** What is left or held, not what takes time. */
export interface Holdings {
  contender: string;
  /** For each connected frame, in the page. */
  bytesPerFrame: number;
  listenersPerFrame: number;
  /** After 50 times of 5 frames, compared with before. */
  leftIframes: number;
  leftListeners: number;
  leftTimers: number;
  leftBytes: number;
}

/** What the page of the benchmark gives. */
export interface PageResults {
  samples: Record<string, Samples>;
  holdings: Holdings[];
}

/** The bytes of one half. */
export interface Size {
  min: number;
  gzip: number;
  brotli: number;
}

/** What a contender weighs. Some have no frame half of their own. */
export interface Weight {
  name: string;
  host: Size;
  frame?: Size;
}
