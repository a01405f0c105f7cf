import { WITNESS } from '../shared/contract.js';

const HELLO_AFTER_LOAD_MS = 1_000;
/** A look into another process takes as long as much of a call: one for each of many calls is enough. */
const WITNESS_HOLDS_MS = 10;

/** What is told of the document in an iframe. */
export interface DocumentListener {
  /** The document that had said hello is no more. Another one may come. */
  onLeft: (why: string) => void;
  /** The page moved the iframe, which gave it another window. */
  onMoved: () => void;
  /** A hello that was to be expected did not come; or, with `hasDied`, none will: the process is gone. */
  onSilence: (why: string, hasDied: boolean) => void;
  /** The page took the iframe out. */
  onRemoved: () => void;
}

/** Knows whether the document in an iframe is still the one that said hello. */
export interface FrameDocument {
  /** Begins; the iframe has just been put into the page. */
  start: () => void;
  /** Whether a document of the pod is there and has said hello. */
  isKnown: () => boolean;
  /** Messages of the pod have come. */
  spoke: () => void;
  /** A document has said hello; if one had before, that one is gone. */
  hello: () => void;
  /** The document is being left. */
  goodbye: () => void;
  /** Looks for what no event tells of. */
  look: () => void;
  /** Ends all listening. */
  end: () => void;
}

/**
 * Follows the documents in an iframe of the page. Reloads and navigations tell themselves, by a goodbye and the iframe's
 * `load`; for a killed process and an iframe that was taken out somebody has to `look`.
 */
export function followDocument(
  iframe: HTMLIFrameElement,
  connectMs: number,
  listener: DocumentListener,
): FrameDocument {
  let frameWindow: Window | null = null;
  let hasLoaded = false;
  let hasSpoken = false;
  let isKnown = false;
  let hasEnded = false;
  let witness: Window | undefined;
  let witnessedAt = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const leave = (why: string): void => {
    const wasKnown = isKnown;
    hasLoaded = hasSpoken = isKnown = false;
    if (wasKnown) listener.onLeft(why);
  };
  const expectHello = (ms: number, why: string, hasDied = false): void => {
    clearTimeout(silence);
    if (hasEnded) return;
    silence = setTimeout(() => {
      // A page of the pod that has begun to speak has the time that a new frame has.
      if (!hasSpoken) listener.onSilence(why, hasDied);
    }, ms);
  };
  const findWitness = (): Window | undefined => {
    try {
      const found = (iframe.contentWindow as Partial<Record<string, Window>> | null)?.[WITNESS];
      return found?.closed ? undefined : found;
    } catch {
      // A document of another origin says no to a name that it does not have.
      return undefined;
    }
  };
  const handleLoad = (): void => {
    if (iframe.contentWindow !== frameWindow) {
      leave('the page moved its iframe');
      frameWindow = iframe.contentWindow;
      listener.onMoved();
    } else if (hasLoaded) leave('another document was loaded');
    hasLoaded = true;
    if (!isKnown) expectHello(HELLO_AFTER_LOAD_MS, 'a page was loaded that does not answer');
  };
  const end = (): void => {
    isKnown = false;
    hasEnded = true;
    iframe.removeEventListener('load', handleLoad);
    clearTimeout(silence);
  };
  const look = (): void => {
    if (hasEnded) return;
    if (!iframe.isConnected) {
      leave('the page removed its iframe');
      end();
      listener.onRemoved();
    } else if (isKnown && performance.now() - witnessedAt > WITNESS_HOLDS_MS) {
      witnessedAt = performance.now();
      const found = findWitness();
      // It comes after the hello.
      witness ??= found;
      if (found === witness) return;
      leave('its process has died');
      expectHello(HELLO_AFTER_LOAD_MS, 'its process has died', true);
    }
  };

  return {
    start: () => {
      frameWindow = iframe.contentWindow;
      iframe.addEventListener('load', handleLoad);
    },
    isKnown: () => isKnown,
    spoke: () => {
      hasSpoken = true;
    },
    hello: () => {
      if (isKnown) leave('another document took its place');
      clearTimeout(silence);
      isKnown = true;
      witness = undefined;
    },
    goodbye: () => {
      leave('its document was left');
      look();
      expectHello(connectMs, 'no other document came');
    },
    look,
    end,
  };
}
