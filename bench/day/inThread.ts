import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** Work in a thread of its own, which is not late because of what else this process does. */
export interface Thread<Result> {
  /** Resolves when it says so; what it has to say before the work begins. */
  ready: Promise<void>;
  /** Tells it something. */
  tell(message: unknown): void;
  result: Promise<Result>;
  end(): Promise<void>;
}

type Report<Result> = { ready: true } | { result: Result };

/** @param module - The address of a module that calls {@link serveThread}. */
export function startThread<Result>(module: URL, task: object): Thread<Result> {
  const worker = new Worker(module, { workerData: task });
  const failed = once(worker, 'error').then(([error]) => {
    throw error;
  });
  const ended = once(worker, 'exit').then(() => {
    throw new Error(`${module.pathname} failed: its thread ended without a result.`);
  });
  const reported = <Wanted>(pick: (report: Report<Result>) => Wanted | undefined): Promise<Wanted> =>
    Promise.race([
      failed,
      ended,
      new Promise<Wanted>((resolve) => {
        worker.on('message', (report: Report<Result>) => {
          const wanted = pick(report);
          if (wanted !== undefined) resolve(wanted);
        });
      }),
    ]);
  const ready = reported((report) => ('ready' in report ? true : undefined)).then(() => undefined);
  const result = reported((report) => ('result' in report ? report.result : undefined));
  // Who waits for one of them need not wait for the others.
  for (const promise of [failed, ended, ready, result]) promise.catch(() => undefined);
  return {
    ready,
    result,
    tell: (message) => {
      worker.postMessage(message);
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

/** Does the work of this thread. Its task is what {@link startThread} was given. */
export function serveThread<Result>(
  work: (task: unknown, thread: { ready: () => void; told: () => Promise<unknown> }) => Promise<Result>,
): void {
  const port = parentPort;
  if (!port) throw new Error('Failed to serve a thread: this is none.');
  const told = once(port, 'message').then(([message]) => message as unknown);
  const report = (message: Report<Result>): void => {
    port.postMessage(message);
  };
  void work(workerData, {
    ready: () => {
      report({ ready: true });
    },
    told: () => told,
  }).then((result) => {
    report({ result });
    port.close();
  });
}
