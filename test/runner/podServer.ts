import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { FramePage } from '../frame/behaviour.js';
import { controlPods } from './controlPods.js';
import { answerElsewhere } from './elsewhere.js';
import { HOSTILE_PAGE } from './hostilePage.js';
import {
  allowPortal,
  asJson,
  asPage,
  asScript,
  asText,
  bodyOf,
  type HttpAnswer,
  sendAnswer,
  targetOf,
} from './httpAnswer.js';
import { answerLate, answerLogout, answerPage, answerScript } from './podAnswers.js';
import { type ServedPod, type ServedPods, writeJournal } from './servedPod.js';

/*
 * The pods of specs. Every pod has an origin of its own, http://<id>.localhost:<port>, so that its cookies, storage and
 * processes are its own too: whatever its frames do, and wherever they are left, no other spec notices. All of them are
 * cross-site to the page of the specs, http://localhost.
 */

const KINDS: Record<FramePage['kind'], RegExp> = {
  focus: /\/embed\/index\.html$/,
  collaboration: /\/client-bff\/index\.html$/,
  service: /\/embed\/service\.html$/,
};
const FRAME_SCRIPT = /\/fixture\/(frameApp|rawFrame|react18|react19|vue|turbo)\.js$/;
const WORKER = '/fixture/worker.js';

export interface PodServerOptions {
  /** The folder of frameApp.js and rawFrame.js. */
  bundles: string;
  /** The path of the script that pods serve as /embed/sdk.js. */
  sdk: string;
  /** The path of the script that pods serve as /embed/inspector.js. */
  inspector: string;
  /** Gets what instrumented frames say that they have run. */
  onCoverage?: ((counters: unknown) => void) | undefined;
}

export interface PodServer {
  readonly port: number;
  close(): void;
}

/** Starts the server. */
export async function startPods({
  bundles,
  sdk,
  inspector,
  onCoverage,
}: PodServerOptions): Promise<PodServer> {
  const pods: ServedPods = new Map();
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => {
    answer(request, response)
      .then((answered) => {
        sendAnswer(request, response, answered);
      })
      .catch((thrown: unknown) => {
        console.error(`Failed to answer ${request.method ?? ''} ${request.url ?? ''}:`, thrown);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  });
  server.on('upgrade', (request, socket, head) => {
    const { id, searchParams } = targetOf(request);
    const pod = pods.get(id);
    if (!pod) {
      socket.destroy();
      return;
    }
    const frame = Number(searchParams.get('frame'));
    sockets.handleUpgrade(request, socket, head, (frameSocket) => {
      pod.sockets.set(frame, frameSocket);
      frameSocket.on('close', () => {
        pod.sockets.delete(frame);
        writeJournal(pod, { frame, what: 'gone' });
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<HttpAnswer> {
    const { host, id, pathname } = targetOf(request);
    if (pathname === '/hostile') return asPage(HOSTILE_PAGE);
    if (host.startsWith('127.0.0.1')) return answerElsewhere(request);
    if (pathname.startsWith('/control/')) {
      allowPortal(request, response);
      const { method } = request;
      const body = JSON.parse((method === 'POST' && (await bodyOf(request))) || '{}') as unknown;
      return controlPods(pods, { id, pathname, method, body }, onCoverage);
    }
    const pod = pods.get(id);
    return pod ? answerOfPod(pod, pathname, request, response) : asText('This pod is closed.', 410);
  }

  async function answerOfPod(
    pod: ServedPod,
    pathname: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<HttpAnswer> {
    const frameScript = FRAME_SCRIPT.exec(pathname)?.[1];
    if (frameScript) return asScript(await readFile(join(bundles, `${frameScript}.js`)));
    // A service worker that does nothing, and so is never in the way.
    if (pathname.endsWith(WORKER)) return asScript('');
    if (pathname.endsWith('/fixture/late.svg')) {
      allowPortal(request, response);
      return answerLate(pod, request);
    }
    if (pathname.endsWith('/embed/version.json')) return asJson({ version: 'spec' });
    if (pathname.endsWith('/embed/sdk.js')) return answerScript(pod, request, sdk);
    if (pathname.endsWith('/embed/inspector.js')) return asScript(await readFile(inspector));
    if (pathname.endsWith('/session/logout')) {
      await bodyOf(request);
      const { answer: answered, isReadable } = await answerLogout(pod, request);
      if (isReadable) allowPortal(request, response);
      return answered;
    }
    const kind = (Object.keys(KINDS) as FramePage['kind'][]).find((name) => KINDS[name].test(pathname));
    return kind ? answerPage(pod, request, kind) : asText('Not found', 404);
  }
}
