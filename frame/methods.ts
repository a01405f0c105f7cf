import type { Handlers, HostToFrame, Remote, Welcome } from '../shared/wire/contract.js';
import { hostToFrameArgs } from '../shared/wire/hostToFrameArgs.js';
import { failure } from '../shared/errors.js';
import { createMethods } from '../shared/wire/methods.js';
import type { Notifications } from './notifications/notifications.js';
import type { Session } from './session/session.js';

/** The methods that the frame half handles itself. */
type OwnMethods = 'clearSession' | 'emptyStorage' | 'subscribe' | 'unsubscribe' | 'close' | 'ping';

/**
 * The app's handlers for calls from the host. Each has the name of the documented function, and its shapes. If a
 * handler throws a {@link SymphonyError}, its type, message and data reach the caller. Any other error arrives as
 * `ERROR`.
 */
export type AppHandlers = Partial<Omit<Handlers<HostToFrame>, OwnMethods>>;

interface Parts {
  handlers: AppHandlers;
  session: Session;
  notifications: Notifications;
  /** Settles with the host's answer to the hello. */
  welcomed: () => Promise<Welcome>;
}

/** Creates the methods that the host can call in this frame. */
export function createFrameMethods({
  handlers,
  session,
  notifications,
  welcomed,
}: Parts): Remote<HostToFrame> {
  const own: Pick<Handlers<HostToFrame>, OwnMethods> = {
    clearSession: (options) => session.end({ ...options, reason: 'logout', isLast: true }),
    emptyStorage: session.emptyStorage,
    close: session.close,
    subscribe: notifications.subscribe,
    unsubscribe: notifications.unsubscribe,
    ping: () => undefined,
  };
  return createMethods<HostToFrame>(hostToFrameArgs, (name) => {
    if (name in own) return own[name as OwnMethods];
    const handler = handlerOf(handlers, name);
    // The app must know the host's welcome before it gets the first call.
    return (async (args: never) => {
      await welcomed();
      return handler(args);
    }) as never;
  });
}

/**
 * Returns the app's handler of a method.
 *
 * @throws {@link SymphonyError} `NOT_SUPPORTED` if there is none.
 */
export function handlerOf(handlers: AppHandlers, name: string): (args: never) => Promise<unknown> {
  const handler = handlers[name as keyof AppHandlers] as ((args: never) => unknown) | undefined;
  if (!handler) throw failure('NOT_SUPPORTED', name, 'the app has no handler for it');
  return async (args) => {
    try {
      const answer = await handler(args);
      if (answer === undefined && ANSWERING.includes(name))
        throw failure('ERROR', name, 'the app’s handler returned nothing');
      return answer;
    } catch (thrown) {
      // The caller is in another window, so this console is where the app's developer finds the fault.
      console.error(`The handler of ${name} failed:`, thrown);
      throw thrown;
    }
  };
}

/** The methods whose handlers must return something. */
const ANSWERING: readonly string[] = [
  'openStream',
  'startRoom',
  'sendMessage',
  'createRoom',
  'getDistributionLists',
  'checkAuth',
] satisfies (keyof AppHandlers)[];
