import { toSymphonyError } from '../../shared/errors.js';
import { WITNESS } from '../../shared/wire/contract.js';

/**
 * The state of the document in an iframe. `awaited`: no message has arrived yet. `speaking`: the handshake has begun.
 * `connected`: the document has said hello. `dead`: it had said hello, but now it seems gone and does not answer a
 * ping. `removed`: the iframe is no longer in use.
 */
export type DocumentState = 'awaited' | 'speaking' | 'connected' | 'dead' | 'removed';

/** One document in an iframe. Each load creates a new one. */
interface FrameDocument {
  state: DocumentState;
  /** The iframe's `load` event has fired. Before the hello, it may belong to an earlier, silent document. */
  isLoaded?: boolean | undefined;
  /** The window of the frame's empty iframe, once found. */
  witness?: Window | undefined;
}

/** The callbacks of a follower. */
export interface DocumentListener {
  /** The connected document is gone or dead. Another one may follow. */
  handleLeft: (why: string) => void;
  /** The page moved the iframe, so the iframe has a new window. */
  handleMoved: () => void;
  /** Pings a document that may be gone. If this rejects with `TIMEOUT`, the document counts as dead. */
  ping: () => Promise<unknown>;
  /** The page removed the iframe. */
  handleRemoved: (why: string) => void;
}

/** Tracks the document in an iframe, and its state. */
export interface DocumentFollower {
  state: () => DocumentState;
  /** Starts. Call it right after the iframe is in the page. */
  start: () => void;
  /** A message from the pod has arrived. So a document that counted as dead is alive. */
  handleArrival: () => void;
  /** A document has said hello. An earlier connected document is gone. */
  handleHello: () => void;
  /** The browser is leaving the document. */
  handleGoodbye: () => void;
  /**
   * Checks for changes without an event: a removed or moved iframe, or a killed process. Returns the state after that.
   *
   * @param forWitness - Whether to search for the witness if it is not known yet. The search is slow, so calls omit it.
   */
  check: (forWitness?: boolean) => DocumentState;
  /** Stops, and removes the listener from the iframe. */
  end: () => void;
}

/**
 * Follows the documents in an iframe of the page. A goodbye or the iframe's `load` event reveals a reload or a
 * navigation. Only `check` can find a removed iframe or a killed process.
 */
export function followDocuments(iframe: HTMLIFrameElement, listener: DocumentListener): DocumentFollower {
  let current: FrameDocument = { state: 'awaited' };
  const takeWindow = windowsOf(iframe);

  const leave = (why: string, next: FrameDocument = { state: 'awaited' }): void => {
    const { state } = current;
    current = next;
    if (state === 'connected') listener.handleLeft(why);
  };
  const handleLoad = (): void => {
    const before = current;
    check();
    // The load of a document that stays may come late, and an app may write its document anew: so this is only a hint.
    if (before === current && current.isLoaded && current.state === 'connected')
      suspect('another document was loaded');
    current.isLoaded = true;
  };
  /** Pings a document that may be gone. If the ping fails for another reason than a timeout, `retry` runs. */
  const suspect = (why: string, retry?: () => void): void => {
    const suspected = current;
    listener.ping().catch((thrown: unknown) => {
      if (current !== suspected) return;
      if (toSymphonyError(thrown).type === 'TIMEOUT') leave(why, { state: 'dead' });
      else retry?.();
    });
  };
  /** A missing witness is only a hint: an app can also remove it from its own document. */
  const checkWitness = (): void => {
    const suspected = current;
    const { state, witness } = suspected;
    if (state !== 'connected' || !witness?.closed) return;
    // If the app moved the witness, it has a new window. The next check may find that one.
    suspected.witness = undefined;
    suspect('its process has died', () => {
      suspected.witness ??= witness;
    });
  };

  const check: DocumentFollower['check'] = (forWitness) => {
    // A frame in another window speaks with that one.
    if (iframe.isConnected && iframe.ownerDocument === document) {
      // An iframe that the page has moved has another window at once, and its `load` comes much later.
      if (takeWindow()) {
        leave('the page moved its iframe');
        listener.handleMoved();
      }
      checkWitness();
      if (forWitness && current.state === 'connected') current.witness ??= findWitness(iframe);
    } else if (current.state !== 'removed') listener.handleRemoved('the page removed its iframe');
    return current.state;
  };

  return {
    state: () => current.state,
    start: () => {
      takeWindow();
      iframe.addEventListener('load', handleLoad);
    },
    handleArrival: () => {
      if (current.state === 'awaited') current.state = 'speaking';
      if (current.state === 'dead') current.state = 'connected';
    },
    handleHello: () => {
      const isLoaded = current.state !== 'connected' && current.isLoaded;
      leave('another document took its place', { state: 'connected', isLoaded });
    },
    handleGoodbye: () => {
      leave('its document was left');
    },
    check,
    end: () => {
      current = { state: 'removed' };
      iframe.removeEventListener('load', handleLoad);
    },
  };
}

/** Returns a function that returns whether the iframe has another window than at the call before. */
function windowsOf(iframe: HTMLIFrameElement): () => boolean {
  let last: Window | null = null;
  return () => last !== (last = iframe.contentWindow);
}

function findWitness(iframe: HTMLIFrameElement): Window | undefined {
  try {
    const found = (iframe.contentWindow as Partial<Record<string, Window>> | null)?.[WITNESS];
    return found?.closed ? undefined : found;
  } catch {
    // A cross-origin window throws when it has no frame of this name.
    return undefined;
  }
}
