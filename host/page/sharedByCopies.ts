import type { DocumentedSymphony } from '../scriptTag/documented.js';
import type { LogoutReport } from '../logout/report.js';

/*
 * A page can contain this script more than once, also in different versions. All copies know of each other. So the names
 * of the fields here must not change, and are not shortened.
 */

/** A host that has rendered. */
export interface Peer {
  /** The origin of its pod. */
  pod: string;
  /** Logs out, but does not ask the other hosts to do the same. */
  logout: (deadlineMs: number) => Promise<LogoutReport>;
}

/** The host of the latest script tag. */
export interface Made {
  /** The attributes of the tag. */
  by: string;
  symphony: DocumentedSymphony;
  renderAll: (containers: readonly [Element, unknown][]) => Promise<unknown>[];
  retire: () => unknown;
}

interface Shared {
  peers: Set<Peer>;
  made?: Made;
}

/** Returns what the copies of this script in this window share. */
export function sharedByCopies(): Shared {
  const globals = globalThis as unknown as Partial<Record<symbol, Shared>>;
  return (globals[Symbol.for('symphony-embed')] ??= { peers: new Set() });
}
