import { frameIn, SLOTS } from './slots.js';

/** What can go wrong in a frame at logout, and how the page calls it. */
export const FAULTS: readonly { id: string; name: string }[] = [
  { id: '', name: 'Works' },
  { id: 'never', name: 'Never finishes' },
  { id: 'throws', name: 'Throws an error' },
  { id: 'reloads', name: 'Reloads' },
  { id: 'navigates', name: 'Goes to another site' },
  { id: 'hangs', name: 'Hangs for 20 s' },
  { id: 'crashes', name: 'Crashes' },
  { id: 'unreachable', name: 'Cannot reach the pod' },
  { id: 'removed', name: 'Is removed by the page' },
];

const REMOVED = 'removed';

/** The switches by which a user makes frames fail at logout. The chat app of the sandbox does what they say. */
export class FaultSwitches {
  readonly #podOrigin: string;
  readonly #chosen = new Map<string, string>();

  constructor(podOrigin: string) {
    this.#podOrigin = podOrigin;
    window.addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
      if (origin !== podOrigin || typeof data !== 'object' || data === null) return;
      if (!('sandboxFaultArmed' in data)) return;
      const slot = SLOTS.find((each) => frameIn(each)?.contentWindow === source);
      const armed = typeof data.sandboxFaultArmed === 'string' ? data.sandboxFaultArmed : '';
      document.querySelector(`[data-testid="fault-${slot?.id ?? ''}"]`)?.setAttribute('data-armed', armed);
    });
  }

  chosen(slotId: string): string {
    return this.#chosen.get(slotId) ?? '';
  }

  choose(slotId: string, fault: string): void {
    this.#chosen.set(slotId, fault);
    this.arm();
  }

  /** Tells all frames what is chosen for them; a frame that is new does not know yet. */
  arm(): void {
    for (const slot of SLOTS) {
      const fault = this.chosen(slot.id);
      const sandboxFault = fault === REMOVED || fault === '' ? null : fault;
      frameIn(slot)?.contentWindow?.postMessage({ sandboxFault }, this.#podOrigin);
    }
  }

  /**
   * What a page does that knows nothing of logouts: it takes the iframe away in the middle of one. At once, since a
   * frame that has a few milliseconds left acknowledges all the same.
   */
  removeFrameIn(selector: string): void {
    const slot = SLOTS.find((each) => each.selector === selector);
    if (slot && this.chosen(slot.id) === REMOVED) frameIn(slot)?.remove();
  }
}
