import { ERROR_TYPES, failure, SymphonyError, type ErrorType } from '../../shared/errors.js';
import { strictly } from '../../shared/testing/strictly.js';
import type { ArgsOf, HostToFrame, MethodOf, ValueOf } from '../../shared/wire/contract.js';
import { hostToFrameArgs } from '../../shared/wire/hostToFrameArgs.js';
import { hostToFrameValues } from '../../shared/wire/hostToFrameValues.js';
import type { Schema } from '../../shared/wire/schema.js';
import type { FakeFrame } from './fakeFrame.js';

/** The methods of frames that a test can script. The fake frames handle the others as real ones do. */
export type ScriptedMethod = Exclude<MethodOf<HostToFrame>, 'subscribe' | 'unsubscribe' | 'ping'>;

/** What the frames answer: a value, or a function that returns one. If the function throws, the portal gets the error. */
export type Answer<Name extends ScriptedMethod> =
  | ValueOf<HostToFrame, Name>
  | ((
      args: ArgsOf<HostToFrame, Name>,
      frame: FakeFrame,
    ) => ValueOf<HostToFrame, Name> | Promise<ValueOf<HostToFrame, Name>>);

/** An error that a frame answers with. */
export interface ScriptedError {
  type: ErrorType;
  message?: string | undefined;
  data?: unknown;
}

type AnyAnswer = (args: never, frame: FakeFrame) => unknown;

/** What the frames of a fake pod answer. */
export interface Answers {
  /**
   * Replaces the answer of a method.
   *
   * @returns A function that brings the answer before it back.
   */
  set: (method: string, answer: unknown) => () => void;
  /** Returns the valid answer to a call. */
  of: (method: string, args: unknown, frame: FakeFrame) => Promise<unknown>;
  /** The answers of the test's functions that the wire has refused. */
  readonly refused: readonly SymphonyError[];
}

/** The answers of a pod where all goes well. */
const ANSWERS: { [Name in ScriptedMethod]: (args: ArgsOf<HostToFrame, Name>) => ValueOf<HostToFrame, Name> } =
  {
    openStream: ({ streamId }) => ({ streamId }),
    startRoom: ({ userIds }) => ({ userIds }),
    sendMessage: ({ options: { streamIds = ['stream-1'], users } }) => ({
      streamId: streamIds,
      userIds: users,
      messages: streamIds.map((streamId, index) => ({ streamId, messageId: `message-${index + 1}` })),
    }),
    createRoom: ({ userIds }) => ({ streamId: 'room-1', userIds }),
    pinMessage: () => undefined,
    openApp: () => undefined,
    openBlast: () => undefined,
    getDistributionLists: () => [],
    updateSettings: () => undefined,
    updateTheme: () => undefined,
    checkAuth: () => ({ isLoggedIn: true, authenticationType: 'password' }),
    clearSession: ({ revoke }) => ({ revoked: revoke, cleared: true }),
    emptyStorage: () => ({ unavailable: [], failures: [] }),
    close: () => undefined,
  };

export function createAnswers(): Answers {
  const scripted = new Map<string, Set<{ answer: AnyAnswer }>>();
  const refused: SymphonyError[] = [];

  return {
    refused,
    set: (method, answer) => {
      if (!Object.hasOwn(ANSWERS, method))
        throw failure('INVALID_ARGUMENT', `answer ${method}`, methodProblem(method));
      const isFunction = typeof answer === 'function';
      if (!isFunction) validateAnswer(method, answer);
      const entry = { answer: isFunction ? (answer as AnyAnswer) : () => answer };
      const entries = scripted.get(method) ?? new Set();
      scripted.set(method, entries.add(entry));
      return () => {
        entries.delete(entry);
      };
    },
    of: async (method, args, frame) => {
      const latest = [...(scripted.get(method) ?? [])].at(-1);
      const answer = latest?.answer ?? ANSWERS[method as ScriptedMethod];
      const value = await answer(args as never, frame);
      try {
        return validateAnswer(method, value);
      } catch (thrown) {
        refused.push(thrown as SymphonyError);
        throw thrown;
      }
    },
  };
}

function methodProblem(method: string): string {
  return Object.hasOwn(hostToFrameArgs, method)
    ? 'the fake frames answer it themselves'
    : `there is no such method; use one of ${Object.keys(ANSWERS).join(', ')}`;
}

function validateAnswer(method: string, value: unknown): unknown {
  const schema = (hostToFrameValues as Partial<Record<string, Schema<unknown>>>)[method];
  const doing = `answer ${method}`;
  if (schema) return strictly(schema, value, doing);
  if (value !== undefined && value !== null)
    throw failure('INVALID_ARGUMENT', doing, 'this method has no answer; use undefined');
  return undefined;
}

/** @throws {@link SymphonyError} `INVALID_ARGUMENT` if there is no such type. */
export function readError(method: string, { type, message, data }: ScriptedError): SymphonyError {
  if (!ERROR_TYPES.includes(type)) {
    const why = `${type as string} is no type of an error; use one of ${ERROR_TYPES.join(', ')}`;
    throw failure('INVALID_ARGUMENT', `fail ${method}`, why);
  }
  return new SymphonyError(type, message ?? `The fake pod failed ${method}.`, data);
}
