import { connect, type PenpalError } from 'penpal';
import {
  CHANNEL,
  type ArgsOf,
  type HostToFrame,
  type MethodOf,
  type Outcome,
  type Remote,
  type ValueOf,
} from '../shared/contract.js';
import { failure, SymphonyError, type ErrorPayload, type ErrorType } from '../shared/errors.js';
import { errorSchema } from '../shared/errorSchema.js';
import { hostToFrameValues } from '../shared/hostToFrameValues.js';
import { createMessenger } from '../shared/messenger.js';
import { validate } from '../shared/validate.js';

/** The wire to one window. It has no deadlines: its user has. */
export interface Channel {
  /** Calls the frame. Sends at once, in this very turn of the event loop. */
  call: <Name extends MethodOf<HostToFrame>>(
    method: Name,
    args: ArgsOf<HostToFrame, Name>,
  ) => Promise<ValueOf<HostToFrame, Name>>;
  /** Ends the connection; calls in flight fail. */
  destroy: () => void;
}

/**
 * Penpal, with outcomes turned into values and errors.
 *
 * @param methods - What the frame can call.
 * @param onArrival - Told when messages of the handshake come, before the frame has said hello.
 */
export function openChannel(
  remoteWindow: Window,
  podOrigin: string,
  methods: object,
  onArrival: () => void,
): Channel {
  const connection = connect<Remote<HostToFrame>>({
    messenger: createMessenger(window, remoteWindow, (origin) => origin === podOrigin, onArrival),
    methods: methods as Record<string, () => unknown>,
    channel: CHANNEL,
  });
  let remote: Partial<Record<string, (args: unknown) => Promise<unknown>>> = {};
  connection.promise.then(
    (proxy) => (remote = proxy as unknown as typeof remote),
    () => undefined,
  );
  return {
    call: async (method, args) => {
      const reading = `read the answer to ${method}`;
      let answer: unknown;
      try {
        answer = await remote[method]?.(args);
      } catch (thrown) {
        throw fromPenpal(method, thrown as PenpalError);
      }
      const outcome = Object(answer) as Partial<Outcome<unknown>> & { error?: unknown; value?: unknown };
      if (outcome.ok !== true) throw errorOf(validate(errorSchema, outcome.error, reading));
      const schema = hostToFrameValues[method];
      return (schema ? validate(schema, outcome.value, reading) : undefined) as ValueOf<
        HostToFrame,
        typeof method
      >;
    },
    destroy: connection.destroy,
  };
}

/** An error that has crossed the channel, as one again. */
export function errorOf({
  type,
  message,
  data,
}: {
  type: string;
  message: string;
  data?: unknown;
}): SymphonyError {
  return new SymphonyError(type as ErrorPayload['type'], message, data);
}

const penpalCodes: Partial<Record<string, ErrorType>> = {
  CONNECTION_DESTROYED: 'FRAME_GONE',
  METHOD_NOT_FOUND: 'NOT_SUPPORTED',
  // What is sent has been looked at and can be cloned: only the port can be missing.
  TRANSMISSION_FAILED: 'FRAME_GONE',
};

/** The one place that knows Penpal's codes. */
function fromPenpal(method: string, { code, message }: PenpalError): SymphonyError {
  return failure(penpalCodes[code] ?? 'ERROR', method, message);
}
