import { until } from '../../sandbox/pod/testing/until.js';
import type { PodProcess } from '../../sandbox/pod/testing/podProcess.js';
import type { Chromium } from './chromium.js';
import type { Target } from './devTools.js';

const LOAD_MS = 30_000;
const CALL_MS = 60_000;
const FRAME_MS = 10_000;
/** One or two slots, and ten, all fit into the window: browsers draw less of what is out of sight. */
const LARGE = 'width: 700px; height: 760px';
const SMALL = 'width: 280px; height: 390px';
export const MAIN_SLOT = 'symphony-ecm';

export type PortalWindow = Window & {
  symphony: Record<string, (...args: unknown[]) => Promise<{ error?: { type: string } } | undefined>>;
};

/** How a call of the SDK went. */
export interface TimedCall {
  takenMs: number;
  /** The type of the error, if there was one. */
  failure: string | undefined;
}

/** A page of portal A with the script tag, without anything else, on another site than the pod. */
export class Portal {
  readonly #chromium: Chromium;
  readonly #pod: PodProcess;

  constructor(chromium: Chromium, pod: PodProcess) {
    this.#chromium = chromium;
    this.#pod = pod;
  }

  get page(): Target {
    return this.#chromium.page;
  }

  /** Opens it anew: what was on the page before is gone. */
  async open(slots: readonly string[] = []): Promise<void> {
    const { portalAUrl, podUrl } = this.#pod;
    await this.page.send('Page.navigate', { url: `${portalAUrl}/blank.html` });
    await until(
      'the portal to be loaded',
      () =>
        this.page
          .run(
            (url) => location.href === url && document.readyState === 'complete',
            [`${portalAUrl}/blank.html`],
          )
          .catch(() => false),
      LOAD_MS,
    );
    const size = slots.length > 1 ? SMALL : LARGE;
    await this.page.run(putIn, [`${podUrl}/embed/sdk.js`, [MAIN_SLOT, ...slots], size], LOAD_MS);
  }

  /** Renders for a user whom the portal vouches for. What follows needs no more login. */
  async renderAs(email: string, streamId: string): Promise<void> {
    const auth = await this.page.run(
      async (user) => {
        const response = await fetch(`/token?email=${encodeURIComponent(user)}`);
        return (await response.json()) as { subjectToken: string };
      },
      [email],
    );
    this.#mustNotFail('render', await this.call('render', MAIN_SLOT, { streamId, auth }));
  }

  /** Shows a stream in a slot, which gets a frame of its own. */
  async show(streamId: string, slot: string): Promise<number> {
    return this.#mustNotFail('openStream', await this.call('openStream', streamId, `#${slot}`));
  }

  /** Renders in the main slot, as the user who is logged in. */
  async render(streamId: string): Promise<number> {
    return this.#mustNotFail('render', await this.call('render', MAIN_SLOT, { streamId }));
  }

  /** Calls a function of `window.symphony`. The page itself takes the time. */
  call(name: string, ...args: unknown[]): Promise<TimedCall> {
    return this.page.run(timeCall, [name, args], CALL_MS);
  }

  /** The first frame of the pod that is there, to be looked into. All of them share one process. */
  async frame(): Promise<Target> {
    let found: string | undefined;
    await until(
      'a frame of the pod',
      async () => {
        const targets = await this.#chromium.devTools.targets();
        found = targets.find(
          ({ type, url }) => type === 'iframe' && url.startsWith(`${this.#pod.podUrl}/`),
        )?.targetId;
        return found !== undefined;
      },
      FRAME_MS,
    );
    return this.#chromium.devTools.attach(found ?? '');
  }

  #mustNotFail(name: string, { takenMs, failure }: TimedCall): number {
    if (failure !== undefined) throw new Error(`Failed to measure ${name}: it failed with ${failure}.`);
    return takenMs;
  }
}

/** Runs in the page. */
async function timeCall(name: string, args: unknown[]): Promise<TimedCall> {
  const { symphony } = window as unknown as PortalWindow;
  const startedAt = performance.now();
  const answer = await symphony[name]?.(...args);
  return { takenMs: performance.now() - startedAt, failure: answer?.error?.type };
}

/** Runs in the page. */
function putIn(src: string, slots: string[], size: string): Promise<void> {
  document.body.style.cssText = 'margin: 0; display: flex; flex-wrap: wrap';
  for (const name of slots) {
    const container = document.createElement('div');
    container.id = name;
    container.className = name;
    container.style.cssText = size;
    document.body.append(container);
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.id = 'symphony-ecm-sdk';
    script.setAttribute('render', 'explicit');
    script.dataset['partnerId'] = 'acme';
    script.addEventListener('load', () => {
      resolve();
    });
    script.addEventListener('error', () => {
      reject(new Error(`Failed to load ${src}.`));
    });
    script.src = src;
    document.body.append(script);
  });
}
