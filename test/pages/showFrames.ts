import { createSymphony, type Symphony, type SymphonyOptions } from 'symphony-embed/host';
import type { PodBehaviour } from '../frame/behaviour.js';
import { makeSlot } from './makeSlot.js';
import { openPod, type Pod } from './openPod.js';
import { snapshotPage } from './snapshotPage.js';

/** A page that shows frames of a pod. */
export interface Shown {
  pod: Pod;
  symphony: Symphony;
  /** The slots, the main one first. The frame in the first one shows the stream `s1`, and so on. */
  slots: HTMLElement[];
  /** The slots as the page named them. */
  names: string[];
  /** What is not in the page as it was before the first frame came. */
  changes: () => string[];
}

/** A slot in which the page has something of its own. */
export function furnishSlot(): HTMLElement {
  const slot = makeSlot();
  slot.innerHTML = 'Some text<!-- and a comment --><p class="of-the-page" style="color: red">of the page</p>';
  return slot;
}

/** Opens a pod and shows so many of its frames, connected and ready. */
export async function showFrames(
  count: number,
  behaviour: PodBehaviour = {},
  options: Omit<SymphonyOptions, 'podUrl'> = {},
): Promise<Shown> {
  const pod = await openPod(behaviour);
  const symphony = createSymphony({ podUrl: pod.url, ...options });
  const slots = Array.from({ length: count }, furnishSlot);
  const names = slots.map(({ id, className }, index) => (index ? `#${id}` : `.${className}`));
  const shown = { pod, symphony, slots, names, changes: snapshotPage() };
  await renderFrames(shown);
  return shown;
}

/** Renders into all slots, as the first time. */
export async function renderFrames({ symphony, slots, names }: Shown): Promise<void> {
  const [main, ...others] = slots;
  if (!main) return;
  await symphony.render(main.className, { streamId: 's1' });
  await Promise.all(others.map((_, index) => symphony.openStream(`s${String(index + 2)}`, names[index + 1])));
}

/** The iframes that a pod has in the page. */
export function iframesOf({ url }: Pod): HTMLIFrameElement[] {
  return [...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(url));
}

/** The streams of the frames in which `what` happened, in order. */
export async function streamsThat(pod: Pod, what: string, atLeast = 0): Promise<string[]> {
  // What a frame writes just before it is removed may come after its removal.
  await pod.journalled(what, atLeast);
  const journal = await pod.journal();
  const streamOf = new Map(
    journal
      .filter((entry) => entry.what === 'connected')
      .map(({ frame, detail }) => [frame, (detail?.['chat'] as { streamId?: string } | undefined)?.streamId]),
  );
  return journal.filter((entry) => entry.what === what).map(({ frame }) => streamOf.get(frame) ?? '');
}
