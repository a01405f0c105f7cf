import { createServer, request as sendRequest, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** An answer of the pod, on its way. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The request that it answers. */
export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

/** Changes an answer. With `undefined`, nobody gets one. */
export type Change = (answer: Answer, asked: Asked) => Answer | undefined;

/** Another address of a pod, where its answers are changed. */
export interface ChangingProxy {
  url: string;
  stop(): Promise<void>;
}

/** Puts a proxy before a pod. */
export async function startChangingProxy(podUrl: string, change: Change): Promise<ChangingProxy> {
  const { port, host } = new URL(podUrl);
  const proxy = createServer(({ method = 'GET', url = '/', headers }, response) => {
    const [path = ''] = url.split('?');
    const asking = sendRequest(
      { host: '127.0.0.1', port, method, path: url, agent: false, headers: { ...headers, host } },
      (answered) => {
        let body = '';
        answered.setEncoding('utf8').on('data', (part: string) => (body += part));
        answered.on('end', () => {
          const answer = { status: answered.statusCode ?? 0, headers: { ...answered.headers }, body };
          // The length may change.
          delete answer.headers['transfer-encoding'];
          delete answer.headers['content-length'];
          const changed = change(answer, { method, path, headers });
          if (changed) response.writeHead(changed.status, changed.headers).end(changed.body);
        });
      },
    );
    asking.on('error', () => response.destroy());
    asking.end();
  }).listen(0);
  await once(proxy, 'listening');
  return {
    url: `http://pod.localhost:${(proxy.address() as AddressInfo).port}`,
    stop: async () => {
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
