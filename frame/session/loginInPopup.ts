import { within } from '../../shared/clock.js';
import { failure, type ErrorType, type SymphonyError } from '../../shared/errors.js';
import { Promise } from '../../shared/natives.js';
import { podUrl } from './podUrl.js';

/** The options of {@link loginInPopup}. */
export interface PopupOptions {
  /** The pod's login page, relative to the address of the frame's document. */
  url: string;
  /** Closes the window when it aborts. */
  signal?: AbortSignal | undefined;
  /** The deadline, in milliseconds. By default there is none: people take their time. */
  deadlineMs?: number | undefined;
  /** The window's features, as in `window.open`. */
  features?: string | undefined;
}

const DOING = 'log in in a window';
const FEATURES = 'popup,width=460,height=640';
/** There is no event for a closed window. */
const LOOK_EVERY_MS = 400;

/**
 * Lets the user log in in a window of the pod, where the pod is first party. That is for identity providers that refuse to
 * be framed, and it proves to the pod which browser this is. Call it in the handler of a click. Otherwise the browser blocks
 * the window.
 *
 * After the login, the pod's page posts `{ type: 'symphonyLoginCode', code }` to its `opener`, with a one-time code and its own
 * origin as the target. The frame redeems the code at the pod for a session of its own.
 *
 * @returns The code. Rejects with a {@link SymphonyError}: `CANCELLED` if the user closed the window, if its page cut the
 * connection to this one (`Cross-Origin-Opener-Policy`), or if `signal` aborted; `TIMEOUT` at the deadline; `ERROR` if the
 * browser blocked the window; `INVALID_ARGUMENT` if `url` is no URL.
 *
 * @example
 * ```ts
 * button.onclick = async () => {
 *   const code = await loginInPopup({ url: '/login?popup=1' });
 *   await redeem(code);
 * };
 * ```
 */
export async function loginInPopup(options: PopupOptions): Promise<string> {
  const { signal, deadlineMs = Infinity, features = FEATURES } = options;
  const url = podUrl(options.url, /^http/, DOING);
  const popup = window.open(url, '_blank', features);
  if (!popup)
    throw notLoggedIn('ERROR', 'the browser blocked the window; open it in a click, and allow popups');
  const life = new AbortController();
  const { signal: ends } = life;
  const code = new Promise<string>((resolve, reject) => {
    const cancel = (why: string): void => {
      reject(notLoggedIn('CANCELLED', why));
    };
    const handleAbort = (): void => {
      cancel('it was aborted');
    };
    window.addEventListener(
      'message',
      ({ origin, source, data }) => {
        const { type, code } = Object(data) as Partial<Record<string, unknown>>;
        if (
          source === popup &&
          origin === url.origin &&
          type === 'symphonyLoginCode' &&
          typeof code === 'string'
        )
          resolve(code);
      },
      { signal: ends },
    );
    const timer = window.setInterval(() => {
      // Browsers say the same of a window whose page has cut the connection.
      if (popup.closed) cancel('the window was closed, or its page sets Cross-Origin-Opener-Policy');
    }, LOOK_EVERY_MS);
    ends.addEventListener('abort', () => {
      window.clearInterval(timer);
    });
    if (signal?.aborted) handleAbort();
    signal?.addEventListener('abort', handleAbort, { signal: ends });
  });
  try {
    return await within(code, deadlineMs, () =>
      notLoggedIn('TIMEOUT', `the user did not log in within ${deadlineMs} ms`),
    );
  } finally {
    life.abort();
    popup.close();
  }
}

function notLoggedIn(type: ErrorType, why: string): SymphonyError {
  return failure(type, DOING, why);
}
