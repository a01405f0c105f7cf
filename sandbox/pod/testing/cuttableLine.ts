import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server on this machine that can be cut without a word, as a network does it. */
export interface CuttableLine {
  port: number;
  /** From now on, connections that have sent this text carry nothing any more, and stay open. Resolves with how many. */
  cut(text: string): number;
  close(): Promise<void>;
}

interface Way {
  sent: string;
  isCut: boolean;
  ends: readonly Socket[];
}

export async function openCuttableLine(targetPort: number): Promise<CuttableLine> {
  const ways = new Set<Way>();
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const way: Way = { sent: '', isCut: false, ends: [near, far] };
    ways.add(way);
    near.on('data', (data) => {
      way.sent += data.toString('latin1');
      if (!way.isCut) far.write(data);
    });
    far.on('data', (data) => {
      if (!way.isCut) near.write(data);
    });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => undefined);
      end.on('close', () => {
        if (!way.isCut) other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: (text) => {
      const found = [...ways].filter(({ sent }) => sent.includes(text));
      for (const way of found) way.isCut = true;
      return found.length;
    },
    close: async () => {
      for (const { ends } of ways) for (const end of ends) end.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
