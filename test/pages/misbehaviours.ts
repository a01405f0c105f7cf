import type { FrameReport } from 'symphony-embed/host';
import type { FrameBehaviour } from '../frame/behaviour.js';

/** A way in which a frame can spoil a logout, and what the logout has to make of it. */
export interface Misbehaviour {
  name: string;
  frame: FrameBehaviour;
  /** What the page does with the slot once the frame has been asked. */
  page?: (slot: HTMLElement) => void;
  /** What the report says of the frame. */
  outcome: FrameReport['outcome'];
  error: 'ERROR' | 'TIMEOUT' | 'FRAME_GONE';
  /** What the message of the error has to name. */
  says?: RegExp;
  /** Whether the pod confirms to this frame, when it is the first one that is asked to revoke. */
  revokes: boolean;
  /** Whether the SDK can empty the storage of the frame all the same. */
  clears: boolean;
  /** The page of its own doing is not as it was afterwards. */
  changes?: string[];
}

/** The frame's thread is given back after this, long after the deadlines of specs. */
export const HANG_MS = 4_000;

/** What single frames can do while the others go on. */
export const misbehaviours: readonly Misbehaviour[] = [
  {
    name: 'never ends its clear',
    frame: { clear: 'never' },
    outcome: 'timedOut',
    error: 'TIMEOUT',
    says: /clear/,
    revokes: true,
    clears: true,
  },
  {
    name: 'throws in its clear',
    frame: { clear: 'throws' },
    outcome: 'failed',
    error: 'ERROR',
    says: /clear was told to fail/,
    revokes: true,
    clears: true,
  },
  {
    name: 'reloads',
    frame: { clear: 'reloads' },
    outcome: 'gone',
    error: 'FRAME_GONE',
    revokes: false,
    clears: false,
  },
  {
    name: 'navigates to another origin',
    frame: { clear: 'leaves' },
    outcome: 'gone',
    error: 'FRAME_GONE',
    revokes: false,
    clears: false,
    // The frame's own navigation is a step in the history of its tab.
    changes: ['length of the history'],
  },
  {
    name: 'fails to revoke',
    frame: { revoke: 'throws' },
    outcome: 'acknowledged',
    error: 'ERROR',
    says: /revoke was told to fail/,
    revokes: false,
    clears: true,
  },
  {
    name: 'has nothing to revoke with',
    frame: { revoke: 'absent' },
    outcome: 'acknowledged',
    error: 'ERROR',
    says: /revoke/,
    revokes: false,
    clears: true,
  },
  {
    name: 'never ends its revocation',
    frame: { revoke: 'never' },
    outcome: 'acknowledged',
    error: 'TIMEOUT',
    says: /revoke/,
    revokes: false,
    clears: true,
  },
  {
    name: 'is taken out of its slot by the page',
    frame: { clear: 'never' },
    page: (slot) => {
      slot.querySelector('iframe')?.remove();
    },
    outcome: 'gone',
    error: 'FRAME_GONE',
    revokes: false,
    clears: false,
  },
  {
    name: 'is moved by the page',
    frame: { clear: 'never' },
    page: (slot) => {
      const [iframe] = slot.getElementsByTagName('iframe');
      if (iframe) slot.prepend(iframe);
    },
    outcome: 'gone',
    error: 'FRAME_GONE',
    revokes: false,
    clears: false,
  },
];

/** Whether a logout with such a frame is complete. */
export function isComplete({ outcome }: Misbehaviour): boolean {
  return outcome === 'acknowledged';
}
