import { within } from '../../shared/clock.js';
import { failure } from '../../shared/errors.js';

/** The options of {@link proveBrowser}. */
export interface ProofOptions {
  /**
   * The pod's endpoint, relative to the address of the frame's document. It looks at the cookies of a `POST`, and answers
   * `{ "proven": true }`.
   */
  url: string;
  /** The login. The pod is asked when it is done, so that it knows which session this is about. */
  after?: PromiseLike<unknown> | undefined;
  /** How long the browser and the user have to allow it, in milliseconds; 5000 by default. */
  deadlineMs?: number | undefined;
}

const DEADLINE_MS = 5_000;

/**
 * Proves to the pod which browser this is, so that a logout reaches all of it. A pod's frames under different sites have
 * different cookies. With the Storage Access API, the browser sends the pod's first-party cookies along, once the user
 * has allowed it.
 *
 * Call it in the handler of the click that logs in. Browsers only allow it after a click, and may ask the user. Some never
 * answer, so do not wait for it. Where it resolves with `false`, only {@link loginInPopup} proves the browser.
 *
 * @param options - Where the pod takes the proof, and what to wait for before.
 * @returns Whether the browser has allowed it and the pod has accepted it. Never rejects.
 *
 * @example
 * ```ts
 * form.onsubmit = (event) => {
 *   event.preventDefault();
 *   const login = logIn(new FormData(form));
 *   void proveBrowser({ url: '/session/browser', after: login });
 * };
 * ```
 */
export async function proveBrowser({ url, after, deadlineMs = DEADLINE_MS }: ProofOptions): Promise<boolean> {
  try {
    await within(document.requestStorageAccess(), deadlineMs, () =>
      failure('TIMEOUT', 'prove the browser', `nobody allowed it within ${deadlineMs} ms`),
    );
    await after;
    const response = await fetch(new URL(url, location.href), {
      method: 'POST',
      redirect: 'error',
      headers: { 'X-Symphony-Embed': '1' },
    });
    const { proven } = (await response.json()) as { proven?: unknown };
    return response.ok && proven === true;
  } catch {
    // The browser or the user refused, or there is no such function.
    return false;
  }
}
