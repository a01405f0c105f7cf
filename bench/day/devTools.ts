import type { WebSocket } from 'ws';

/** How long the browser has for an answer, unless a caller waits for something longer. */
const ANSWER_MS = 30_000;

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

/** The debugger of a browser, by its own protocol. */
export class DevTools {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString('utf8')) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  /** What can be looked at: tabs, and the frames of other sites in them. */
  async targets(): Promise<TargetInfo[]> {
    const { targetInfos } = await this.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
    return targetInfos;
  }

  async attach(targetId: string): Promise<Target> {
    const parameters = { targetId, flatten: true };
    const { sessionId } = await this.send<{ sessionId: string }>('Target.attachToTarget', parameters);
    return new Target(this, sessionId);
  }

  send<Result = object>(
    method: string,
    parameters: object = {},
    { sessionId, deadlineMs = ANSWER_MS }: { sessionId?: string; deadlineMs?: number } = {},
  ): Promise<Result> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`${method} failed: the browser did not answer within ${deadlineMs} ms.`));
      }, deadlineMs);
      this.#waiting.set(id, ({ result, error }) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        if (error) reject(new Error(`${method} failed: ${error.message}.`));
        else resolve(result as Result);
      });
      this.#socket.send(JSON.stringify({ id, method, params: parameters, sessionId }));
    });
  }

  /** Seconds of processor time that each process has taken so far. The browser answers, also when a page cannot. */
  async processTimes(): Promise<ReadonlyMap<number, number>> {
    const { processInfo } = await this.send<{ processInfo: { id: number; cpuTime: number }[] }>(
      'SystemInfo.getProcessInfo',
    );
    return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime]));
  }

  close(): void {
    this.#socket.terminate();
  }
}

/** A tab or a frame that the debugger is attached to. */
export class Target {
  readonly #devTools: DevTools;
  readonly #sessionId: string;

  constructor(devTools: DevTools, sessionId: string) {
    this.#devTools = devTools;
    this.#sessionId = sessionId;
  }

  send<Result = object>(method: string, parameters: object = {}, deadlineMs?: number): Promise<Result> {
    return this.#devTools.send(method, parameters, {
      sessionId: this.#sessionId,
      ...(deadlineMs !== undefined && { deadlineMs }),
    });
  }

  /** Runs a function in it, which knows nothing of what is around it here. */
  async run<Args extends unknown[], Result>(
    work: (...args: Args) => Result | Promise<Result>,
    args: Args,
    deadlineMs?: number,
  ): Promise<Result> {
    const given = args.map((arg) => JSON.stringify(arg)).join();
    const { result, exceptionDetails } = await this.send<{
      result: { value?: unknown };
      exceptionDetails?: { exception?: { description?: string } };
    }>(
      'Runtime.evaluate',
      { expression: `(${work.toString()})(${given})`, awaitPromise: true, returnByValue: true },
      deadlineMs,
    );
    if (exceptionDetails)
      throw new Error(`Failed to run in the page: ${String(exceptionDetails.exception?.description)}`);
    return result.value as Result;
  }

  /** The memory of its scripts, and of those of all frames that share its process, after a collection. */
  async heapBytes(deadlineMs?: number): Promise<number> {
    await this.send('HeapProfiler.collectGarbage', {}, deadlineMs);
    const { usedSize } = await this.send<{ usedSize: number }>('Runtime.getHeapUsage', {}, deadlineMs);
    return usedSize;
  }

  /** Seconds of processor time that its process has taken so far. */
  async processSeconds(deadlineMs?: number): Promise<number> {
    await this.send('Performance.enable', {}, deadlineMs);
    const { metrics } = await this.send<{ metrics: { name: string; value: number }[] }>(
      'Performance.getMetrics',
      {},
      deadlineMs,
    );
    const time = metrics.find(({ name }) => name === 'ProcessTime');
    if (!time) throw new Error('Failed to measure a process: the browser does not say what it took.');
    return time.value;
  }

  async detach(): Promise<void> {
    await this.#devTools.send('Target.detachFromTarget', { sessionId: this.#sessionId });
  }
}
