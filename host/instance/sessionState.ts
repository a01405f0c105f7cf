import { validate } from '../../shared/wire/validate.js';
import { callback as callbackSchema } from '../notifications/subscriptions.js';
import type { SessionState } from '../options.js';

/** What is known of the session, and who wants to know of changes. */
export interface ObservedSession {
  state: () => SessionState;
  change: (next: SessionState) => void;
  /** Returns a function that removes the listener. */
  onChange: (callback: (state: SessionState) => void) => () => void;
  /** Removes the listeners, and forgets the state. */
  forget: () => void;
}

export function observeSession(): ObservedSession {
  const listeners = new Set<{ callback: (state: SessionState) => void }>();
  let state: SessionState = 'unknown';
  return {
    state: () => state,
    change: (next) => {
      if (next === state) return;
      state = next;
      for (const { callback } of [...listeners]) {
        try {
          callback(next);
        } catch (thrown) {
          // A listener that throws must not stop the others.
          console.error(thrown);
        }
      }
    },
    onChange: (callback) => {
      validate(callbackSchema, callback, 'onSessionChange');
      const listener = { callback };
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    forget: () => {
      listeners.clear();
      state = 'unknown';
    },
  };
}
