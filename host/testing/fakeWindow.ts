import { Promise } from '../../shared/natives.js';
import { createPostMessage, type Letter } from '../../shared/testing/mailbox.js';
import { WITNESS } from '../../shared/wire/contract.js';

/** The window of a fake frame. */
export interface FakeWindow {
  /** The iframe's `contentWindow`, as the page sees it: like one of another origin. */
  readonly seen: object;
  /** Lets the host see the witness of the present document. */
  showWitness: () => void;
  /** The document is gone, and its witness with it. */
  hideWitness: () => void;
  /** The process is gone. The host notices the end of a witness only if it has found it before. */
  killWitness: () => void;
}

/** @param receive - Gets what the page posts to the window. */
export function createFakeWindow(
  podOrigin: string,
  receive: (data: unknown, ports: Letter['ports']) => void,
): FakeWindow {
  let witness: { closed: boolean; isFound?: boolean; isDying?: boolean } | undefined;
  const postMessage = createPostMessage(() => podOrigin, receive);
  const nothing = (): void => undefined;
  const seen: Record<string, unknown> = {
    postMessage,
    closed: false,
    // Some pages move the focus into their frames.
    focus: nothing,
    blur: nothing,
  };
  Object.defineProperty(seen, WITNESS, {
    get: () => {
      const found = witness;
      if (found) found.isFound = true;
      if (found?.isDying) {
        void Promise.resolve().then(() => {
          found.closed = true;
        });
      }
      return found;
    },
  });
  return {
    seen,
    showWitness: () => {
      witness ??= { closed: false };
    },
    hideWitness: () => {
      if (witness) witness.closed = true;
      witness = undefined;
    },
    killWitness: () => {
      if (!witness) return;
      witness.closed = witness.isFound === true;
      witness.isDying = true;
    },
  };
}
