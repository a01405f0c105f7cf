import { failure, toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import type { Lifetime } from '../../shared/lifetime.js';
import type { Call } from '../../shared/wire/channel.js';
import type { ArgsOf, HostToFrame, MethodOf, ValueOf } from '../../shared/wire/contract.js';
import { PING_EVERY_MS } from '../durations.js';
import { traced, type Trace } from '../trace.js';
import { now, Promise } from '../../shared/natives.js';

/** The parts of a frame. */
export interface FrameParts {
  slotName: string;
  /** Ends when the page can no longer use this frame. */
  life: Lifetime;
  /** The default deadline of a call, in milliseconds. */
  callMs: number;
  trace: Trace | undefined;
  /** Returns the wire to the connected document, if there is one. A ping can also reach a dead document. */
  reach: (method: string) => Call<HostToFrame> | undefined;
}

type Send<More extends unknown[]> = <Name extends MethodOf<HostToFrame>>(
  method: Name,
  args: ArgsOf<HostToFrame, Name>,
  ...more: More
) => Promise<ValueOf<HostToFrame, Name>>;

/**
 * The calls to the frame of an embed, and the waits for it. A call ends with the document that should answer it. An
 * opening outlives reloads.
 */
export interface Frame {
  /** Whether a person is asked to do something. While this is true, calls and openings have no deadline. */
  isPersonAsked: boolean;
  /**
   * Calls the frame for the page, in this turn of the event loop. Settles within the deadline, or as soon as the frame
   * is known to be gone. With `isForPerson`, a person answers, so there is no deadline.
   */
  call: Send<[isForPerson?: boolean]>;
  /** Calls the frame for the SDK itself. Works after the fence, and always has a deadline. */
  request: Send<[ms: number]>;
  /** Waits for an answer that any document in this iframe can send. */
  opening: <T>(answer: Promise<T>, ms: number, late: () => SymphonyError) => Promise<T>;
  /** Pings now and then while a wait has no deadline, so that a hanging frame is still detected. */
  checkThread: () => void;
  /** Rejects all calls, because the document is gone or no longer answers. */
  rejectCalls: (why: SymphonyError) => void;
  /** Rejects all calls and openings. The frame stays usable. */
  rejectAll: (why: SymphonyError) => void;
  /** Rejects all calls and openings. From now on only the logout can call this frame. */
  fence: (why: SymphonyError, logout: Lifetime) => void;
  end: (why: SymphonyError) => void;
  /** Returns the error for a frame that is no longer there. */
  gone: (why: string) => SymphonyError;
}

export function createFrame({ slotName, life, callMs, trace, reach }: FrameParts): Frame {
  let openings = life.child();
  let calls = openings.child();
  /** The lifetime of the logout's own calls, after the page can no longer call the frame. */
  let farewell: Lifetime | undefined;
  /** The number of calls that wait for a person. */
  let dialogs = 0;
  let nextPingAt = 0;

  const timeout = (doing: string, ms: number): SymphonyError =>
    failure('TIMEOUT', doing, `the frame in ${slotName} did not answer within ${Math.round(ms)} ms`);

  const send: Send<[of: Lifetime, ms: number | undefined, isPatient: boolean]> = (
    method,
    args,
    of,
    ms,
    isPatient,
  ) =>
    traced(trace, { direction: 'toFrame', method, revoke: (args as { revoke?: boolean }).revoke }, () => {
      // This may find out that the frame has gone, and why.
      const call = of.ended ? undefined : reach(method);
      if (!call) return Promise.reject(of.ended ?? frame.gone('it is not connected'));
      return of.until(call(method, args), ms, () =>
        isPatient && frame.isPersonAsked ? undefined : timeout(method, ms ?? 0),
      );
    });

  const frame: Frame = {
    isPersonAsked: false,
    call: (method, args, isForPerson) => {
      if (!isForPerson) return send(method, args, calls, callMs, true);
      dialogs++;
      return send(method, args, calls, undefined, true).finally(() => dialogs--);
    },
    request: (method, args, ms) => send(method, args, farewell ?? calls, ms, false),
    opening: (answer, ms, late) =>
      openings.until(answer, ms, () => (frame.isPersonAsked ? undefined : late())),
    checkThread: () => {
      const at = now();
      if (at < nextPingAt || !(frame.isPersonAsked || dialogs)) return;
      nextPingAt = at + PING_EVERY_MS + callMs;
      const asked = calls;
      frame.request('ping', {}, callMs).catch((thrown: unknown) => {
        if (asked === calls) frame.rejectCalls(toSymphonyError(thrown));
      });
    },
    rejectCalls: (why) => {
      // A wait that the fence has ended tells nothing about the frame. The logout can still reach it.
      if (why === life.ended) return;
      calls.end(why);
      calls = openings.child();
      farewell?.end(why);
    },
    rejectAll: (why) => {
      openings.end(why);
      openings = life.child();
      frame.rejectCalls(why);
    },
    fence: (why, logout) => {
      life.end(why);
      farewell = logout.child();
    },
    end: (why) => {
      life.end(why);
      farewell?.end(why);
    },
    gone: (why) => failure('FRAME_GONE', `reach the frame in ${slotName}`, why),
  };
  return frame;
}
