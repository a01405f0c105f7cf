/**
 * An e-mail address in the one form in which the pod stores and compares addresses. Whatever counts or looks up
 * addresses uses it, so that two spellings of one address are never two accounts.
 */
export function normaliseEmail(address: string): string {
  return address.trim().toLowerCase();
}
