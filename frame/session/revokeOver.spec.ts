import type { SymphonyError } from '../../shared/errors.js';
import { revokeOver } from './revokeOver.js';

/** A socket with nobody at its other end but the spec. */
class FakeSocket extends EventTarget {
  readyState: number = WebSocket.OPEN;
  readonly sent: { type: string; id: string }[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string; id: string });
  }

  say(data: unknown): void {
    this.dispatchEvent(
      new MessageEvent('message', { data: typeof data === 'string' ? data : JSON.stringify(data) }),
    );
  }
}

describe('revokeOver', () => {
  const start = (socket = new FakeSocket()) => {
    const controller = new AbortController();
    const revoking = revokeOver(() => socket as unknown as WebSocket)({ signal: controller.signal });
    revoking.catch(() => undefined);
    return { socket, controller, revoking, id: socket.sent[0]?.id };
  };

  for (const scope of ['browser', 'jar', undefined])
    it(`resolves when the pod confirms with the scope ${String(scope)}`, async () => {
      const { socket, revoking, id } = start();
      expect(socket.sent).toEqual([{ type: 'logOut', id: jasmine.any(String) as unknown as string }]);
      socket.say({ type: 'loggedOut', id, loggedOut: true, scope });
      expect(await revoking).toEqual({ scope: scope as 'browser', endSessionUrl: undefined });
    });

  it('takes no other message for the answer', async () => {
    const { socket, revoking, id } = start();
    for (const message of [
      'no JSON',
      'null',
      '[]',
      { type: 'message' },
      { type: 'loggedOut', id: 'x', loggedOut: true },
    ])
      socket.say(message);
    expect(await Promise.race([revoking, Promise.resolve('waits')])).toBe('waits');
    socket.say({ type: 'loggedOut', id, loggedOut: true });
    await expectAsync(revoking).toBeResolved();
  });

  it('rejects when the pod answers without confirming', async () => {
    const { socket, revoking, id } = start();
    socket.say({ type: 'loggedOut', id, loggedOut: 'yes' });
    const { type, message } = (await revoking.catch((thrown: unknown) => thrown)) as SymphonyError;
    expect([type, message]).toEqual([
      'ERROR',
      'Failed to log out over the socket: the pod answered without confirming. See docs/troubleshooting.md#ERROR',
    ]);
  });

  it('rejects at the deadline', async () => {
    const { controller, revoking } = start();
    controller.abort();
    await expectAsync(revoking).toBeRejectedWithError(/not confirmed in time/);
  });

  it('rejects when the socket is closed first, and when there is none', async () => {
    const { socket, revoking } = start();
    socket.dispatchEvent(new CloseEvent('close', { code: 1006 }));
    await expectAsync(revoking).toBeRejectedWithError(/closed before the pod confirmed/);
    const closed = new FakeSocket();
    closed.readyState = WebSocket.CLOSING;
    await expectAsync(start(closed).revoking).toBeRejectedWithError(/it is not open/);
    const none = revokeOver(() => undefined)({ signal: new AbortController().signal });
    await expectAsync(none).toBeRejectedWithError(/it is not open/);
    expect(closed.sent).toEqual([]);
  });
});
