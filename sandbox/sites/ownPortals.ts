/** A portal that is not the sandbox's: a page of your own, on a server of your own. */
export interface OwnPortal {
  /** The pod knows the portal as this partner. */
  partnerId: string;
  origin: string;
  /** The script tag for the pages of this portal. */
  scriptTag: string;
}

const EXAMPLE = 'http://localhost:5173';
/** Browsers take these in a content security policy. They take no IPv6 address there. */
const HOST_NAME = /^[\w-]+(\.[\w-]+)*$/;

/**
 * Validates the origins of somebody's own portals.
 *
 * @param values - As somebody wrote them. Empty ones are left out, and an origin counts once.
 * @param sandboxHosts - The sandbox's own host names, without a port.
 * @throws An `Error` that says which value is wrong, and what to write instead.
 */
export function readPartnerOrigins(values: readonly string[], sandboxHosts: readonly string[]): string[] {
  const given = values.map((value) => value.trim()).filter(Boolean);
  return [...new Set(given.map((value) => readOrigin(value, sandboxHosts)))];
}

/** The portals at these origins, as the partners `page-1`, `page-2` and so on. */
export function ownPortalsAt(origins: readonly string[], podUrl: string): OwnPortal[] {
  return origins.map((origin, index) => {
    const partnerId = `page-${index + 1}`;
    const scriptTag = `<script id="symphony-ecm-sdk" data-partner-id="${partnerId}" src="${podUrl}/embed/sdk.js"></script>`;
    return { partnerId, origin, scriptTag };
  });
}

function readOrigin(value: string, sandboxHosts: readonly string[]): string {
  if (!URL.canParse(value)) throw wrong(value, 'is not a URL');
  const { protocol, username, password, hostname, pathname, search, hash, origin } = new URL(value);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw wrong(value, 'does not begin with http:// or https://');
  if (!HOST_NAME.test(hostname))
    throw wrong(value, `has the host "${hostname}", which is not a host name and not an IPv4 address`);
  if (username || password) throw wrong(value, 'has a user name or a password');
  const rest = `${pathname}${search}${hash}`;
  if (rest !== '/') throw wrong(value, `has "${rest}" behind its origin`);
  // On another port, too: cookies do not know ports, so such a portal would share the sandbox's own.
  if (sandboxHosts.includes(hostname))
    throw wrong(value, `has the host name ${hostname}, which belongs to the sandbox itself`);
  return origin;
}

function wrong(value: string, fact: string): Error {
  return new Error(
    `Failed to start the sandbox: "${value}" in PARTNER_ORIGIN (partnerOrigins) ${fact}. ` +
      `Write the origin of your page, for example ${EXAMPLE}.`,
  );
}
