import { CHANNEL } from './contract.js';
import { createMessenger, type Messenger } from './messenger.js';

const HOST = 'https://portal.example';
const PENPAL = { namespace: 'penpal', channel: CHANNEL } as const;

interface Posted {
  message: { type: string };
  targetOrigin: string;
  transfer: MessagePort[];
}

interface Bench {
  messenger: Messenger;
  /** What came through to Penpal. */
  received: unknown[];
  /** The calls that nobody answers. */
  notices: unknown[];
  /** What went to the other window. */
  posted: Posted[];
  arrivals: () => number;
  /** From now on only answers are taken. */
  fence: () => void;
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
  const notices: unknown[] = [];
  let isFenced = false;
  const messenger = createMessenger({
    self: self as never,
    remote,
    isAllowed: (origin) => origin === HOST,
    handleArrival: ({ type }) => {
      arrivals++;
      return !isFenced || type === 'REPLY';
    },
    handleNotice: (method, args) => notices.push({ method, args }),
  });
  messenger.initialize();
  messenger.addMessageHandler((message) => received.push(message));
  open.push({
    close: () => {
      messenger.destroy();
    },
  });
  return {
    messenger,
    received,
    notices,
    posted,
    arrivals: () => arrivals,
    fence: () => {
      isFenced = true;
    },
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
    messenger.sendMessage({ ...PENPAL, type: 'CALL', methodPath: [] });
    expect(await sent).toEqual({ ...PENPAL, type: 'CALL', methodPath: [] });
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
      messenger.sendMessage({ ...PENPAL, type: 'CALL', methodPath: [] });
    }).toThrowError(/the connection is closed/);
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

  it('sends calls that nobody answers, and keeps them from Penpal', async () => {
    const { messenger, arrive, received, notices } = openBench();
    const { port1, port2 } = new MessageChannel();
    arrive({ ...PENPAL, type: 'ACK2' }, { ports: [port2] });
    const sent = nextMessage(port1);
    messenger.sendNotice('notify', { notifications: [] });
    const notice = await sent;
    expect(notice).toEqual(
      jasmine.objectContaining({ type: 'NOTICE', method: 'notify', args: { notifications: [] } }),
    );

    const delivered = new Promise<void>((resolve) => {
      messenger.addMessageHandler(() => {
        resolve();
      });
    });
    port1.postMessage({ ...PENPAL, type: 'NOTICE', method: 'notify', args: 7 });
    port1.postMessage({ ...PENPAL, type: 'CALL', methodPath: ['ready'] });
    await delivered;
    expect(notices).toEqual([{ method: 'notify', args: 7 }]);
    expect(received.map((message) => (message as Posted['message']).type)).toEqual(['ACK2', 'CALL']);
    port1.close();
  });

  it('sends such a call to nobody where there is no connection', () => {
    const { messenger, posted } = openBench();
    expect(() => {
      messenger.sendNotice('notify', {});
    }).not.toThrow();
    expect(posted).toEqual([]);
  });

  it('drops what its owner does not take', async () => {
    const { messenger, arrive, received, notices, fence } = openBench();
    const { port1, port2 } = new MessageChannel();
    arrive({ ...PENPAL, type: 'ACK2' }, { ports: [port2] });
    fence();
    const answered = new Promise<void>((resolve) => {
      messenger.addMessageHandler((message: { type: string }) => {
        if (message.type === 'REPLY') resolve();
      });
    });
    port1.postMessage({ ...PENPAL, type: 'CALL', methodPath: ['ready'] });
    port1.postMessage({ ...PENPAL, type: 'NOTICE', method: 'notify', args: {} });
    arrive({ ...PENPAL, type: 'SYN' });
    port1.postMessage({ ...PENPAL, type: 'REPLY' });
    await answered;
    expect(received.slice(1)).toEqual([{ ...PENPAL, type: 'REPLY' }]);
    expect(notices).toEqual([]);
    port1.close();
  });

  it('hears nothing any more of a document that it has hung up on, and sends it nothing', async () => {
    const { messenger, arrive, received } = openBench();
    const { port1, port2 } = new MessageChannel();
    arrive({ ...PENPAL, type: 'ACK2' }, { ports: [port2] });
    port1.postMessage({ ...PENPAL, type: 'REPLY' });
    messenger.hangUp();
    expect(() => {
      messenger.sendMessage({ ...PENPAL, type: 'CALL', methodPath: [] });
    }).toThrowError(/the connection is closed/);
    // Nobody waits for an answer. Penpal would reject a promise that nobody has.
    messenger.sendMessage({ ...PENPAL, type: 'REPLY' });
    const next = new MessageChannel();
    arrive({ ...PENPAL, type: 'ACK2' }, { ports: [next.port2] });
    const delivered = new Promise<void>((resolve) => {
      messenger.addMessageHandler(() => {
        resolve();
      });
    });
    next.port1.postMessage({ ...PENPAL, type: 'CALL', methodPath: ['hello'] });
    await delivered;
    expect(received.map((message) => (message as Posted['message']).type)).toEqual(['ACK2', 'ACK2', 'CALL']);
    port1.close();
    next.port1.close();
  });
});
