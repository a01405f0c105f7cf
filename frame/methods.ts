import { type Handlers, type HostToFrame, type Remote, type Welcome } from '../shared/contract.js';
import { hostToFrameArgs } from '../shared/hostToFrameArgs.js';
import { failure } from '../shared/errors.js';
import { createMethods } from '../shared/methods.js';
import type { Notifications } from './notifications.js';
import type { EndSession } from './session.js';

/** The methods that the frame half answers by itself. */
type OwnMethods = 'clearSession' | 'subscribe' | 'unsubscribe' | 'ping';

/**
 * What an app can do for its host, each with the name and the shapes of the documented function. A handler may throw a
 * {@link SymphonyError}, whose type, message and data reach the caller; anything else arrives as `ERROR`.
 */
export type AppHandlers = Partial<Omit<Handlers<HostToFrame>, OwnMethods>>;

interface Parts {
  handlers: AppHandlers;
  endSession: EndSession;
  notifications: Notifications;
  /** Settles when the app knows the host's answer to its hello. */
  connected: () => Promise<Welcome>;
}

/** What the host can call in this frame. */
export function createFrameMethods({
  handlers,
  endSession,
  notifications,
  connected,
}: Parts): Remote<HostToFrame> {
  const own: Pick<Handlers<HostToFrame>, OwnMethods> = {
    clearSession: (options) => endSession({ ...options, reason: 'logout' }),
    subscribe: notifications.subscribe,
    unsubscribe: notifications.unsubscribe,
    ping: () => undefined,
  };
  return createMethods<HostToFrame>(hostToFrameArgs, (name) => {
    if (name in own) return own[name as OwnMethods];
    const handler = handlers[name as keyof AppHandlers];
    if (!handler) throw failure('NOT_SUPPORTED', name, 'no handler');
    // The app gets its first call after it has learnt of the host, never before.
    return (async (args: never) => {
      await connected();
      return handler(args);
    }) as never;
  });
}
