/**
 * Where to go after a login: to the pod or a partner, for nobody else may send people on from a login page.
 *
 * @returns The address, or nothing if it is another one.
 */
export function safeRedirect(url: unknown, origins: readonly string[]): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const { href, origin } = new URL(url);
  return origins.includes(origin) ? href : undefined;
}
