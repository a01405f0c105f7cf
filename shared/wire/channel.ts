import { failure, SymphonyError, toSymphonyError, type ErrorPayload, type ErrorType } from '../errors.js';
import { CHANNEL, type ArgsOf, type MethodOf, type ValueOf, type ValueSchemas } from './contract.js';
import { errorSchema } from './errorSchema.js';
import { createMessenger, type Messenger, type MessengerParts } from './messenger.js';
import type { Schema } from './schema.js';
import { validate } from './validate.js';

/**
 * The shape of Penpal's `connect`. Each half passes its own, so that this folder does not depend on Penpal. Its options are not
 * typed here: Penpal asks for more of a messenger than it uses in the SDK.
 */
type Connect = (options: never) => { promise: Promise<unknown> };

/** Calls a method of the other half. Sends the call in this turn of the event loop. */
export type Call<Way> = <Name extends MethodOf<Way>>(
  method: Name,
  args: ArgsOf<Way, Name>,
) => Promise<ValueOf<Way, Name>>;

/** The wire to one window. It has no deadlines. The caller must set one. */
export interface Channel<Way> extends Pick<Messenger, 'sendNotice' | 'hangUp' | 'destroy'> {
  /** Resolves after the handshake, never without one. */
  connected: Promise<void>;
  call: Call<Way>;
}

/** The parts of a channel. */
export interface ChannelParts<Way> extends MessengerParts {
  connect: Connect;
  /** The methods that the other half can call. */
  methods: object;
  /** The schemas of the other half's answers. */
  values: ValueSchemas<Way>;
  /** The error type for calls to another half that is gone. */
  goneType: ErrorType;
}

/** Opens the wire to a window, over Penpal. Converts outcomes to values and errors. */
export function openChannel<Way>({
  connect,
  methods,
  values,
  goneType,
  ...parts
}: ChannelParts<Way>): Channel<Way> {
  const messenger = createMessenger(parts);
  const { promise } = connect({ messenger, methods, channel: CHANNEL } as never);
  /** A cache: Penpal's proxy creates a new function for each access. */
  const functions: Partial<Record<string, (args: unknown) => Promise<unknown>>> = {};
  let remote: Record<string, (args: unknown) => Promise<unknown>> = {};
  const connected = promise.then((proxy) => {
    remote = proxy as typeof remote;
  });
  connected.catch(() => undefined);

  return {
    connected,
    sendNotice: messenger.sendNotice,
    hangUp: messenger.hangUp,
    destroy: messenger.destroy,
    call: async (method, args) => {
      let answer: unknown;
      try {
        answer = await (functions[method] ??= remote[method])?.(args);
      } catch (thrown) {
        throw fromPenpal(method, thrown, goneType);
      }
      const { ok, value, error } = Object(answer) as Partial<Record<'ok' | 'value' | 'error', unknown>>;
      const reading = `read the answer to ${method}`;
      if (ok !== true) throw toError(validate(errorSchema, error, reading));
      const schema = (values as Partial<Record<string, Schema<unknown>>>)[method];
      return (schema ? validate(schema, value, reading) : undefined) as ValueOf<Way, typeof method>;
    },
  };
}

/**
 * Converts an error from the channel to a `SymphonyError`. A newer half can send a type that this half does not know.
 */
export function toError({
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

/** Converts Penpal's errors, and those that arrive in a reply of Penpal. No other code knows Penpal's error codes. */
function fromPenpal(method: string, thrown: unknown, goneType: ErrorType): SymphonyError {
  const { penpalCode } = Object(thrown) as { penpalCode?: unknown };
  // All data on the wire is validated and can be cloned. So if a call cannot be sent, the other half is gone.
  const type = penpalCode === 'METHOD_NOT_FOUND' ? 'NOT_SUPPORTED' : goneType;
  return failure(type, method, toSymphonyError(thrown).message);
}
