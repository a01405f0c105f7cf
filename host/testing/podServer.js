import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/*
 * The pods of specs. Every pod has an origin of its own, http://<id>.localhost:<port>, so that its cookies, storage and
 * processes are its own too: whatever its frames do, and wherever they are left, no other spec notices. All of them are
 * cross-site to the page of the specs, http://localhost.
 */

const CONFIRMED = { loggedOut: true, already: false };
const LOGOUTS = {
  confirms: [200, CONFIRMED],
  already: [200, { loggedOut: true, already: true }],
  refuses: [401, { loggedOut: false, reason: 'NO_COOKIE' }],
  fails: [500, '<h1>Internal Server Error</h1>'],
  garbage: [200, '<h1>Welcome</h1>'],
  malformed: [200, { loggedOut: 'yes' }],
  unreadable: [200, CONFIRMED],
};

const PAGES = [
  [/\/embed\/index\.html$/, 'focus'],
  [/\/client-bff\/index\.html$/, 'collaboration'],
  [/\/embed\/service\.html$/, 'service'],
];

/**
 * A page that is nobody's friend. It posts what it is told to: to the page at the top and to all frames in it, from
 * itself and from a frame within it.
 */
const HOSTILE = `<!doctype html><html lang="en"><title>Hostile</title><body><script>
  const targets = () => [top, ...Array.from({ length: top.length }, (none, index) => top[index])].filter((target) => target !== self);
  addEventListener('message', ({ data, source }) => {
    if (!data?.hostile || (source !== top && source !== parent)) return;
    for (const message of data.hostile) for (const target of targets()) target.postMessage(message, '*');
    self[0]?.postMessage(data, '*');
  });
  if (parent === top) document.body.append(
    Object.assign(document.createElement('iframe'), {
      src: location.href,
      onload: () => parent.postMessage('hostile page is ready', '*'),
    }),
  );
</script></body></html>`;

/**
 * Starts the server.
 *
 * @param {object} options
 * @param {string} options.bundles - The folder of frameApp.js and rawFrame.js.
 * @param {string} options.sdk - The path of the script that pods serve as /embed/sdk.js.
 * @param {(counters: object) => void} [options.onCoverage] - Gets the counters of instrumented frames.
 */
export async function startPods({ bundles, sdk, onCoverage }) {
  const pods = new Map();
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => {
    answer(request, response).catch((thrown) => {
      console.error(`Failed to answer ${request.method} ${request.url}:`, thrown);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const pod = pods.get(idOf(request));
    if (!pod) return socket.destroy();
    const frame = Number(new URL(request.url, 'http://pod').searchParams.get('frame'));
    sockets.handleUpgrade(request, socket, head, (frameSocket) => {
      pod.sockets.set(frame, frameSocket);
      frameSocket.on('close', () => {
        pod.sockets.delete(frame);
        write(pod, { frame, what: 'gone' });
      });
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    port: server.address().port,
    close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
    },
  };

  async function answer(request, response) {
    const { pathname } = new URL(request.url, 'http://pod');
    if (pathname === '/hostile') return sendPage(response, HOSTILE);
    if (request.headers.host.startsWith('127.0.0.1')) return sendPage(response, '<p>Elsewhere</p>');
    if (pathname.startsWith('/control/')) return control(request, response, pathname);
    const pod = pods.get(idOf(request));
    if (!pod) return send(response, 410, 'This pod is closed.');
    if (pathname.endsWith('/fixture/frameApp.js') || pathname.endsWith('/fixture/rawFrame.js'))
      return sendScript(response, await readFile(`${bundles}/${pathname.split('/').at(-1)}`));
    if (pathname.endsWith('/embed/version.json')) return send(response, 200, { version: 'spec' });
    if (pathname.endsWith('/embed/sdk.js')) return answerScript(pod, request, response);
    if (pathname.endsWith('/session/logout')) return answerLogout(pod, request, response);
    const kind = PAGES.find(([pattern]) => pattern.test(pathname))?.[1];
    if (kind) return answerPage(pod, kind, request, response);
    send(response, 404, 'Not found');
  }

  async function control(request, response, pathname) {
    allowPortal(request, response);
    const id = idOf(request);
    const body = request.method === 'POST' ? JSON.parse((await bodyOf(request)) || '{}') : {};
    if (pathname === '/control/coverage') {
      onCoverage?.(body);
      return send(response, 204);
    }
    if (pathname === '/control/open') {
      pods.set(id, { behaviour: body, journal: [], frames: 0, sockets: new Map(), session: randomUUID() });
      return send(response, 200, {});
    }
    const pod = pods.get(id);
    if (!pod) return send(response, 410, {});
    switch (pathname) {
      case '/control/close':
        pods.delete(id);
        for (const socket of pod.sockets.values()) socket.terminate();
        return send(response, 200, {});
      case '/control/behaviour':
        Object.assign(pod.behaviour, body);
        return send(response, 200, {});
      case '/control/tell': {
        const { command, frame } = body;
        const told = [...pod.sockets].filter(([number]) => frame === undefined || frame === number);
        for (const [, socket] of told) socket.send(JSON.stringify(command));
        return send(response, 200, { told: told.map(([number]) => number) });
      }
      case '/control/journal':
        if (request.method === 'POST') {
          write(pod, body);
          return send(response, 204);
        }
        return send(
          response,
          200,
          [...pod.journal].sort((one, other) => one.atMs - other.atMs),
        );
      default:
        return send(response, 404, {});
    }
  }

  async function answerScript(pod, request, response) {
    write(pod, { what: 'script', detail: headersOf(request) });
    switch (pod.behaviour.script ?? 'sdk') {
      case 'notFound':
        return send(response, 404, 'Not found');
      case 'offline':
        return request.socket.destroy();
      case 'empty':
        return sendScript(response, '');
      case 'throws':
        return sendScript(response, 'throw new Error("the script was told to fail");');
      default:
        return sendScript(response, await readFile(sdk));
    }
  }

  async function answerLogout(pod, request, response) {
    await bodyOf(request);
    write(pod, { what: 'logout', detail: { ...headersOf(request), method: request.method } });
    const isHost = !request.headers['x-symphony-embed'];
    const { logoutOfHost } = pod.behaviour;
    const logout = (isHost && logoutOfHost) || (pod.behaviour.logout ?? 'confirms');
    const logoutAfterMs = isHost && logoutOfHost ? 0 : (pod.behaviour.logoutAfterMs ?? 0);
    if (logoutAfterMs) await new Promise((resolve) => setTimeout(resolve, logoutAfterMs));
    if (logout === 'silent') return;
    if (logout === 'offline') return request.socket.destroy();
    if (logout !== 'unreadable') allowPortal(request, response);
    const [status, body] = LOGOUTS[logout];
    send(response, status, body);
  }

  function answerPage(pod, kind, request, response) {
    const { frame = {}, service = {}, streams = {} } = pod.behaviour;
    const behaviour = kind === 'service' ? service : frame;
    const number = ++pod.frames;
    write(pod, { frame: number, what: 'page', detail: { ...headersOf(request), kind } });
    switch (behaviour.page ?? 'app') {
      case 'silent':
        return;
      case 'notFound':
        return sendPage(response, '<h1>Not found</h1>', 404);
      case 'serverError':
        return sendPage(response, '<h1>Internal Server Error</h1>', 500);
      case 'empty':
        return sendPage(response, '');
      case 'unframeable':
        response.setHeader('Content-Security-Policy', "frame-ancestors 'none'");
        return sendPage(response, '');
    }
    // As strict as a pod may be: no inline style or script, no eval.
    response.setHeader('Content-Security-Policy', "default-src 'self'; connect-src 'self' ws:");
    response.setHeader(
      'Set-Cookie',
      `session=${pod.session}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned`,
    );
    const page = JSON.stringify({ frame: number, kind, behaviour, streams }).replaceAll('<', '\\u003c');
    const script = behaviour.page === 'raw' ? 'rawFrame' : 'frameApp';
    sendPage(
      response,
      `<!doctype html><html lang="en"><title>Frame ${number}</title>` +
        `<script type="application/json" id="page">${page}</script>` +
        `<body><input><script src="/fixture/${script}.js"></script></body></html>`,
    );
  }
}

function idOf(request) {
  return request.headers.host.split('.')[0];
}

function write(pod, { atMs = performance.timeOrigin + performance.now(), frame = 0, what, detail = {} }) {
  pod.journal.push({ atMs, frame, what, detail });
}

/** What a spec may want to know of a request. */
function headersOf({ url, headers }) {
  return {
    url,
    origin: headers.origin,
    referer: headers.referer,
    site: headers['sec-fetch-site'],
    cookie: headers.cookie,
    embedHeader: headers['x-symphony-embed'],
    contentType: headers['content-type'],
  };
}

/** Lets the page of the specs read the answer, as a pod does for the portals of its partners. */
function allowPortal({ headers: { origin } }, response) {
  if (!/^http:\/\/localhost:\d+$/.test(origin ?? '')) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Vary', 'Origin');
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(response, status, body) {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'Cache-Control': 'no-store',
    'Content-Type': isText ? 'text/plain' : 'application/json',
  });
  response.end(isText || body === undefined ? body : JSON.stringify(body));
}

function sendPage(response, html, status = 200) {
  response.writeHead(status, { 'Cache-Control': 'no-store', 'Content-Type': 'text/html; charset=utf-8' });
  response.end(html);
}

function sendScript(response, script) {
  response.writeHead(200, { 'Cache-Control': 'no-store', 'Content-Type': 'text/javascript; charset=utf-8' });
  response.end(script);
}
