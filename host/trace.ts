import { toSymphonyError } from '../shared/errors.js';
import { now } from '../shared/natives.js';

interface OfEmbed {
  /** The number of the iframe, unique in this page. */
  embed: number;
  /** The name of its slot, as the page gave it. `service` for the service frame. */
  slot: string;
  /** The time of the event, in milliseconds, from `performance.now()`. */
  atMs: number;
}

/** An iframe was added, connected, lost its document, or was removed. */
export interface StateEvent extends OfEmbed {
  kind: 'state';
  state: 'connecting' | 'connected' | 'gone' | 'removed';
  /**
   * With `connected`: whether the frame has an agent cluster of its own origin. `undefined` if the browser does not say. If
   * this is `false` and the pod is of the same site as this page, then both share a thread, and a frame that hangs also
   * stops this page. The pod should send the header `Origin-Agent-Cluster: ?1` with its pages.
   */
  originKeyed?: boolean | undefined;
}

/** A call was sent or received. */
export interface CallEvent extends OfEmbed {
  kind: 'call';
  /** The answer to this call has the same id. */
  id: number;
  direction: 'toFrame' | 'toHost';
  method: string;
}

/** A call was answered, or it failed. */
export interface AnswerEvent extends OfEmbed {
  kind: 'answer';
  /** The call had the same id. */
  id: number;
  direction: 'toFrame' | 'toHost';
  method: string;
  ok: boolean;
  errorType?: string;
  /** The time since the call, in milliseconds. */
  elapsedMs: number;
}

/** An event on the channel. It never holds arguments or answers, since they contain tokens and messages. */
export type ChannelEvent = StateEvent | CallEvent | AnswerEvent;

type Beginning =
  Pick<StateEvent, 'kind' | 'state' | 'originKeyed'> | Pick<CallEvent, 'kind' | 'direction' | 'method'>;
/** Reports an event. Returns a function that reports the outcome of a call. */
export type Trace = (event: Beginning) => (ending: Pick<AnswerEvent, 'ok' | 'errorType'>) => void;

let calls = 0;

/** Creates the trace of one embed. `undefined` when nobody wants the events, so that they cost nothing. */
export function createTrace(
  debug: boolean | ((event: ChannelEvent) => void),
  embed: number,
  slot: string,
): Trace | undefined {
  if (!debug) return undefined;
  const report = (event: object): void => {
    try {
      const complete = { embed, slot, atMs: now(), ...event } as ChannelEvent;
      if (debug === true) console.debug('symphony', complete);
      else debug(complete);
    } catch (thrown) {
      // A listener that throws must not make the call fail.
      console.error(thrown);
    }
  };
  return (event) => {
    const calledAt = now();
    const id = ++calls;
    report({ ...event, id });
    return (ending) => {
      report({ ...event, id, kind: 'answer', elapsedMs: now() - calledAt, ...ending });
    };
  };
}

/** Runs a call, and reports the call and its outcome if somebody wants to know. */
export function traced<T>(
  trace: Trace | undefined,
  direction: 'toFrame' | 'toHost',
  method: string,
  run: () => Promise<T>,
): Promise<T> {
  if (!trace) return run();
  const answered = trace({ kind: 'call', direction, method });
  const running = run();
  running.then(
    () => {
      answered({ ok: true });
    },
    (thrown: unknown) => {
      answered({ ok: false, errorType: toSymphonyError(thrown).type });
    },
  );
  return running;
}
