import { WITNESS } from '../shared/contract.js';

/**
 * Puts an empty hidden iframe into this document. When this frame's process is killed no event says so; but the host,
 * which can see this document's frames, then finds the witness gone.
 */
export function keepWitness(): void {
  const witness = document.createElement('iframe');
  witness.name = WITNESS;
  witness.hidden = true;
  document.documentElement.append(witness);
}
