/** What a login page hands on to the next one: whether it is in a popup, and where to go after the login. */
export function loginQuery({
  isPopup,
  redirectUrl,
}: { isPopup?: boolean; redirectUrl?: string | undefined } = {}): URLSearchParams {
  return new URLSearchParams({
    ...(isPopup && { popup: '1' }),
    ...(redirectUrl !== undefined && { symRedirectUrl: redirectUrl }),
  });
}
