const NAME = 'secure-here';

/** Whether this browser takes `Secure` cookies from this machine over http. WebKit does not. */
export const takesSecureCookies: boolean = (() => {
  document.cookie = `${NAME}=1;secure`;
  const isTaken = document.cookie.includes(NAME);
  document.cookie = `${NAME}=;secure;max-age=0`;
  return isTaken;
})();

/**
 * Whether scripts in frames of other sites can have cookies. In WebKit they cannot, also where the requests of such frames
 * have some. A page cannot ask for this, so it goes by the other peculiarity.
 */
export const hasCookiesInFrames: boolean = takesSecureCookies;
