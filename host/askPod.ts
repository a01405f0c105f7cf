import { confirmsLogout } from '../shared/confirmation.js';

/** What the pod made of the host's own request: it confirmed, it answered something else, or it did not answer. */
export type PodAnswer = 'confirmed' | 'refused' | 'unreachable';

/**
 * Asks the pod, from the embedding page, to end the session. The request needs no preflight, carries the cookies that
 * the pod's frames have on this site, and goes on when the page is left. Never rejects.
 */
export async function askPod(url: string): Promise<PodAnswer> {
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', mode: 'cors', credentials: 'include', keepalive: true });
  } catch {
    return 'unreachable';
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (confirmsLogout(response.ok, body)) return 'confirmed';
  // Too late, too early, too often: that may be another time.
  return /^4(?!08|25|29)/.test(String(response.status)) ? 'refused' : 'unreachable';
}
