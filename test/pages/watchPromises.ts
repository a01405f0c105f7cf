import type { Symphony } from 'symphony-embed/host';

/** Looks at every promise that a {@link Symphony} gives out. */
export interface PromiseWatch {
  symphony: Symphony;
  /** The functions whose promises have not settled, once for each. */
  pending: () => string[];
}

/** The same functions, with somebody who counts their promises. */
export function watchPromises(symphony: Symphony): PromiseWatch {
  const open = new Map<object, string>();
  const calls = Object.entries(symphony as unknown as Record<string, (...args: unknown[]) => unknown>);
  const watched: Record<string, unknown> = Object.fromEntries(
    calls.map(([name, call]) => [
      name,
      (...args: unknown[]): unknown => {
        const result = call(...args);
        if (result instanceof Promise) {
          const close = (): void => {
            open.delete(result);
          };
          open.set(result, name);
          result.then(close, close);
        }
        return result;
      },
    ]),
  );
  return {
    symphony: watched as unknown as Symphony,
    pending: () => [...open.values()],
  };
}
