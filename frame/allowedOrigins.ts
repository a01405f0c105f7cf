import { SymphonyError } from '../shared/errors.js';

/**
 * Tells whether an origin is one of `allowedOrigins`: exact origins, or `https://*.example.com` for every subdomain.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` for `'*'`, for anything that is not an origin, and for none at all.
 */
export function allowOrigins(origins: readonly string[]): (origin: string) => boolean {
  const patterns = [...origins].map((origin) => {
    if (!/^https?:\/\/(\*\.)?([a-z\d.-]+|\[[a-f\d:]+\])(:\d+)?$/.test(origin)) throw refuse(origin);
    // Anchored at both ends. What stands for the star has no slash, so that it can only be subdomains.
    return new RegExp(`^${origin.replace(/[.[\]]/g, '\\$&').replace('*', '[^/]+')}$`);
  });
  if (!patterns.length) throw refuse('none');
  return (origin) => patterns.some((pattern) => pattern.test(origin));
}

function refuse(what: string): SymphonyError {
  return new SymphonyError(
    'INVALID_ARGUMENT',
    `allowedOrigins takes https://a.example or https://*.a.example, not ${what}.`,
  );
}
