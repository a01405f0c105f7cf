import type { SymphonyError } from '../../shared/errors.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { loginInPopup, type PopupOptions } from './loginInPopup.js';

describe('loginInPopup', () => {
  /** A window that the spec can make speak and close. */
  function openFake(): { popup: Window; opening: jasmine.Spy; close: () => void } {
    const iframe = document.createElement('iframe');
    makeSlot().append(iframe);
    const popup = iframe.contentWindow!;
    return {
      popup,
      opening: spyOn(window, 'open').and.returnValue(popup),
      close: () => {
        iframe.remove();
      },
    };
  }

  const post = (source: Window, data: unknown, origin = location.origin): void => {
    window.dispatchEvent(new MessageEvent('message', { source, data, origin }));
  };
  const failureOf = (options: Partial<PopupOptions> = {}): Promise<SymphonyError> =>
    loginInPopup({ url: '/login', ...options }).then(
      () => {
        throw new Error('It resolved.');
      },
      (thrown: unknown) => thrown as SymphonyError,
    );

  it('resolves with the code that the window hands over, and with nothing else', async () => {
    const { popup, opening } = openFake();
    const close = spyOn(popup, 'close');
    const login = loginInPopup({ url: '/login?popup=1', features: 'popup' });
    expect(opening).toHaveBeenCalledWith(new URL('/login?popup=1', location.href), '_blank', 'popup');
    const message = { type: 'symphonyLoginCode', code: 'right' };
    for (const data of [
      0,
      'x',
      {},
      { type: 'symphonyLoginCode' },
      { ...message, code: 1 },
      { ...message, type: 'x' },
    ])
      post(popup, data);
    post(window, { ...message, code: 'of another window' });
    post(popup, { ...message, code: 'of another origin' }, 'https://evil.example');
    post(popup, message);
    expect(await login).toBe('right');
    expect(close).toHaveBeenCalled();
  });

  it('rejects with CANCELLED when the window is closed', async () => {
    const { close } = openFake();
    const failing = failureOf();
    close();
    expect((await failing).type).toBe('CANCELLED');
  });

  it('rejects with CANCELLED when it is aborted, before or later', async () => {
    openFake();
    const controller = new AbortController();
    const failing = failureOf({ signal: controller.signal });
    controller.abort();
    expect((await failing).type).toBe('CANCELLED');
    expect((await failureOf({ signal: controller.signal })).type).toBe('CANCELLED');
  });

  it('rejects with TIMEOUT at its deadline', async () => {
    openFake();
    const { type, message } = await failureOf({ deadlineMs: 100 });
    expect([type, message]).toEqual([
      'TIMEOUT',
      'Failed to log in in a window: the user did not log in within 100 ms. See docs/troubleshooting.md#TIMEOUT',
    ]);
  });

  it('rejects with ERROR when the browser blocks the window', async () => {
    spyOn(window, 'open').and.returnValue(null);
    const { type, message } = await failureOf();
    expect([type, message]).toEqual(['ERROR', jasmine.stringContaining('blocked')]);
  });

  it('rejects with INVALID_ARGUMENT what is no URL', async () => {
    for (const url of ['http://', 'javascript:void 0'])
      expect((await failureOf({ url })).type).toBe('INVALID_ARGUMENT');
  });
});
