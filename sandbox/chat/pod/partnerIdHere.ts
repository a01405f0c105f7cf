/** The portal's, which the page's address names. */
export function partnerIdHere(): string {
  return new URLSearchParams(location.search).get('partnerId') ?? '';
}
