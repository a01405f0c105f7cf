import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { checkWithDefaults, namesOf, SPEC_MS } from '../../test/checkPod/checkWithDefaults.js';
import { SELF_SIGNED } from '../../test/checkPod/selfSigned.js';
import { reportText } from './reportText.js';

const PORTAL = 'https://portal.example';

describe('A server that is no pod', () => {
  let servers: Server[] = [];
  const sockets = new Set<Socket>();

  afterEach(async () => {
    const closed = servers.map((server) => once(server.close(), 'close'));
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
    servers = [];
    sockets.clear();
  });

  async function listen(server: Server): Promise<string> {
    servers.push(server);
    server.on('connection', (socket: Socket) => sockets.add(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  async function serve(listener: RequestListener): Promise<string> {
    return `http://${await listen(createServer(listener))}`;
  }

  async function expectUnreachable(podOrigin: string, why: string, deadlineMs = 20_000): Promise<void> {
    const error = await checkWithDefaults(podOrigin, { portalOrigin: PORTAL, deadlineMs }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toEqual(jasmine.objectContaining({ type: 'CONNECTION_FAILED' }));
    expect(String(error)).toContain(`Failed to check the pod: ${podOrigin} is not reachable: ${why}`);
  }

  it(
    'does not listen',
    async () => {
      const address = await listen(createSocketServer());
      servers.pop()?.close();
      await expectUnreachable(`http://${address}`, 'no server listens at this address');
    },
    SPEC_MS,
  );

  it(
    'has no name',
    async () => {
      await expectUnreachable('http://pod.invalid', 'no host has this name');
    },
    SPEC_MS,
  );

  it(
    'never answers',
    async () => {
      const server = createSocketServer((socket) => socket.resume().on('error', () => undefined));
      await expectUnreachable(`http://${await listen(server)}`, 'no complete answer came within 300 ms', 300);
    },
    SPEC_MS,
  );

  it(
    'never comes to an end',
    async () => {
      const url = await serve((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).write('<script>');
      });
      await expectUnreachable(url, 'no complete answer came within 300 ms', 300);
    },
    SPEC_MS,
  );

  it(
    'has a certificate that nobody trusts',
    async () => {
      const address = await listen(createTlsServer(SELF_SIGNED, (_request, response) => response.end()));
      await expectUnreachable(`https://${address}`, 'the certificate is not trusted');
    },
    SPEC_MS,
  );

  it(
    'has no TLS',
    async () => {
      const url = await serve((_request, response) => response.end());
      await expectUnreachable(url.replace('http:', 'https:'), 'the server does not speak TLS here');
    },
    SPEC_MS,
  );

  it(
    'has no HTTP',
    async () => {
      const server = createSocketServer((socket) => socket.on('error', () => undefined).end('SSH-2.0\r\n'));
      await expectUnreachable(`http://${await listen(server)}`, 'the answer is no valid HTTP');
    },
    SPEC_MS,
  );

  it(
    'hangs up',
    async () => {
      const server = createSocketServer((socket) => socket.on('error', () => undefined).destroy());
      const why = 'the connection was closed before an answer was complete';
      await expectUnreachable(`http://${await listen(server)}`, why);
    },
    SPEC_MS,
  );

  it(
    'sends more than anybody wants to read',
    async () => {
      const url = await serve((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
      });
      const report = await checkWithDefaults(url, { portalOrigin: PORTAL });
      expect(JSON.stringify(report).length).toBeLessThan(50_000);
      expect(namesOf(report, 'passed')).toContain('focusPage');
      expect(namesOf(report, 'failed')).toContain('logoutBody');
    },
    SPEC_MS,
  );

  it(
    'redirects inside of the pod, which is followed, and to other sites, which is not',
    async () => {
      const paths: unknown[] = [];
      const other = await serve(({ url }, response) => {
        paths.push(url);
        response.end();
      });
      const url = await serve(({ url: path = '' }, response) => {
        const location = path.startsWith('/embed/index.html') ? '/real.html' : other;
        if (path === '/real.html') response.writeHead(200, { 'content-type': 'text/html' }).end('<script>');
        else response.writeHead(302, { location }).end();
      });
      const report = await checkWithDefaults(url, { portalOrigin: PORTAL });
      expect(namesOf(report, 'passed')).toEqual(jasmine.arrayContaining(['focusPage', 'logoutPage']));
      expect(namesOf(report, 'failed')).toContain('servicePage');
      expect(paths).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'sends what a terminal would obey, which nobody prints',
    async () => {
      const url = await serve((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html\u009b31m' }).end('\u001b[2J\u202eabc');
      });
      const text = reportText(await checkWithDefaults(url, { portalOrigin: PORTAL }));
      expect(text).toContain('[2J abc');
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    },
    SPEC_MS,
  );
});
