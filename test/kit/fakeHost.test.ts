import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectApp, type App, type AppOptions } from 'symphony-embed/frame';
import { createFakeHost, type FakeHost, type FakeHostOptions } from 'symphony-embed/testing';

let host: FakeHost | undefined;

/** A fake host, and an app in this document. */
function open(options: FakeHostOptions = {}, app: Partial<AppOptions> = {}): { host: FakeHost; app: App } {
  const opened = (host = createFakeHost(options));
  return { host: opened, app: connectApp({ allowedOrigins: [opened.origin], ...app }) };
}

afterEach(() => {
  host?.close();
  host = undefined;
  vi.restoreAllMocks();
});

describe('createFakeHost', () => {
  it('welcomes the real frame half with what the test wants', async () => {
    const welcome = {
      mode: 'collaboration',
      settings: { mode: 'dark', showTitle: false },
      theme: { primary: '#0098ff' },
      partnerId: 'acme',
      chat: { userIds: ['7'] },
      fromLogin: true,
    } as const;
    const { app, host } = open({ welcome: { ...welcome, chat: { userIds: ['7'] } } }, { name: 'chat 1.0' });
    const welcomed = await app.connected;
    expect(welcomed).toMatchObject(welcome);
    expect(welcomed.subscriptions.map(({ type }) => type)).toContain('MessageNotifications');
    expect(await host.reported('hello')).toMatchObject({ app: 'chat 1.0' });
  });

  it('calls the handlers of the app, and gets their answers and errors', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { host } = open(
      {},
      {
        handlers: {
          getDistributionLists: () => [{ id: 'l1', name: 'Traders' }],
          openStream: () => Promise.reject(new Error('no such chat')),
          checkAuth: (() => ({ isLoggedIn: 'yes' })) as never,
        },
      },
    );
    expect(await host.call('getDistributionLists', {})).toEqual([{ id: 'l1', name: 'Traders' }]);
    await expect(host.call('openStream', { streamId: 's1' })).rejects.toMatchObject({
      type: 'ERROR',
      message: 'no such chat',
    });
    await expect(host.call('openBlast', {})).rejects.toMatchObject({ type: 'NOT_SUPPORTED' });
    await expect(host.call('checkAuth', { preload: false })).rejects.toThrow(
      'Failed to read the answer to checkAuth: isLoggedIn should be true or false (given: string).',
    );
  });

  it('refuses wrong arguments at once', () => {
    const { host } = open();
    expect(() => host.call('openStream', { streamId: 7 } as never)).toThrow(
      'Failed to openStream: streamId should be a text (given: number).',
    );
    expect(() => host.call('openStream', { streamId: 's1', container: '#x' } as never)).toThrow(
      /the wire has no field container/,
    );
    expect(() => host.call('openChat' as never, {})).toThrow(/there is no such method/);
    expect(() => createFakeHost()).toThrow(/close it first/);
    host.close();
    expect(() => createFakeHost({ welcome: { mode: 'both' as never } })).toThrow(
      'Failed to createFakeHost: mode should be one of: focus collaboration (given: string).',
    );
    expect(() => createFakeHost({ origin: 'portal.example' })).toThrow(/origin should be an origin/);
  });

  it('hears what the app reports, in order', async () => {
    const { host, app } = open();
    app.ready({ streamId: 's1' });
    app.userInteractionRequired({ reason: 'terms' });
    app.interop('ViewContact', { type: 'fdc3.contact' });
    await app.requestLogout();
    expect(host.reports.map(({ method }) => method)).toEqual([
      'hello',
      'ready',
      'userInteractionRequired',
      'interop',
      'requestLogout',
    ]);
    expect(await host.shown()).toEqual({ streamId: 's1' });
    expect(await host.reported('interop')).toEqual({
      intent: 'ViewContact',
      context: { type: 'fdc3.contact' },
    });
    app.ready({ error: new Error('no chat') });
    await expect(host.shown()).rejects.toThrow('no chat');
  });

  it('gets only the notifications that it listens to', async () => {
    const { host, app } = open({
      subscriptions: [{ type: 'UnreadCountNotifications', params: { streamId: 's1' } }],
    });
    await app.connected;
    app.notify('UnreadCountNotifications', { streamId: 's2', count: 1 });
    app.notify('ActivityNotifications');
    app.notify('UnreadCountNotifications', { streamId: 's1', count: 3 });
    expect(await host.notified('UnreadCountNotifications')).toEqual({ streamId: 's1', count: 3 });
    expect(host.notifications).toEqual([
      { type: 'UnreadCountNotifications', payload: { streamId: 's1', count: 3 } },
    ]);
  });

  it('tells of what a host would discard, when it is closed', async () => {
    const { host, app } = open();
    await app.connected;
    app.notify('UnreadCountNotifications', { streamId: 's1', count: 'three' } as never);
    app.notify('ActivityNotifications');
    await host.notified('ActivityNotifications');
    expect(() => {
      host.close();
    }).toThrow('Failed to notify UnreadCountNotifications: count should be a number (given: string).');
  });

  it('has deadlines', async () => {
    const { host } = open({ timeoutMs: 60 }, { handlers: { openApp: () => new Promise(() => undefined) } });
    await expect(host.shown()).rejects.toThrow(
      'Failed to wait for ready: the app did not send it within 60 ms.',
    );
    await expect(host.call('openApp', { appId: 'a' })).rejects.toMatchObject({ type: 'TIMEOUT' });
  });

  it('is a stranger to an app that does not allow its origin', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { app } = open({ origin: 'https://evil.example' }, { allowedOrigins: ['https://portal.example'] });
    await expect(app.connected).rejects.toThrow(/allowedOrigins do not name .* https:\/\/evil.example/);
  });

  it('finds data that the app leaves, and messages after its acknowledgement', async () => {
    const { host, app } = open(
      {},
      {
        session: {
          databases: [],
          clear: () => {
            setTimeout(() => {
              localStorage.setItem('late draft', 'secret');
              app.notify('ActivityNotifications');
            }, 30);
          },
        },
      },
    );
    await app.connected;
    localStorage.setItem('draft', 'secret');
    const watched = await host.logout({ watchMs: 200, revoke: false });
    expect(watched).toMatchObject({
      acknowledged: true,
      revoked: false,
      sentAfterwards: ['ActivityNotifications'],
      // The frame half empties the storage again when the frame is removed.
      left: [],
    });
  });

  it('takes the document away, so that an app that saves drafts then is found or cleared', async () => {
    const events: string[] = [];
    const save = ({ type }: Event): void => {
      events.push(`${type} ${document.visibilityState}`);
      localStorage.setItem('draft', 'secret');
    };
    const { host, app } = open({}, { session: { databases: [] } });
    window.addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    await app.connected;
    const { left } = await host.logout({ watchMs: 0 });
    window.removeEventListener('pagehide', save);
    document.removeEventListener('visibilitychange', save);
    expect(events).toEqual(['pagehide visible', 'visibilitychange hidden']);
    expect([left, document.visibilityState]).toEqual([[], 'visible']);
  });

  it('tells why an app has not cleared its data or not revoked its session', async () => {
    const { host, app } = open(
      {},
      { session: { databases: [], clear: () => Promise.reject(new Error('it is locked')) } },
    );
    await app.connected;
    const report = await host.logout({ watchMs: 0 });
    expect(report).toMatchObject({ acknowledged: false, revoked: false });
    expect(report.error?.message).toMatch(/clear: it is locked.*the app has no session.revoke/);
    expect(report.steps).toEqual(['clearSession', 'emptyStorage', 'emptied', 'removed']);
  });

  it('gives the window its parent back', () => {
    const { parent } = window;
    const { host } = open();
    expect(window.parent).not.toBe(parent);
    host.close();
    expect(window.parent).toBe(parent);
    expect(document.getElementsByName('symphony-witness').length).toBe(0);
  });
});
