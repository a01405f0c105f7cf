import { proveBrowser } from './proveBrowser.js';

describe('proveBrowser', () => {
  const never = new Promise<never>(() => undefined);
  let order: string[] = [];

  function allow(answer: Promise<void>): void {
    document.requestStorageAccess = () => {
      order.push('asked the browser');
      return answer;
    };
  }

  function serve(status: number): jasmine.Spy {
    return spyOn(window, 'fetch').and.callFake(() => {
      order.push('asked the pod');
      return Promise.resolve(new Response('{ "proven": true }', { status }));
    });
  }

  beforeEach(() => {
    order = [];
  });

  afterEach(() => {
    // The browser's own one is behind it, on the prototype.
    delete (document as { requestStorageAccess?: unknown }).requestStorageAccess;
  });

  it('asks the pod after the browser has allowed it, and after the login', async () => {
    allow(Promise.resolve());
    const fetching = serve(200);
    let logIn: (value: unknown) => void = () => undefined;
    const after = new Promise((resolve) => {
      logIn = resolve;
    });
    const proving = proveBrowser({ url: '/session/browser', after });
    expect(order).toEqual(['asked the browser']);
    await Promise.resolve();
    order.push('logged in');
    logIn(undefined);
    expect(await proving).toBeTrue();
    expect(order).toEqual(['asked the browser', 'logged in', 'asked the pod']);
    const [url, init] = fetching.calls.mostRecent().args as [URL, RequestInit];
    expect([url.href, init.method]).toEqual([`${location.origin}/session/browser`, 'POST']);
  });

  it('is false when the pod does not accept it', async () => {
    allow(Promise.resolve());
    const fetching = serve(403);
    expect(await proveBrowser({ url: '/session/browser' })).toBeFalse();
    for (const proven of [false, 'true', undefined]) {
      fetching.and.resolveTo(new Response(JSON.stringify({ proven })));
      expect(await proveBrowser({ url: '/session/browser' })).toBeFalse();
    }
  });

  it('is false when the browser refuses, or never answers, and does not ask the pod then', async () => {
    const fetching = serve(200);
    allow(Promise.reject(new DOMException('no', 'NotAllowedError')));
    expect(await proveBrowser({ url: '/session/browser' })).toBeFalse();
    allow(never);
    expect(await proveBrowser({ url: '/session/browser', deadlineMs: 100 })).toBeFalse();
    expect(fetching).not.toHaveBeenCalled();
  });

  it('is false where there is no such function', async () => {
    (document as { requestStorageAccess?: unknown }).requestStorageAccess = undefined;
    expect(await proveBrowser({ url: '/session/browser' })).toBeFalse();
  });
});
