/** Resolves when the signal's time has come. */
export function timeUp(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      resolve();
    };
    if (signal.aborted) done();
    signal.addEventListener('abort', done);
  });
}
