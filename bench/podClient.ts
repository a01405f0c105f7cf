import { once } from 'node:events';
import { request, type Agent } from 'node:http';
import { WebSocket } from 'ws';

/** A request to a pod, as a frame that is logged in sends it. */
interface Asking {
  path: string;
  /** The `Cookie` header. */
  cookie: string;
  body?: object;
  /** Keeps connections, for many requests. */
  agent?: Agent;
}

/**
 * Posts something to a pod.
 *
 * @throws An `Error` if the pod refuses.
 */
export function postTo(podUrl: string, { path, cookie, body, agent }: Asking): Promise<void> {
  const { port, host, origin } = new URL(podUrl);
  const json = body && JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path,
        ...(agent && { agent }),
        headers: {
          host,
          origin,
          'x-symphony-embed': '1',
          cookie,
          ...(json !== undefined && { 'content-type': 'application/json' }),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`Failed to ask ${path}: the pod answered ${String(answer.statusCode)}.`));
        });
      },
    );
    asking.on('error', reject);
    asking.end(json);
  });
}

/** Opens a frame's WebSocket at a pod. */
export function liveSocketOf(podUrl: string, cookie: string): WebSocket {
  const { port, host, origin } = new URL(podUrl);
  return new WebSocket(`ws://127.0.0.1:${port}/live`, { headers: { host, origin, cookie } });
}

/** Closes sockets, and waits until they are closed. */
export async function closeAll(sockets: readonly WebSocket[]): Promise<void> {
  await Promise.all(
    sockets
      .filter((socket) => socket.readyState !== socket.CLOSED)
      .map((socket) => {
        socket.close();
        return once(socket, 'close');
      }),
  );
}
