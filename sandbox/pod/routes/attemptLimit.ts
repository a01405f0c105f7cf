import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { PodError } from '../podError.js';
import { addressOf } from '../sessions/place.js';

/**
 * A limit for each network address and what it tries. It runs after the body is read: the body says what is tried.
 *
 * @param attemptOf - What a request tries; nothing when it is no attempt at all.
 */
export function attemptLimit(
  perMinute: number,
  attemptOf: (body: unknown) => string | undefined,
): RateLimitOptions {
  return {
    max: perMinute,
    timeWindow: 60_000,
    hook: 'preHandler',
    allowList: ({ body }: FastifyRequest) => attemptOf(body) === undefined,
    keyGenerator: (request) => `${addressOf(request)} ${String(attemptOf(request.body))}`,
    errorResponseBuilder: (_request, { ttl }) =>
      new PodError(429, 'TOO_MANY_ATTEMPTS', { retryAfterMs: ttl }),
  };
}
