import { toSymphonyError } from '../shared/errors.js';
import { now } from '../shared/natives.js';
import type { LogoutFailure, LogoutReport } from './logout/report.js';

interface Traced {
  /** The number of the iframe, unique in this page. 0 for what the page does itself. */
  embed: number;
  /** The name of its slot, as the page gave it. `service` for the service frame. Empty for the page itself. */
  slot: string;
  /** The time of the event, in milliseconds, from `performance.now()`. */
  atMs: number;
}

/** An iframe was added, connected, lost its document, or was removed. */
export interface StateEvent extends Traced {
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
export interface CallEvent extends Traced {
  kind: 'call';
  /** The answer to this call has the same id. */
  id: number;
  /** `toPod`: the page's own request to log out. */
  direction: 'toFrame' | 'toHost' | 'toPod';
  method: string;
  /** Of `clearSession`: whether the frame is also to end the session at the pod. */
  revoke?: boolean | undefined;
}

/** A call was answered, or it failed. */
export interface AnswerEvent extends Omit<CallEvent, 'kind'> {
  kind: 'answer';
  ok: boolean;
  errorType?: string;
  /** The time since the call, in milliseconds. */
  elapsedMs: number;
}

/** A logout has begun. */
export interface LogoutEvent extends Traced {
  kind: 'logout';
  /** The end of this logout has the same id. */
  id: number;
  /** The deadline of this logout, in milliseconds from now. */
  deadlineMs: number;
}

/** A logout has settled. */
export interface LogoutEndEvent extends Omit<LogoutEvent, 'kind'> {
  kind: 'logoutEnd';
  /** Whether the pod has confirmed, and all data is cleared. */
  ok: boolean;
  /** `LOGOUT_UNCONFIRMED` or `LOGOUT_INCOMPLETE`. */
  errorType?: string;
  /** With the data of the error, if it has failed. */
  report: LogoutReport | LogoutFailure;
  /** The time since its beginning, in milliseconds. */
  elapsedMs: number;
}

/** An event on the channel. It never holds arguments or answers, since they contain tokens and messages. */
export type ChannelEvent = StateEvent | CallEvent | AnswerEvent | LogoutEvent | LogoutEndEvent;

type Beginning =
  | Pick<StateEvent, 'kind' | 'state' | 'originKeyed'>
  | Pick<CallEvent, 'kind' | 'direction' | 'method' | 'revoke'>
  | Pick<LogoutEvent, 'kind' | 'deadlineMs'>;
/** `errorType`: the type of the error, if it has failed. */
type Ending = { errorType?: string | undefined } & Partial<Pick<LogoutEndEvent, 'kind' | 'report'>>;
/** Reports an event. Returns a function that reports the outcome of a call or of a logout. */
export type Trace = (event: Beginning) => (ending: Ending) => void;

let calls = 0;

/** Creates the trace of one embed, or, without one, of the page itself. `undefined` when nobody wants the events, so that they cost nothing. */
export function createTrace(
  debug: ((event: ChannelEvent) => void) | undefined,
  embed = 0,
  slot = '',
): Trace | undefined {
  if (!debug) return undefined;
  const report = (event: object): void => {
    try {
      debug({ embed, slot, atMs: now(), ...event } as ChannelEvent);
    } catch (thrown) {
      // A listener that throws must not make the call fail, nor a console that the page has broken.
      try {
        console.error(thrown);
      } catch {
        // Nobody can be told.
      }
    }
  };
  return (event) => {
    const calledAt = now();
    const id = ++calls;
    report({ ...event, id });
    return (ending) => {
      const ok = !ending.errorType;
      report({ ...event, id, kind: 'answer', ok, elapsedMs: now() - calledAt, ...ending });
    };
  };
}

/** Runs a call, and reports the call and its outcome if somebody wants to know. */
export function traced<T>(
  trace: Trace | undefined,
  call: Pick<CallEvent, 'direction' | 'method' | 'revoke'>,
  run: () => Promise<T>,
): Promise<T> {
  if (!trace) return run();
  const answered = trace({ kind: 'call', ...call });
  const running = run();
  running.then(
    () => {
      answered({});
    },
    (thrown: unknown) => {
      answered({ errorType: toSymphonyError(thrown).type });
    },
  );
  return running;
}
