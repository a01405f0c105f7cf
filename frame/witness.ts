import { WITNESS } from '../shared/wire/contract.js';

/**
 * Adds an empty hidden iframe to this document, once. No event reports that the browser killed this frame's process.
 * But the host can see the frames of this document. When it finds that the witness is gone, it pings this document.
 */
export function keepWitness(): void {
  const { documentElement } = document as { documentElement: Element | null };
  // An app that writes its whole document may have removed the root element for now.
  if (!documentElement || document.getElementsByName(WITNESS).length) return;
  const witness = document.createElement('iframe');
  witness.name = WITNESS;
  witness.ariaHidden = 'true';
  // An important inline style, so that no style sheet of the app can show the iframe.
  witness.style.setProperty('display', 'none', 'important');
  documentElement.append(witness);
}
