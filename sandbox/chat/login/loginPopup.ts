const LOOK_EVERY_MS = 400;

/**
 * Lets the user log in in a popup, where the pod is first party. Must be called from a click, or the browser blocks it.
 *
 * There is no deadline: people take their time, and the popup ends it by being closed.
 *
 * @returns The one-time code to redeem in this frame; `undefined` when the popup was closed without a login.
 * @throws Error when the browser did not let the popup open.
 */
export function loginInPopup(signal: AbortSignal): Promise<string | undefined> {
  const popup = window.open('/apps/login?popup=1', '_blank', 'popup,width=460,height=640');
  if (!popup)
    throw new Error('The browser blocked the login window. Allow popups for this page and try again.');
  return new Promise((resolve) => {
    const end = (code?: string): void => {
      window.clearInterval(timer);
      window.removeEventListener('message', handleMessage);
      signal.removeEventListener('abort', handleAbort);
      popup.close();
      resolve(code);
    };
    const handleMessage = ({ origin, source, data }: MessageEvent<unknown>): void => {
      if (origin !== location.origin || source !== popup) return;
      if (typeof data !== 'object' || data === null || !('type' in data) || !('code' in data)) return;
      if (data.type === 'symphonyLoginCode' && typeof data.code === 'string') end(data.code);
    };
    const handleAbort = (): void => {
      end();
    };
    // No event tells that a window was closed.
    const timer = window.setInterval(() => {
      if (popup.closed) end();
    }, LOOK_EVERY_MS);
    window.addEventListener('message', handleMessage);
    signal.addEventListener('abort', handleAbort);
  });
}
