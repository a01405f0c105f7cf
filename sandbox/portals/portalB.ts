import { createSymphony } from 'symphony-embed/host';
import { globex } from './brands.js';
import { Portal } from './portal.js';
import { showPortal } from './showPortal.js';

/*
 * The portal that uses the module. Its promises reject with a `SymphonyError`, and its logout has a report.
 */

const podOrigin = document.querySelector<HTMLMetaElement>('meta[name=pod-origin]')?.content ?? '';
const mode = new URLSearchParams(location.search).get('mode') === 'collaboration' ? 'collaboration' : 'focus';

const symphony = createSymphony({
  podUrl: podOrigin,
  partnerId: 'globex',
  mode,
  debug: (event) => {
    portal.handleChannelEvent(event);
  },
});
const portal: Portal = new Portal({
  brand: globex,
  podOrigin,
  calls: symphony,
  mode,
  faults: undefined,
  otherMode: mode === 'focus' ? '/?mode=collaboration' : '/',
});
showPortal(portal);
