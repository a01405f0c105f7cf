import type { FastifyRequest } from 'fastify';
import { PodError } from './podError.js';
import type { Partners } from './sessions/partners.js';

/** Pages of the pod send it with everything that changes something. No other site can, without the pod's leave. */
const HEADER = 'x-symphony-embed';

/** Whether a page of the pod itself asks. */
export function isFromPod({ headers }: FastifyRequest, podOrigin: string): boolean {
  return (
    headers[HEADER] === '1' &&
    isOneOf(headers.origin, [undefined, podOrigin]) &&
    isOneOf(headers['sec-fetch-site'], [undefined, 'same-origin'])
  );
}

/** Refuses what changes something at the pod unless a page of the pod itself asks for it. */
export function mustBeFromPod(request: FastifyRequest, podOrigin: string): void {
  if (!isFromPod(request, podOrigin)) throw new PodError(403, 'FORBIDDEN');
}

/**
 * The partner's origin whose page asks, by a script and without a preflight. Browsers do not let a page lie about these
 * headers. A form, or a link, of the same origin is refused: those send the pod's first-party cookies.
 */
export function partnerOriginOf({ headers }: FastifyRequest, partners: Partners): string | undefined {
  const { origin } = headers;
  const fits =
    headers[HEADER] === undefined &&
    isOneOf(headers['sec-fetch-site'], [undefined, 'cross-site', 'same-site']) &&
    isOneOf(headers['sec-fetch-dest'], [undefined, 'empty']);
  return fits && origin !== undefined && partners.allOrigins().includes(origin) ? origin : undefined;
}

function isOneOf(value: string | string[] | undefined, allowed: readonly (string | undefined)[]): boolean {
  return !Array.isArray(value) && allowed.includes(value);
}
