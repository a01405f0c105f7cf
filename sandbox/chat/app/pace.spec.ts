import { Pace } from './pace.js';

/** How long a run takes, and what follows from it. */
const RUN_MS = 5;
const LEAST_REST_MS = 100;

describe('A pace', () => {
  let nowMs: number;
  let frames: (() => void)[];
  let takesMs: number;
  let runs: number[];
  let pace: Pace;

  beforeEach(() => {
    nowMs = 0;
    frames = [];
    runs = [];
    takesMs = RUN_MS;
    jasmine.clock().install();
    spyOn(performance, 'now').and.callFake(() => nowMs);
    Object.assign(globalThis, {
      requestAnimationFrame: (act: () => void) => frames.push(act),
      cancelAnimationFrame: () => {
        frames = [];
      },
    });
    pace = new Pace(() => {
      runs.push(nowMs);
      nowMs += takesMs;
    });
  });

  afterEach(() => {
    jasmine.clock().uninstall();
    Object.assign(globalThis, { requestAnimationFrame: undefined, cancelAnimationFrame: undefined });
  });

  function pass(ms: number): void {
    for (let step = 0; step < ms; step++) {
      nowMs++;
      jasmine.clock().tick(1);
    }
  }

  function draw(): void {
    for (const act of frames.splice(0)) act();
  }

  it('runs once with the next frame, however often it was asked', () => {
    for (let times = 0; times < 3; times++) pace.ask();
    expect(runs).toEqual([]);
    draw();
    expect(runs.length).toBe(1);
    draw();
    expect(runs.length).toBe(1);
  });

  it('runs also where there are no frames, because nobody sees it', () => {
    pace.ask();
    pass(200);
    expect(runs.length).toBe(1);
  });

  it('rests the longer the longer a run took, and a second at most', () => {
    const restAfter = (runMs: number): number => {
      takesMs = runMs;
      pace.ask();
      draw();
      pass(1);
      const from = nowMs;
      pace.ask();
      while (!frames.length) pass(1);
      const restMs = nowMs - from;
      draw();
      pass(2_000);
      return restMs;
    };
    const short = restAfter(0);
    const long = restAfter(RUN_MS);
    const longest = restAfter(500);
    expect(short).toBeLessThanOrEqual(LEAST_REST_MS);
    expect(long).toBeGreaterThan(2 * LEAST_REST_MS);
    expect(longest).toBeGreaterThan(long);
    expect(longest).toBeLessThanOrEqual(1_001);
  });

  it('rests as long when it is asked before it is known how long the run took', () => {
    takesMs = 50;
    pace.ask();
    draw();
    // A message that came in during the run: it is handled before anything else.
    pace.ask();
    pass(2 * LEAST_REST_MS);
    expect(runs.length).toBe(1);
    pass(1_000);
    expect(runs.length).toBe(2);
  });
});
