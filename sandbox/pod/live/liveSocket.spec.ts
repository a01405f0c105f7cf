import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Session } from '../sessions/sessions.js';
import { until } from '../testing/until.js';
import { LiveSocket, textOf } from './liveSocket.js';

const SESSION: Session = {
  id: 'a session',
  user: { id: '1', displayName: '', company: '', email: '', title: '', termsAccepted: true },
  expiresAt: new Date(),
};
/** Far more than the system keeps for a connection, and the pod for a frame. */
const NOTICES = 300;
const LONG = 'x'.repeat(100_000);

describe('The socket of a frame', () => {
  let server: WebSocketServer;
  let frame: WebSocket;
  let live: LiveSocket;
  /** What the frame has heard: the numbers of notices, and `missed`. */
  let heard: string[];

  beforeEach(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const connected = new Promise<LiveSocket>((resolve) => {
      server.once('connection', (socket, { socket: connection }) => {
        resolve(new LiveSocket(socket, connection, SESSION));
      });
    });
    frame = new WebSocket(`ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    heard = [];
    frame.on('message', (data: Buffer) => {
      const notice = JSON.parse(data.toString('utf8')) as { type: string; streamId?: string };
      heard.push(notice.streamId?.replace(LONG, '') ?? notice.type);
    });
    [live] = await Promise.all([connected, once(frame, 'open')]);
  });

  afterEach(() => {
    frame.terminate();
    server.close();
  });

  const tell = (number: number): void => {
    live.tell(textOf({ type: 'left', streamId: `${String(number)}${LONG}` }));
  };
  const numbersTo = (end: number): string[] => Array.from({ length: end }, (_, number) => String(number));

  it('tells everything in order to a frame that keeps up', async () => {
    for (let number = 0; number < NOTICES; number++) {
      tell(number);
      if (number % 5 === 0) await until('the frame has heard', () => heard.length > number);
    }
    await until('the frame has heard all', () => heard.length === NOTICES);
    expect(heard).toEqual(numbersTo(NOTICES));
  });

  it('tells a slow frame no more than a bound, then that it has missed something, and then goes on', async () => {
    frame.pause();
    for (let number = 0; number < NOTICES; number++) {
      tell(number);
      // What the system takes over is no longer in this process.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(heard).toEqual([]);
    frame.resume();
    await until('the frame has been told of the gap', () => heard.includes('missed'));
    tell(NOTICES);
    await until('the frame hears again', () => heard.at(-1) === String(NOTICES));
    const told = heard.length - 2;
    expect(told).toBeLessThan(NOTICES);
    expect(heard).toEqual([...numbersTo(told), 'missed', String(NOTICES)]);
  });

  it('cuts a frame off that never takes what it is told', async () => {
    frame.pause();
    for (let number = 0; number < NOTICES; number++) tell(number);
    const closed = once([...server.clients][0] ?? server, 'close');
    live.ping();
    live.ping();
    await closed;
    expect(server.clients.size).toBe(0);
  });
});
