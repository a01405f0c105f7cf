import { confirmsLogout } from '../../shared/confirmation.js';

// As it was when this script was loaded: some pages replace it later.
let { fetch } = globalThis;

/**
 * Replaces `fetch` for the host's own requests. Only the kit for tests uses this, and only its bundle pays for it.
 *
 * @returns The function that was used before.
 */
export function replaceFetch(next: typeof fetch): typeof fetch {
  const before = fetch;
  fetch = next;
  return before;
}

/** The host's own request to the pod, as part of the logout report. */
export interface HostRequest {
  /** Whether the host itself asked the pod, because no frame could, or none had confirmed by half of the deadline. */
  asked: boolean;
  /** The HTTP status of the answer, if the page may read it. */
  status?: number;
  /** Why the request did not confirm the logout, for example the browser's error message. */
  problem?: string;
}

/** The pod's answer. */
export interface PodAnswer {
  confirmed: boolean;
  /** The pod's answer, from which a confirmation is read. */
  body?: unknown;
  /** Whether a retry may succeed. */
  retryable: boolean;
  request: HostRequest;
}

/**
 * Asks the pod to end the session, from the embedding page. The request needs no preflight, has the same cookies as the
 * pod's frames on this site, and continues when the user leaves the page. Never rejects.
 */
export async function askPod(url: string): Promise<PodAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'include',
      keepalive: true,
      // Never trust a confirmation from another origin.
      redirect: 'error',
    });
    const { status } = response;
    const body: unknown = await response.json().catch(() => undefined);
    const confirmed = confirmsLogout(response, url, body);
    return {
      confirmed,
      body,
      // 408, 425 and 429 mean too late, too early or too often. A retry can succeed.
      retryable: !/^4(?!08|25|29)/.test(String(status)),
      request: { asked: true, status, ...(!confirmed && { problem: 'the pod did not confirm' }) },
    };
  } catch (thrown) {
    return notAnswered(String(thrown));
  }
}

/** What the report has as the pod's answer while there is none. */
export function notAnswered(problem: string): PodAnswer {
  return { confirmed: false, retryable: true, request: { asked: true, problem } };
}
