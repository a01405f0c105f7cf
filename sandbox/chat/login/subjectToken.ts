/**
 * The e-mail address of whom a portal's token is for. Nothing here trusts it: only the pod looks at the signature.
 *
 * @returns `undefined` for what is no such token.
 */
export function subjectOf(token: string): string | undefined {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { sub } = JSON.parse(atob(payload)) as { sub?: unknown };
    return typeof sub === 'string' ? sub.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}
