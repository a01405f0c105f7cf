/**
 * Returns the sources of each `frame-ancestors` directive in a `Content-Security-Policy` header. There is one for each
 * policy, and a frame needs the permission of all of them.
 */
export function frameAncestorsOf(header: string): string[][] {
  return header.split(',').flatMap((policy) => {
    const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
    // Of a repeated directive, browsers use the first one.
    const found = directives.find(([name = '']) => name.toLowerCase() === 'frame-ancestors');
    return found ? [found.slice(1)] : [];
  });
}

/** A scheme maybe, a host with a star maybe, a port maybe, and a path maybe. */
const HOST_SOURCE = /^(?:([a-z][a-z\d+.-]*:)\/\/)?(\*|(?:\*\.)?[\w-]+(?:\.[\w-]+)*)(?::(\d+|\*))?(\/.*)?$/i;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Returns whether a source allows an origin, by the rules of Content Security Policy 3. */
export function matchesSource(source: string, origin: string, podOrigin: string): boolean {
  const page = new URL(origin);
  if (source.toLowerCase() === `'self'`) return origin === podOrigin;
  if (source === '*') return true;
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return matchesScheme(source, page);
  const [, scheme = new URL(podOrigin).protocol, host, port, path = '/'] = HOST_SOURCE.exec(source) ?? [];
  if (host === undefined || path !== '/') return false;
  return matchesScheme(scheme, page) && matchesHost(host.toLowerCase(), page) && matchesPort(port, page);
}

/** A source of http also allows the same host with https. */
function matchesScheme(scheme: string, { protocol }: URL): boolean {
  const allowed = scheme.toLowerCase();
  return allowed === protocol || (allowed === 'http:' && protocol === 'https:');
}

function matchesHost(host: string, { hostname }: URL): boolean {
  if (host === '*') return true;
  // A star stands for subdomains, but not for the domain itself.
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
}

function matchesPort(port: string | undefined, { protocol, port: given }: URL): boolean {
  const actual = given || DEFAULT_PORTS[protocol];
  if (port === undefined) return actual === DEFAULT_PORTS[protocol];
  return port === '*' || port === actual || (port === '80' && actual === '443');
}
