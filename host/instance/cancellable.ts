import { failure } from '../../shared/errors.js';

/** Settles like the call, or rejects with `CANCELLED` as soon as the signal aborts. */
export async function cancellable<T>(
  signal: AbortSignal | undefined,
  call: () => Promise<T>,
  handleCancelled?: () => void,
): Promise<T> {
  const cancelled = () => failure('CANCELLED', 'open the chat', 'its signal was aborted');
  if (signal?.aborted) throw cancelled();
  const calling = call();
  if (!signal) return calling;
  return new Promise((resolve, reject) => {
    const handleAbort = (): void => {
      reject(cancelled());
      handleCancelled?.();
    };
    signal.addEventListener('abort', handleAbort);
    calling
      .finally(() => {
        signal.removeEventListener('abort', handleAbort);
      })
      .then(resolve, reject);
  });
}
