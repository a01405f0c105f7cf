import { createMessenger, type Telling, type WindowMessenger } from './messenger.js';

const HOST = 'https://portal.example';
const PENPAL = { namespace: 'penpal', channel: 'c' };

interface Posted {
  message: { type: string };
  targetOrigin: string;
  transfer: MessagePort[];
}

interface Bench {
  messenger: WindowMessenger & Telling;
  /** What came through. */
  received: unknown[];
  /** What went to the other window. */
  posted: Posted[];
  arrivals: () => number;
  /** Lets a message arrive, from the other window if nothing else is said. */
  arrive: (data: unknown, from?: MessageEventInit) => void;
}

const open: { close: () => void }[] = [];

/** A messenger whose other window is here, so that a spec says what comes from where. */
function openBench(): Bench {
  const self = new EventTarget();
  const posted: Posted[] = [];
  const remote = {
    postMessage: (message: unknown, options: { targetOrigin: string; transfer?: unknown[] }) => {
      posted.push({ message, ...options } as Posted);
    },
  };
  const received: unknown[] = [];
  let arrivals = 0;
  const messenger = createMessenger(
    self as never,
    remote,
    (origin) => origin === HOST,
    () => arrivals++,
  );
  messenger.initialize({
    validateReceivedMessage: (data) => (data as Partial<typeof PENPAL> | null)?.namespace === 'penpal',
  });
  messenger.addMessageHandler((message) => received.push(message));
  open.push({
    close: () => {
      messenger.destroy();
    },
  });
  return {
    messenger,
    received,
    posted,
    arrivals: () => arrivals,
    arrive: (data, from = {}) => {
      const event = new MessageEvent('message', { data, origin: HOST, ...from });
      // A window that is none cannot be given to the event's constructor.
      if (!('source' in from)) Object.defineProperty(event, 'source', { value: remote });
      self.dispatchEvent(event);
    },
  };
}

function nextMessage(port: MessagePort): Promise<unknown> {
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => {
      resolve(data);
    };
  });
}

describe('createMessenger', () => {
  afterEach(() => {
    for (const each of open.splice(0)) each.close();
  });

  it('takes the handshake of the other window from an allowed origin', () => {
    const { arrive, received, arrivals } = openBench();
    arrive({ ...PENPAL, type: 'SYN' });
    arrive({ ...PENPAL, type: 'ACK1' });
    expect(received.length).toBe(2);
    expect(arrivals()).toBe(2);
  });

  it('takes nothing of another origin, however much it looks like an allowed one', () => {
    const { arrive, received, arrivals } = openBench();
    for (const origin of ['https://evil.example', 'https://portal.example.evil.example', 'null', ''])
      arrive({ ...PENPAL, type: 'SYN' }, { origin });
    expect(received).toEqual([]);
    expect(arrivals()).toBe(0);
  });

  it('takes nothing of another window of an allowed origin', () => {
    const { arrive, received, arrivals } = openBench();
    arrive({ ...PENPAL, type: 'SYN' }, { source: window });
    arrive({ ...PENPAL, type: 'SYN' }, { source: null });
    expect(received).toEqual([]);
    expect(arrivals()).toBe(0);
  });

  it('takes nothing of the legacy protocol, nor of other libraries', () => {
    const { arrive, received, arrivals } = openBench();
    for (const data of [
      { penpal: 'syn' },
      { penpal: 'ack' },
      { penpal: 'call' },
      'SYN',
      null,
      7,
      { type: 'SYN' },
    ])
      arrive(data);
    expect(received).toEqual([]);
    expect(arrivals()).toBe(0);
  });

  it('takes calls, answers and the end through the port alone', () => {
    const { arrive, received } = openBench();
    for (const type of ['CALL', 'REPLY', 'DESTROY']) arrive({ ...PENPAL, type });
    expect(received).toEqual([]);
  });

  it('sends its first message to whoever is there, and everything else to the known origin', () => {
    const { messenger, arrive, posted } = openBench();
    messenger.sendMessage({ ...PENPAL, type: 'SYN' });
    arrive({ ...PENPAL, type: 'SYN' });
    messenger.sendMessage({ ...PENPAL, type: 'ACK1' });
    expect(posted.map(({ targetOrigin }) => targetOrigin)).toEqual(['*', HOST]);
  });

  it('never sends more than its first message to an origin that it does not know', () => {
    const { messenger, posted } = openBench();
    messenger.sendMessage({ ...PENPAL, type: 'ACK1' });
    expect(posted[0]?.targetOrigin).not.toBe('*');
  });

  it('speaks through the port that it hands over', async () => {
    const { messenger, arrive, posted, received } = openBench();
    arrive({ ...PENPAL, type: 'ACK1' });
    messenger.sendMessage({ ...PENPAL, type: 'ACK2' });
    const [port] = posted[0]!.transfer;
    const sent = nextMessage(port!);
    messenger.sendMessage({ ...PENPAL, type: 'CALL' });
    expect(await sent).toEqual({ ...PENPAL, type: 'CALL' });
    expect(posted.length).toBe(1);

    const answered = new Promise<void>((resolve) => {
      messenger.addMessageHandler(() => {
        resolve();
      });
    });
    port!.postMessage({ penpal: 'reply' });
    port!.postMessage({ ...PENPAL, type: 'REPLY' });
    await answered;
    expect(received.map((message) => (message as Posted['message']).type)).toEqual(['ACK1', 'REPLY']);
    port!.close();
  });

  it('closes the old port when a new document says its first word', async () => {
    const { messenger, arrive, received } = openBench();
    const before = new MessageChannel();
    const after = new MessageChannel();
    arrive({ ...PENPAL, type: 'ACK2' }, { ports: [before.port2] });
    arrive({ ...PENPAL, type: 'SYN' });
    expect(() => {
      messenger.sendMessage({ ...PENPAL, type: 'CALL' });
    }).toThrow();
    arrive({ ...PENPAL, type: 'ACK2' }, { ports: [after.port2] });
    const delivered = new Promise<void>((resolve) => {
      messenger.addMessageHandler(() => {
        resolve();
      });
    });
    before.port1.postMessage({ ...PENPAL, type: 'CALL', by: 'the old document' });
    after.port1.postMessage({ ...PENPAL, type: 'CALL', by: 'the new document' });
    await delivered;
    expect(received).toContain({ ...PENPAL, type: 'CALL', by: 'the new document' });
    expect(received).not.toContain({ ...PENPAL, type: 'CALL', by: 'the old document' });
    before.port1.close();
    after.port1.close();
  });

  it('hears nothing after its end', () => {
    const { messenger, arrive, received, arrivals } = openBench();
    messenger.destroy();
    arrive({ ...PENPAL, type: 'SYN' });
    expect(received).toEqual([]);
    expect(arrivals()).toBe(0);
  });

  it('calls without an answer, and does not answer such a call', async () => {
    const { messenger, arrive, received } = openBench();
    const { port1, port2 } = new MessageChannel();
    arrive({ ...PENPAL, type: 'ACK2' }, { ports: [port2] });
    const sent = nextMessage(port1);
    messenger.tell('notify', { notifications: [] });
    const call = (await sent) as { id: string };
    expect(call).toEqual(jasmine.objectContaining({ type: 'CALL', methodPath: ['notify'] }) as never);

    // The other end hears it as any call, and answers it as any call: that answer goes nowhere, the next one does.
    const answers = nextMessage(port1);
    messenger.sendMessage({ ...PENPAL, type: 'REPLY', callId: call.id });
    messenger.sendMessage({ ...PENPAL, type: 'REPLY', callId: '7' });
    expect(await answers).toEqual({ ...PENPAL, type: 'REPLY', callId: '7' });
    expect(received.length).toBe(1);
    port1.close();
  });

  it('tells nobody where there is no connection', () => {
    const { messenger, posted } = openBench();
    expect(() => {
      messenger.tell('notify', {});
    }).not.toThrow();
    expect(posted).toEqual([]);
  });
});
