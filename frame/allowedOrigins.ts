import { failure, type SymphonyError } from '../shared/errors.js';

/**
 * Tells whether an origin is one of `allowedOrigins`: exact origins, or `https://*.example.com` for every subdomain.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` for `'*'`, for anything that is not an origin, and for none at all.
 */
export function allowOrigins(origins: readonly string[]): (origin: string) => boolean {
  const patterns = [...origins].map((origin) => {
    if (!/^https?:\/\/(\*\.)?[a-z\d.-]+(:\d+)?$/.test(origin)) throw refuse(origin);
    // Anchored at both ends. What stands for the star can only be subdomains.
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
