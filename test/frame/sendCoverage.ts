interface Counters {
  s: Record<string, number>;
  f: Record<string, number>;
  b: Record<string, number[]>;
}

const EVERY_MS = 200;
const id = crypto.randomUUID();
let sent = '';

/** Takes the prototypes off: some pages of specs give all objects and lists a `toJSON`. */
function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(bare);
  return Object.setPrototypeOf(value, null);
}

/**
 * Sends what this frame has run to the pod: now and then, since a killed or hung frame cannot say it at the end, and at
 * the end. Only counters: a beacon takes 64 kB.
 */
function send(): void {
  const { __coverage__: coverage = {} } = window as unknown as { __coverage__?: Record<string, Counters> };
  const counters = Object.entries(coverage).map(([path, { s, f, b }]) => [path, { s, f, b }]);
  const body = JSON.stringify(bare(structuredClone({ id, counters })));
  if (body === sent) return;
  sent = body;
  if (!navigator.sendBeacon('/control/coverage', body))
    void fetch('/control/coverage', { method: 'POST', body });
}

setInterval(send, EVERY_MS);
window.addEventListener('pagehide', send);
