import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';

/** The pages of the benchmark, on two sites. */
export interface Pages {
  /** The address of the page that measures. */
  addressOf: (measure: string, budgetMs: number) => string;
  /** What the page posts next. */
  nextResults: () => Promise<unknown>;
  close: () => void;
}

const HOST = 'bench.localhost';
const POD = 'pod.localhost';
/** A page that breaks says so, and nobody waits for it. */
const TELL = `const tell = (failed) => fetch('/results', { method: 'POST', body: JSON.stringify({ failed }) });
onerror = (message) => tell(String(message));
onunhandledrejection = ({ reason }) => tell('unhandled: ' + (reason?.stack ?? reason));`;
const page = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Benchmark</title>` +
  `<style>.slot{display:inline-block;width:312px;height:348px}.slot iframe{width:100%;height:100%;border:0}</style>` +
  `<body><script>${TELL}</script><script type="module" src="${script}"></script></body></html>`;

/** Serves the bundles in a folder, on loopback only. */
export async function servePages(folder: string): Promise<Pages> {
  let take: ((body: unknown) => void) | undefined;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', `http://${HOST}`);
    if (request.method === 'POST' && pathname === '/results') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      take?.(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      response.writeHead(204).end();
    } else if (/^\/(frame\/)?\w+\.js$/.test(pathname)) {
      const script = await readFile(join(folder, pathname));
      response
        .writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'max-age=3600' })
        .end(script);
    } else {
      const [, half] = /^\/frame\/(\w+)\.html$/.exec(pathname) ?? [];
      const html = page(half === undefined ? '/main.js' : `/frame/${half}.js`);
      // What a frame gets as its referrer is where its messages go.
      response
        .writeHead(200, {
          'Content-Type': 'text/html; charset=utf-8',
          'Cache-Control': 'max-age=3600',
          'Referrer-Policy': 'origin',
        })
        .end(html);
    }
  }

  const listen = async (host: string, port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      respond(request, response).catch((error: unknown) => {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end(String(error));
      });
    });
    server.listen(port, host);
    await once(server, 'listening');
    return server;
  };
  const servers = [await listen('127.0.0.1', 0)];
  const { port } = servers[0]?.address() as AddressInfo;
  // Browsers may take either for a name below localhost.
  await listen('::1', port).then(
    (server) => servers.push(server),
    () => undefined,
  );

  return {
    addressOf: (measure, budgetMs) =>
      `http://${HOST}:${port}/?${new URLSearchParams({
        measure,
        budgetMs: String(budgetMs),
        pod: `http://${POD}:${port}`,
      }).toString()}`,
    nextResults: () => new Promise((resolve) => (take = resolve)),
    close: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}
