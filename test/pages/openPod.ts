import { afterSpec } from './afterSpec.js';
import type {
  FrameBehaviour,
  FrameCommand,
  JournalEntry,
  LogoutAnswer,
  PodBehaviour,
} from '../frame/behaviour.js';
import { takesSecureCookies } from './cookies.js';
import { until } from './until.js';

/** A pod of one spec, at an origin of its own. */
export interface Pod {
  /** Its origin: the `podUrl` of `createSymphony`. Its pages and its logout endpoint answer under any prefix as well. */
  readonly url: string;
  /** All that happened so far, in order. */
  journal(): Promise<JournalEntry[]>;
  /** Resolves with the entries called `what` as soon as there are so many of them. */
  journalled(what: string, count?: number): Promise<JournalEntry[]>;
  /** How chat frames behave whose page is asked for from now on. */
  setFrame(frame: FrameBehaviour): Promise<void>;
  setLogout(logout: LogoutAnswer, logoutAfterMs?: number): Promise<void>;
  set(behaviour: PodBehaviour): Promise<void>;
  /** Makes all frames, or the one of that number, do something. Resolves with the numbers of those who will. */
  tell(command: FrameCommand, frame?: number): Promise<number[]>;
  /** After the spec it is closed anyway. */
  close(): Promise<void>;
}

/** Opens a pod; it is closed, and what is left of its frames removed, after the spec. */
export async function openPod(behaviour: PodBehaviour = {}): Promise<Pod> {
  const url = `http://p${crypto.randomUUID()}.localhost:${String(podPort())}`;
  await ask('open', { plainCookie: !takesSecureCookies, ...behaviour });

  async function ask<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/control/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The pod answered ${String(response.status)} to ${path}.`);
    return (await response.json()) as T;
  }

  let isClosed = false;
  const pod: Pod = {
    url,
    journal: () => ask('journal'),
    journalled: (what, count = 1) =>
      until(
        async () => {
          const entries = (await pod.journal()).filter((entry) => entry.what === what);
          return entries.length >= count && entries;
        },
        `${String(count)} × "${what}" in the journal of the pod`,
      ),
    setFrame: (frame) => ask('behaviour', { frame }),
    setLogout: (logout, logoutAfterMs = 0) => ask('behaviour', { logout, logoutAfterMs }),
    set: (more) => ask('behaviour', more),
    tell: async (command, frame) =>
      until(async () => {
        const { told } = await ask<{ told: number[] }>('tell', { command, frame });
        return told.length > 0 && told;
      }, `a frame that can be told to ${command.do}`),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await ask('close', {});
      for (const iframe of document.querySelectorAll('iframe'))
        if (iframe.src.startsWith(url)) iframe.remove();
    },
  };
  afterSpec(() => pod.close());
  return pod;
}

function podPort(): number {
  return (window as unknown as { __karma__: { config: { podPort: number } } }).__karma__.config.podPort;
}
