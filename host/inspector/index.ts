/**
 * The inspector: shows what crosses the channel, and how a logout went. The import defines the element
 * `<symphony-inspector>`. It needs a browser.
 *
 * @packageDocumentation
 */
import type { ChannelEvent } from 'symphony-embed/host';
import { InspectorElement } from './inspectorElement.js';
import { writeToPerformancePanel } from './performancePanel.js';
import { ChannelRecord } from './record.js';

/** The element that shows what {@link inspect} has been given. With the attribute `docked`, it is at the bottom of the window. */
export interface SymphonyInspectorElement extends HTMLElement {
  /** What the page calls its slots, by their names in events, for example `{ '.symphony-ecm': 'Main chat' }`. */
  slotNames: Readonly<Record<string, string>>;
  /** Puts the focus on the headline of the last logout. */
  focusReport: () => Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'symphony-inspector': SymphonyInspectorElement;
  }
}

/** What the script tag gives its events to, and what copies of this file in one page share. */
interface Shared {
  push: (event: ChannelEvent) => unknown;
  record?: ChannelRecord;
}

const globals = globalThis as { symphonyInspector?: Shared | ChannelEvent[] };
const before = globals.symphonyInspector;
const record = (Array.isArray(before) ? undefined : before?.record) ?? new ChannelRecord();

/**
 * Gives an event to the inspector. This is a function for the option `debug`.
 *
 * The events also go to the Performance panel of the browser's developer tools, as the tracks "Symphony".
 *
 * @example
 * ```ts
 * import { inspect } from 'symphony-embed/inspector';
 *
 * const symphony = createSymphony({ podUrl: 'https://acme.symphony.example', debug: inspect });
 * document.body.append(document.createElement('symphony-inspector'));
 * ```
 */
export function inspect(event: ChannelEvent): void {
  record.add(event);
  writeToPerformancePanel(event);
}

InspectorElement.record = record;
if (!customElements.get('symphony-inspector')) customElements.define('symphony-inspector', InspectorElement);
if (Array.isArray(before)) before.forEach(inspect);
globals.symphonyInspector = { push: inspect, record };
