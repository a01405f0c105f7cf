import { SymphonyError, type Chat, type Configuration, type SymphonyInstance } from 'symphony-embed/host';

/** A container that a UI framework has handed over to show a chat. */
export interface ChatMount {
  /** Shows a chat with its settings, or changes what is different. */
  show: (configuration: Configuration) => Promise<Chat>;
  /** Removes the chat, unless the same container is mounted again in this turn of the event loop. */
  release: () => void;
}

interface Present {
  symphony: SymphonyInstance;
  /** The closing that is planned. */
  closing?: ReturnType<typeof setTimeout> | undefined;
}

const mounts = new WeakMap<Element, Present>();

/**
 * Mounts a container. Frameworks take a container out and put it back, for example when they move it, and React's
 * StrictMode mounts everything twice. So a release does nothing if the same container is mounted again at once.
 */
export function mountChat(symphony: SymphonyInstance, container: Element): ChatMount {
  const before = mounts.get(container);
  clearTimeout(before?.closing);
  // Another host cannot take over the frame.
  if (before && before.symphony !== symphony) close(before.symphony, container);
  const present: Present = { symphony };
  mounts.set(container, present);
  return {
    show: (configuration) => symphony.show(container, configuration),
    release: () => {
      if (mounts.get(container) !== present) return;
      present.closing = setTimeout(() => {
        mounts.delete(container);
        close(symphony, container);
      });
    },
  };
}

function close(symphony: SymphonyInstance, container: Element): void {
  // Nobody waits for it. It rejects only for a selector that matches nothing.
  symphony.close(container).catch(() => undefined);
}

/** Returns what was thrown as an error of the SDK. Everything that the SDK throws is one already. */
export function asSymphonyError(thrown: unknown): SymphonyError {
  return thrown instanceof SymphonyError ? thrown : new SymphonyError('ERROR', String(thrown));
}

/** Returns whether an error says only that the page no longer wants what it asked for, a logout included. */
export function isNoLongerWanted(type: string): boolean {
  return type === 'SUPERSEDED' || type === 'CANCELLED' || type === 'LOGGED_OUT';
}
