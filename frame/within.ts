/** Settles as `answer` does, unless `ms` milliseconds pass first: then it rejects with the error. */
export async function within<T>(answer: Promise<T>, ms: number, error: () => Error): Promise<T> {
  let timer: number | undefined;
  try {
    return await Promise.race([
      answer,
      new Promise<never>((_, reject) => {
        timer = window.setTimeout(() => {
          reject(error());
        }, ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
