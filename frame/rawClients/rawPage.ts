import type { RawFields } from './rawActions.js';

/** The page around this frame, which has no SDK. */
export interface RawPage {
  /** The page's origin, as far as it is known. */
  readonly origin: string | undefined;
  /** Posts a message to the page, if its origin is known. `payload` must be plain data. */
  post: (eventType: string, payload: object) => void;
  /** Tells the page, once in each session, that the user is logged in and that the frame can be used. */
  handleReady: () => void;
  handleSessionEnd: () => void;
}

/** The parts of a raw page. */
export interface RawPageParts {
  isAllowed: (origin: string) => boolean;
  /** The origin that the page is expected to have. */
  origin: string | undefined;
  /** Called with each message of an allowed page that is meant for a frame. */
  handleMessage: (eventType: string, fields: RawFields) => void;
}

/**
 * Listens to the page around this frame. Accepts messages only from that window itself, and from an allowed origin.
 * Answers only to the origin that spoke: the document of a page cannot change while its frames live.
 */
export function openRawPage({ isAllowed, origin, handleMessage }: RawPageParts): RawPage {
  /** `waiting`: the frame is ready, but the page's origin is not known yet. */
  let ready: 'no' | 'waiting' | 'told' = 'no';

  const post: RawPage['post'] = (eventType, payload) => {
    if (origin !== undefined) window.parent.postMessage({ eventType, payload }, origin);
  };
  const tellReady = (): void => {
    ready = origin === undefined ? 'waiting' : 'told';
    post('clientReady', {});
  };

  window.addEventListener('message', ({ source, data, origin: sender }: MessageEvent<unknown>) => {
    if (source !== window.parent) return;
    const { eventType, payload, data: more } = Object(data) as Record<string, unknown>;
    if (typeof eventType !== 'string' || !eventType.startsWith('sdk-')) return;
    if (!isAllowed(sender)) {
      warn(`The page sent ${eventType}, but ${sender} is not one of the allowed origins.`);
      return;
    }
    origin = sender;
    if (ready === 'waiting') tellReady();
    const fields = Object(payload ?? more) as Record<string, unknown>;
    handleMessage(eventType, { ...fields, id: idIn(fields) });
  });

  return {
    get origin() {
      return origin;
    },
    post,
    handleReady: () => {
      if (ready === 'no') tellReady();
    },
    handleSessionEnd: () => {
      ready = 'no';
    },
  };
}

/** Tells the developer of the page what was wrong with a message. It cannot be answered, or nobody might read the answer. */
export function warn(words: string): void {
  console.warn(`acceptRawClients: ${words}`);
}

function idIn({ id }: Record<string, unknown>): RawFields['id'] {
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}
