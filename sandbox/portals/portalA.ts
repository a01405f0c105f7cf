import type { ChannelEvent, DocumentedSymphony, LogoutReport } from 'symphony-embed/host';
import { acme } from './brands.js';
import { FaultSwitches } from './faultSwitches.js';
import { Portal } from './portal.js';
import { showPortal } from './showPortal.js';
import type { CallFailure, SymphonyCalls } from './symphonyCalls.js';

/*
 * The portal that uses the script tag. `window.symphony`'s promises resolve with the result or with `{ error }`.
 */

interface DocumentedFailure {
  error: CallFailure;
}

interface ScriptTagWindow {
  symphony?: DocumentedSymphony;
  handleSymphonyLoaded?: () => void;
  handleChannelEvent?: (event: ChannelEvent) => void;
}

const page = window as unknown as ScriptTagWindow;

const loaded = new Promise<DocumentedSymphony>((resolve, reject) => {
  page.handleSymphonyLoaded = () => {
    if (page.symphony) resolve(page.symphony);
  };
  document.getElementById('symphony-ecm-sdk')?.addEventListener('error', () => {
    reject(new Error('Failed to load the SDK from the pod: is it running?'));
  });
});

async function call<Answer>(
  use: (symphony: DocumentedSymphony) => Promise<Answer>,
): Promise<Exclude<Answer, DocumentedFailure>> {
  const answer = await use(await loaded);
  if (isFailure(answer)) throw new PageError(answer.error);
  return answer as Exclude<Answer, DocumentedFailure>;
}

function isFailure(answer: unknown): answer is DocumentedFailure {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}

/** What `window.symphony` resolved with under `error`. */
class PageError extends Error {
  readonly type: string;
  readonly data: unknown;

  constructor({ type, message, data }: CallFailure) {
    super(message);
    this.type = type;
    this.data = data;
  }
}

const calls: SymphonyCalls = {
  render: (...args) => call((symphony) => symphony.render(...args)),
  openStream: (...args) => call((symphony) => symphony.openStream(...args)),
  startRoom: (...args) => call((symphony) => symphony.startRoom(...args)),
  updateSettings: (...args) => call((symphony) => symphony.updateSettings(...args)),
  updateTheme: (...args) => call((symphony) => symphony.updateTheme(...args)),
  checkAuth: (...args) => call((symphony) => symphony.checkAuth(...args)),
  async logout(): Promise<LogoutReport | undefined> {
    await call((symphony) => symphony.logout());
    return undefined;
  },
  listen(options) {
    loaded.then((symphony) => symphony.listen(options)).catch(console.error);
    return () => undefined;
  },
};

const podOrigin = document.querySelector<HTMLMetaElement>('meta[name=pod-origin]')?.content ?? '';
const portal = new Portal({
  brand: acme,
  podOrigin,
  calls,
  mode: 'focus',
  faults: new FaultSwitches(podOrigin),
});
page.handleChannelEvent = portal.handleChannelEvent;
showPortal(portal);
