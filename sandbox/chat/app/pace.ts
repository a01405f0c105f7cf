/** Frames that nobody sees have no animation frames. */
const HIDDEN_MS = 100;
/** After each run there is a rest: people see no difference, and messages that come in go on to the page meanwhile. */
const LEAST_REST_MS = 100;
const MOST_REST_MS = 1_000;
/** All frames of a pod share a thread. The longer a run takes there, the longer others are let on it. */
const REST_FOR_RUN = 60;

/** Runs something with the next animation frame, and then not again for a while, however often it is asked for. */
export class Pace {
  readonly #run: () => void;
  #isDue = false;
  #restUntilMs = -Infinity;

  constructor(run: () => void) {
    this.#run = run;
  }

  ask(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#awaitRest();
  }

  readonly #awaitRest = (): void => {
    // How long it takes may turn out while it is waited for.
    const restMs = this.#restUntilMs - performance.now();
    if (restMs > 0) setTimeout(this.#awaitRest, restMs);
    else this.#awaitFrame();
  };

  #awaitFrame(): void {
    const act = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      this.#isDue = false;
      const startMs = performance.now();
      this.#run();
      // What follows from it is rendered before the next task.
      setTimeout(() => {
        const endMs = performance.now();
        const restMs = Math.max(LEAST_REST_MS, REST_FOR_RUN * (endMs - startMs));
        this.#restUntilMs = endMs + Math.min(MOST_REST_MS, restMs);
      });
      this.#restUntilMs = startMs + LEAST_REST_MS;
    };
    const frame = requestAnimationFrame(act);
    const timer = setTimeout(act, HIDDEN_MS);
  }
}
