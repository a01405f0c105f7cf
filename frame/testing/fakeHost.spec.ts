import { connectApp, type App, type AppOptions } from 'symphony-embed/frame';
import { createFakeHost, type FakeHost, type FakeHostOptions } from 'symphony-embed/testing';
import frameHalf from '../../dist/frame.js?text';
import { afterSpec } from '../../test/pages/afterSpec.js';
import { failureOf, failureThrown } from '../../test/pages/openHost.js';
import { until } from '../../test/pages/until.js';

/** Opens a fake host that is closed after the spec. */
function open(options: FakeHostOptions = {}): FakeHost {
  const host = createFakeHost({ timeoutMs: 10_000, ...options });
  afterSpec(() => {
    host.close();
  });
  return host;
}

/** The same, with an app in this document. */
function openApp(options: FakeHostOptions = {}, app: Partial<AppOptions> = {}): { host: FakeHost; app: App } {
  const host = open(options);
  return { host, app: connectApp({ allowedOrigins: [host.origin], ...app }) };
}

/** The address of a page with the frame half and a script. */
function pageWith(script: string): string {
  const html = `<!doctype html><script>${frameHalf}</script><script>${script}</script>`;
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  afterSpec(() => {
    URL.revokeObjectURL(url);
  });
  return url;
}

describe('A fake host', () => {
  it('is the host of an app in the same document', async () => {
    const { host, app } = openApp(
      { welcome: { chat: { streamId: 's1' }, settings: { mode: 'dark' } } },
      { handlers: { openStream: ({ streamId }) => ({ streamId }) } },
    );
    const { chat, settings } = await app.connected;
    expect(chat).toEqual({ streamId: 's1' });
    expect(settings).toEqual({ mode: 'dark' });
    app.ready(chat);
    expect(await host.shown()).toEqual({ streamId: 's1' });
    expect(await host.call('openStream', { streamId: 's2' })).toEqual({ streamId: 's2' });
    app.notify('UnreadCountNotifications', { streamId: 's2', count: 3 });
    expect(await host.notified('UnreadCountNotifications')).toEqual({ streamId: 's2', count: 3 });
  });

  it('is the host of an app in an iframe of its own', async () => {
    const host = open({
      welcome: { chat: { streamId: 's1' } },
      url: pageWith(`
        const app = symphonyFrame.connectApp({
          allowedOrigins: ['${location.origin}'],
          handlers: { openStream: ({ streamId }) => ({ streamId }) },
          session: { databases: [], revoke: async () => ({ scope: 'browser' }) },
        });
        addEventListener('pagehide', () => localStorage.setItem('draft', 'secret'));
        app.ready(app.connected.then(({ chat }) => chat));`),
    });
    expect(await host.shown()).toEqual({ streamId: 's1' });
    expect(await host.call('openStream', { streamId: 's2' })).toEqual({ streamId: 's2' });
    const report = await host.logout({ watchMs: 0 });
    expect([report.acknowledged, report.revoked, report.left]).toEqual([true, true, []]);
    expect(host.iframe?.isConnected).toBeFalse();
  });

  it('finds a database that the app goes on to make after its acknowledgement', async () => {
    let timer = 0;
    const make = (): void => {
      const opening = indexedDB.open('late');
      opening.onsuccess = () => {
        opening.result.close();
      };
    };
    afterSpec(async () => {
      clearInterval(timer);
      indexedDB.deleteDatabase('late');
      await until(
        async () => !(await indexedDB.databases()).some(({ name }) => name === 'late'),
        'no database',
      );
    });
    const clear = (): void => {
      timer = window.setInterval(make, 20);
    };
    const { host, app } = openApp({}, { session: { databases: [], clear } });
    app.ready();
    await host.shown();
    const report = await host.logout({ watchMs: 500, revoke: false });
    expect(report.left).toEqual(['indexedDB: late']);
  });

  it('lets an app end its session by itself', async () => {
    const { host, app } = openApp({}, { session: { databases: [] } });
    app.ready();
    localStorage.setItem('draft', 'secret');
    await app.sessionEnded({ reason: 'expired' });
    expect(await host.reported('sessionEnded')).toEqual({ reason: 'expired' });
    // The app has the answer to its report before that to a later call.
    await host.call('ping', {});
    expect(localStorage.length).toBe(0);
  });

  it('does not let a test call what an app refuses', async () => {
    const host = open();
    const { type, message } = await failureThrown(() => host.call('startRoom', {} as never));
    expect([type, message]).toEqual(['INVALID_ARGUMENT', jasmine.stringContaining('userIds should be')]);
  });

  it('rejects a call in flight when it is closed', async () => {
    const { host, app } = openApp({}, { handlers: { openStream: () => new Promise(() => undefined) } });
    await app.connected;
    const call = host.call('openStream', { streamId: 's1' });
    host.close();
    expect((await failureOf(call)).type).toBe('FRAME_GONE');
  });
});
