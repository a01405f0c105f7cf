import { makeSlot } from './makeSlot.js';
import { openPod } from './openPod.js';
import { pendingHere } from './pendingHere.js';

const HANG_MS = 400;
/** The clocks of two documents are not exactly the same. */
const CLOCK_ERROR_MS = 100;
/** A busy machine can stop this page while the frame hangs. So one answer is no answer. */
const LOOKS = 3;
const REASON =
  'this browser runs frames of other sites in the page’s own process, so a hung frame stops the page';

let found: Promise<boolean> | undefined;

/**
 * Defines a spec of what only holds where a frame of another site runs in another process than the page. In browsers
 * that do not do this, the spec is pending, with the reason.
 */
export function inSeparateProcesses(name: string, run: () => Promise<void>, timeoutMs?: number): void {
  const spec = async (): Promise<void> => {
    found ??= findSeparateProcesses();
    if (!(await found)) pendingHere(REASON);
    await run();
  };
  it(name, spec, timeoutMs);
}

/** Asks the browser itself: does this page go on while a frame of another site hangs? */
async function findSeparateProcesses(): Promise<boolean> {
  for (let looks = 0; looks < LOOKS; looks++) if (await goesOnWhileAFrameHangs()) return true;
  return false;
}

async function goesOnWhileAFrameHangs(): Promise<boolean> {
  const pod = await openPod();
  const iframe = document.createElement('iframe');
  iframe.src = `${pod.url}/embed/index.html`;
  makeSlot().append(iframe);
  const ticks: number[] = [];
  const timer = setInterval(() => ticks.push(performance.timeOrigin + performance.now()), 10);
  try {
    await pod.tell({ do: 'hang', ms: HANG_MS });
    const [hangs] = await pod.journalled('hangs');
    const [did] = await pod.journalled('did');
    return ticks.some(
      (atMs) => hangs && did && atMs > hangs.atMs + CLOCK_ERROR_MS && atMs < did.atMs - CLOCK_ERROR_MS,
    );
  } finally {
    clearInterval(timer);
    await pod.close();
  }
}
