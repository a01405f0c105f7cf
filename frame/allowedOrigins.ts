import { failure, type SymphonyError } from '../shared/errors.js';
import { texts } from '../shared/wire/schemas.js';
import { validate } from '../shared/wire/validate.js';

/** A scheme that pages can have, maybe a star for all subdomains, a host, maybe with a port, and maybe a slash. */
const ORIGIN = /^((?!ftp|ws)[a-z][a-z\d+.-]*:\/\/)(\*\.)?([^\s/?#@*]+)\/?$/i;

/**
 * Returns a test for allowed origins: exact origins, or `https://*.example.com` for every subdomain.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` for `'*'`, for anything that is not an origin, and for an empty
 * list.
 */
export function allowOrigins(origins: readonly string[]): (origin: string) => boolean {
  const list = validate(texts, origins, 'read allowedOrigins');
  if (!list.length) throw refuse('nothing');
  const patterns = list.map((given) => {
    const [, scheme = '', star, host = ''] = ORIGIN.exec(given) ?? [];
    if (!URL.canParse(scheme + host)) throw refuse(given);
    // Browsers write origins in lower case, and without the default port.
    const { protocol, host: portal } = new URL(scheme + host);
    const subdomains = star ? '[a-z\\d._-]+\\.' : '';
    // Anchored at both ends, so that the star can only match subdomains.
    return new RegExp(`^${protocol}//${subdomains}${portal.replace(/[^\w-]/g, '\\$&')}$`);
  });
  return (origin) => patterns.some((pattern) => pattern.test(origin));
}

/** The message has the right spelling, if there is one. */
function refuse(given: string): SymphonyError {
  const address = given.includes('://') ? given : `https://${given}`;
  const { origin } = new URL(URL.canParse(address) ? address : 'https://portal.example');
  return failure('INVALID_ARGUMENT', 'connect', `allowedOrigins has ${given}, not an origin like ${origin}`);
}
