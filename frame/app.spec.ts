import { connectApp, SymphonyError } from 'symphony-embed/frame';

describe('connectApp', () => {
  it('rejects at once in a page that no page embeds, and nothing that it offers breaks', async () => {
    const app = connectApp({ allowedOrigins: ['https://portal.example'] });
    const thrown: unknown = await app.connected.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).toBeInstanceOf(SymphonyError);
    expect((thrown as SymphonyError).type).toBe('CONNECTION_FAILED');
    expect(() => {
      app.ready();
      app.notify('ActivityNotifications');
      app.userInteractionRequired({ reason: 'login' });
      app.interop('ViewContact', { type: 'fdc3.contact' });
    }).not.toThrow();
    await expectAsync(app.requestLogout()).toBeRejectedWith(
      jasmine.objectContaining({ type: 'CONNECTION_FAILED' }),
    );
  });

  it('clears the storage of a page that no page embeds when its session ends', async () => {
    const reasons: string[] = [];
    const app = connectApp({
      allowedOrigins: ['https://portal.example'],
      session: { clear: ({ reason }) => void reasons.push(reason) },
    });
    localStorage.setItem('token', 'secret');
    await app.sessionEnded({ reason: 'expired' });
    expect(reasons).toEqual(['expired']);
    expect(localStorage.length).toBe(0);
  });

  it('clears it once when its end is found out twice at the same time', async () => {
    const reasons: string[] = [];
    const app = connectApp({
      allowedOrigins: ['https://portal.example'],
      session: { clear: ({ reason }) => void reasons.push(reason) },
    });
    await Promise.all([app.sessionEnded({ reason: 'logout' }), app.sessionEnded({ reason: 'expired' })]);
    expect(reasons).toEqual(['logout']);
    await app.sessionEnded({ reason: 'revoked' });
    expect(reasons).toEqual(['logout', 'revoked']);
  });

  it('refuses no options, and no allowed origins', () => {
    for (const options of [undefined, null, {}, { allowedOrigins: 'https://portal.example' }])
      expect(() => connectApp(options as never)).toThrow(
        jasmine.objectContaining({ type: 'INVALID_ARGUMENT' }),
      );
  });

  for (const allowedOrigins of [['*'], [], ['portal.example'], ['https://portal.example/x']])
    it(`refuses ${JSON.stringify(allowedOrigins)} as allowed origins`, () => {
      expect(() => connectApp({ allowedOrigins })).toThrow(
        jasmine.objectContaining({ type: 'INVALID_ARGUMENT' }),
      );
    });

  for (const databases of ['chat', [1], { 0: 'chat' }, () => ['chat']])
    it(`refuses ${JSON.stringify(databases)} as names of databases`, () => {
      expect(() =>
        connectApp({ allowedOrigins: [location.origin], session: { databases: databases as never } }),
      ).toThrow(
        jasmine.objectContaining({
          type: 'INVALID_ARGUMENT',
          message: jasmine.stringContaining('session.databases'),
        }),
      );
    });
});
