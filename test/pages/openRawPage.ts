import type { FrameBehaviour } from '../frame/behaviour.js';
import { afterSpec } from './afterSpec.js';
import { makeSlot } from './makeSlot.js';
import { openPod, type Pod } from './openPod.js';
import { until } from './until.js';

/** What a frame posted to this page. */
export interface RawMessage {
  eventType: string;
  payload: { id?: unknown; data?: unknown };
}

/** This page, as a page without the SDK that talks to frames by messages alone. */
export interface RawPage {
  pod: Pod;
  main: HTMLIFrameElement;
  /** What its main frame and its child frames have posted so far. */
  messages: RawMessage[];
  /** Posts a message to the main frame. */
  post: (eventType: string, payload?: unknown) => void;
  /** Posts an action, and resolves with what answers it. */
  act: (name: string, params?: unknown) => Promise<Record<string, unknown>>;
  /** Resolves with all messages of a kind as soon as there are so many. */
  heard: (eventType: string, count?: number) => Promise<RawMessage[]>;
  /** Adds a frame with the id of its container as the hash of its address. Resolves when it is loaded. */
  addChild: (id: string) => Promise<HTMLIFrameElement>;
}

let lastId = 0;

/** Opens a pod, and its frame in this page. */
export async function openRawPage(
  frame: FrameBehaviour = {},
  query = `?sdkOrigin=${window.origin}`,
): Promise<RawPage> {
  const pod = await openPod({
    frame: { rawClients: true, allowedOrigins: [window.origin], ...frame },
  });
  const messages: RawMessage[] = [];
  const listen = ({ origin, data }: MessageEvent<RawMessage>): void => {
    if (origin === pod.url && typeof data.eventType === 'string') messages.push(data);
  };
  window.addEventListener('message', listen);
  afterSpec(() => {
    window.removeEventListener('message', listen);
  });

  const add = async (address: string): Promise<HTMLIFrameElement> => {
    const iframe = document.createElement('iframe');
    iframe.src = `${pod.url}/embed/index.html${address}`;
    const loaded = new Promise((resolve) => {
      iframe.addEventListener('load', resolve, { once: true });
    });
    makeSlot().append(iframe);
    await loaded;
    return iframe;
  };
  const main = await add(query);
  const page: RawPage = {
    pod,
    main,
    messages,
    post: (eventType, payload) => {
      main.contentWindow?.postMessage({ eventType, payload }, pod.url);
    },
    act: async (name, params) => {
      const id = `action-${String(++lastId)}`;
      page.post('sdk-action', { name, id, params });
      const answer = await until(
        () => messages.find(({ eventType, payload }) => eventType === 'sdk-resolve' && payload.id === id),
        `an answer to ${name}`,
        12_000,
      );
      return answer.payload.data as Record<string, unknown>;
    },
    heard: (eventType, count = 1) =>
      until(
        () => {
          const found = messages.filter((message) => message.eventType === eventType);
          return found.length >= count && found;
        },
        `${String(count)} × ${eventType}`,
      ),
    addChild: (id) => add(`#${id}`),
  };
  return page;
}
