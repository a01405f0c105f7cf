import type { ChannelEvent } from 'symphony-embed/host';

/** The group of tracks in the browser's Performance panel. */
const GROUP = 'Symphony';

interface Entry {
  name: string;
  track: string;
  fromMs: number;
  toMs: number;
  color: 'primary' | 'secondary' | 'tertiary' | 'error';
  properties: [name: string, value: string][];
}

/**
 * Writes calls that were answered, iframes and logouts into the browser's Performance panel, as tracks of their own: one for
 * each frame, and one for the page. Where the browser has no such tracks, they are ordinary measures.
 */
export function writeToPerformancePanel(event: ChannelEvent): void {
  const entry = entryOf(event);
  if (!entry) return;
  const { name, track, fromMs, toMs, color, properties } = entry;
  const devtools = { dataType: 'track-entry', trackGroup: GROUP, track, color, properties };
  performance.measure(name, { start: fromMs, end: toMs, detail: { devtools } });
  // The panel and observers have it by now. A page that is open for days must not fill up with them.
  performance.clearMeasures(name);
}

function entryOf(event: ChannelEvent): Entry | undefined {
  const { atMs, slot } = event;
  const track = slot || 'Page';
  switch (event.kind) {
    case 'state': {
      const { state } = event;
      const color = state === 'gone' ? 'error' : 'tertiary';
      return { name: `symphony: ${state}`, track, fromMs: atMs, toMs: atMs, color, properties: [] };
    }
    case 'answer': {
      const { direction, method, elapsedMs, errorType } = event;
      const color = errorType ? 'error' : direction === 'toHost' ? 'secondary' : 'primary';
      const properties: Entry['properties'] = [
        ['Direction', { toFrame: 'page to frame', toHost: 'frame to page', toPod: 'page to pod' }[direction]],
        ['Outcome', errorType ?? 'answered'],
      ];
      return { name: `symphony: ${method}`, track, fromMs: atMs - elapsedMs, toMs: atMs, color, properties };
    }
    case 'logoutEnd': {
      const { elapsedMs, errorType } = event;
      const color = errorType ? 'error' : 'primary';
      const properties: Entry['properties'] = [['Outcome', errorType ?? 'logged out']];
      return { name: 'symphony: logout', track, fromMs: atMs - elapsedMs, toMs: atMs, color, properties };
    }
    case 'call':
    case 'logout':
      return undefined;
  }
}
