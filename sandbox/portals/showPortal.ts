import { CallLog } from './callLog.js';
import { ChatSlot } from './chatSlot.js';
import { ControlPanel } from './controlPanel.js';
import type { Portal } from './portal.js';
import { PortalPage } from './portalPage.js';
import { WatchStrip } from './watchStrip.js';

/** Brings the page to life with what its portal knows. */
export function showPortal(portal: Portal): void {
  PortalPage.portal = portal;
  customElements.define('call-log', CallLog);
  customElements.define('chat-slot', ChatSlot);
  customElements.define('control-panel', ControlPanel);
  customElements.define('watch-strip', WatchStrip);
  // The element that is in the page already, with all others in it.
  customElements.define('portal-page', PortalPage);
}
