import {
  createSymphony,
  SymphonyError,
  type ChannelEvent,
  type SymphonyInstance,
  type SymphonyOptions,
} from 'symphony-embed/host';
import type { PodBehaviour } from '../frame/behaviour.js';
import { makeSlot } from './makeSlot.js';
import { openPod, type Pod } from './openPod.js';

/** A pod with a host for it, and a slot to render into. */
export interface OpenHost {
  pod: Pod;
  symphony: SymphonyInstance;
  slot: HTMLDivElement;
  /** What crossed the channel so far. */
  events: ChannelEvent[];
}

/** Opens a pod and makes a host for it. The pod, and with it all frames, goes after the spec. */
export async function openHost(
  behaviour: PodBehaviour = {},
  options: Partial<SymphonyOptions> = {},
): Promise<OpenHost> {
  const pod = await openPod(behaviour);
  const events: ChannelEvent[] = [];
  const symphony = createSymphony({ podUrl: pod.url, debug: (event) => events.push(event), ...options });
  return { pod, symphony, slot: makeSlot(), events };
}

/** The same, with the main frame showing the stream `s1`. */
export async function openRendered(
  behaviour: PodBehaviour = {},
  options: Partial<SymphonyOptions> = {},
): Promise<OpenHost> {
  const host = await openHost(behaviour, options);
  await host.symphony.render(host.slot, { streamId: 's1' });
  return host;
}

/** The iframe in a slot. */
export function iframeIn(slot: Element): HTMLIFrameElement {
  const iframe = slot.querySelector('iframe');
  if (!iframe) throw new Error('There is no iframe in the slot.');
  return iframe;
}

/** What a call rejects with, which is always of the SDK's own type. */
export async function failureOf(call: Promise<unknown>): Promise<SymphonyError> {
  let value: unknown;
  try {
    value = await call;
  } catch (thrown) {
    if (thrown instanceof SymphonyError) return thrown;
    throw thrown;
  }
  throw new Error(`It resolved with ${JSON.stringify(value)}.`);
}

/** What a call throws at once, which is always of the SDK's own type. */
export function failureThrown(call: () => unknown): Promise<SymphonyError> {
  return failureOf(
    new Promise((resolve) => {
      resolve(call());
    }),
  );
}

/** A value as it is on paper: without the fields that hold `undefined`, and of this page's own kind of objects. */
export function onPaper(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
