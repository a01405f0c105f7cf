import { failure, type SymphonyError } from '../shared/errors.js';

/**
 * Returns a test for allowed origins: exact origins, or `https://*.example.com` for every subdomain.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` for `'*'`, for anything that is not an origin, and for an empty
 * list.
 */
export function allowOrigins(origins: readonly string[]): (origin: string) => boolean {
  const patterns = [...origins].map((origin) => {
    if (!/^https?:\/\/(\*\.)?[a-z\d.-]+(:\d+)?$/.test(origin)) throw refuse(origin);
    // Anchored at both ends, so that the star can only match subdomains.
    return new RegExp(`^${origin.replaceAll('.', '\\.').replace('*', '[a-z\\d.-]+')}$`);
  });
  if (!patterns.length) throw refuse('nothing');
  return (origin) => patterns.some((pattern) => pattern.test(origin));
}

function refuse(what: string): SymphonyError {
  return failure(
    'INVALID_ARGUMENT',
    'connect',
    `allowedOrigins has ${what}, which is not like https://*.a.example`,
  );
}
