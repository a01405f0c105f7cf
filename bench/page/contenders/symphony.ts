import { createSymphony, type Symphony } from 'symphony-embed/host';
import { frameUrl, OPTIONS, podOrigin, type Contender } from './contender.js';

const STREAM = 'fx-desk';

/** Makes a `symphony` whose frames are the ones of this benchmark. */
export function createBenchSymphony(debug?: Parameters<typeof createSymphony>[0]['debug']): Symphony {
  return createSymphony({
    podUrl: podOrigin,
    // Hundreds of frames share one process: the last ones come up when those before have.
    timeouts: { connectMs: 60_000, readyMs: 60_000 },
    paths: { focus: new URL(frameUrl('symphony')).pathname },
    debug,
  });
}

/** This project, used as a page uses it: through the public functions. */
export const symphonyContender: Contender = {
  name: 'symphony-embed',
  async open(slot, onNotification, isTimed = false) {
    let helloAt = NaN;
    const symphony = createBenchSymphony(
      isTimed &&
        ((event) => {
          if (event.kind === 'state' && event.state === 'connected') helloAt = event.atMs;
        }),
    );
    symphony.listen({ type: 'MessageNotifications', callback: onNotification });
    await symphony.render(slot, { streamId: STREAM });
    return {
      helloAt,
      readyAt: performance.now(),
      send: (text) => symphony.sendMessage(text, OPTIONS),
      clear: () => symphony.logout(),
      close: async () => {
        await symphony.logout();
      },
    };
  },
};
