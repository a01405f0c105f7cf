import { revokeAt, type Revoke } from 'symphony-embed/frame';

const FAULTS = ['never', 'throws', 'reloads', 'navigates', 'hangs', 'crashes', 'unreachable'] as const;

/** What goes wrong in this frame at the next logout. */
export type Fault = (typeof FAULTS)[number];

const HANG_MS = 20_000;

/**
 * Lets a portal of the sandbox see what its users would see when a frame fails at logout. A portal arms a fault with
 * `postMessage({ sandboxFault: 'hangs' })`, disarms it with `null`, and is answered with `{ sandboxFaultArmed }`.
 */
export class Faults {
  readonly #origins: readonly string[];
  #armed: Fault | undefined;

  constructor(origins: readonly string[]) {
    this.#origins = origins;
    window.addEventListener('message', (event) => {
      this.#handleMessage(event);
    });
  }

  /** As the app's own way to revoke, but past the pod when the fault says so. */
  revoke(way: Revoke): Revoke {
    // Nothing listens on the discard port; the page's policy forbids the way there too.
    const lost = revokeAt(`${location.protocol}//${location.hostname}:9/session/logout`);
    return (options) => (this.#armed === 'unreachable' ? lost(options) : way(options));
  }

  /** What happens in the app's `session.clear`. */
  async strike(): Promise<void> {
    switch (this.#armed) {
      case 'never':
        await new Promise(() => undefined);
        break;
      case 'throws':
        throw new Error('the fault "throws" was armed');
      case 'reloads':
        location.reload();
        await new Promise(() => undefined);
        break;
      case 'navigates':
        location.href = elsewhere();
        await new Promise(() => undefined);
        break;
      case 'hangs':
        hang();
        break;
      case 'crashes':
        crash();
        break;
      case 'unreachable':
      case undefined:
    }
  }

  #handleMessage({ origin, source, data }: MessageEvent<unknown>): void {
    if (!this.#origins.some((allowed) => matches(allowed, origin))) return;
    if (typeof data !== 'object' || data === null || !('sandboxFault' in data)) return;
    this.#armed = FAULTS.find((fault) => fault === data.sandboxFault);
    source?.postMessage({ sandboxFaultArmed: this.#armed ?? null }, { targetOrigin: origin });
  }
}

function matches(allowed: string, origin: string): boolean {
  const [before, after] = allowed.split('*.');
  if (after === undefined) return allowed === origin;
  return origin.startsWith(before ?? '') && origin.endsWith(`.${after}`);
}

/** A page of another site: the portal that this frame is in has one. */
function elsewhere(): string {
  const portal = new URLSearchParams(location.search).get('sdkOrigin') ?? 'data:text/html,';
  return `${portal}/blank.html`;
}

function hang(): void {
  const end = performance.now() + HANG_MS;
  while (performance.now() < end);
}

/** Asks the engine for an array of more elements than it has addresses for: out of memory, at once and for good. */
function crash(): void {
  'x'.repeat(2 ** 28).split('');
}
