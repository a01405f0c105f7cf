/** A place for a chat on the page. */
export interface Slot {
  id: string;
  name: string;
  /** As the SDK's functions take it. The main one is found by its class. */
  selector: string;
  /** What it shows when it is opened first. */
  streamId: string;
}

export const MAIN_CLASS = 'symphony-ecm';

export const SLOTS: readonly Slot[] = [
  { id: 'main', name: 'Main chat', selector: `.${MAIN_CLASS}`, streamId: 'fx-desk' },
  { id: '1', name: 'Desk 1', selector: '#slot-1', streamId: 'rates-research' },
  { id: '2', name: 'Desk 2', selector: '#slot-2', streamId: 'alice-bob' },
  { id: '3', name: 'Desk 3', selector: '#slot-3', streamId: 'onboarding' },
  { id: '4', name: 'Desk 4', selector: '#slot-4', streamId: 'alice-carol' },
];

/** The chats that the pod is filled with, and one that is not there. */
export const STREAMS: readonly { id: string; name: string }[] = [
  { id: 'fx-desk', name: 'FX desk' },
  { id: 'rates-research', name: 'Rates research' },
  { id: 'onboarding', name: 'Onboarding' },
  { id: 'alice-bob', name: 'Alice and Bob' },
  { id: 'alice-carol', name: 'Alice and Carol' },
  { id: 'macro-lunch', name: 'Lunch, without Alice' },
  { id: 'no-such-chat', name: 'No such chat' },
];

/** The page's names for what the SDK calls its slots. The main one is found by its class, with or without a dot. */
export const SLOT_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  SLOTS.flatMap(({ selector, name }) => [
    [selector, name],
    [selector.replace('.', ''), name],
  ]),
);

export function mainSlot(): Slot {
  const [main] = SLOTS;
  if (!main) throw new Error('Failed to find the main slot: the page has none.');
  return main;
}

/** The main slot is where functions open chats without a selector. */
export function selectorOf({ id, selector }: Slot): string | undefined {
  return id === 'main' ? undefined : selector;
}

export function containerOf({ id }: Slot): HTMLElement | null {
  return document.getElementById(`slot-${id}`);
}

export function frameIn(slot: Slot): HTMLIFrameElement | null {
  return containerOf(slot)?.querySelector('iframe') ?? null;
}
