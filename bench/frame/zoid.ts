import { create, type ZoidProps } from '@krakenjs/zoid/dist/zoid.frame.js';
import { createFrameApp, hostOrigin } from './frameApp.js';

// The frame's end of a component is made by describing it once more.
create({
  tag: 'bench-zoid',
  url: location.href,
  domain: location.origin,
  allowedParentDomains: [hostOrigin],
});
const { xprops } = window as unknown as { xprops: ZoidProps };
const app = createFrameApp((notification) => void xprops.onNotification(notification));
await xprops.export({ sendMessage: app.sendMessage, clear: app.clear });
void xprops.onReady();
