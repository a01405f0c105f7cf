import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { startDocumentedPod } from '../../test/checkPod/documentedPod.js';
import { SELF_SIGNED } from '../../test/checkPod/selfSigned.js';
import { defaults } from '../options.js';
import type { CheckOptions } from './checkOptions.js';
import { checkPod } from './checkPod.js';
import { CHECK_NAMES, type PodReport } from './checkResult.js';
import { reportText } from './reportText.js';

const SPEC_MS = 40_000;
const PORTAL = 'https://portal.example';

function check(podOrigin: string, more: Partial<CheckOptions> = {}): Promise<PodReport> {
  return checkPod({
    podOrigin,
    portalOrigin: PORTAL,
    paths: defaults.paths,
    cookie: '',
    setCookies: [],
    deadlineMs: 20_000,
    skip: [],
    ...more,
  });
}

function outcomesOf({ results }: PodReport): Record<string, string> {
  return Object.fromEntries(results.map(({ name, outcome }) => [name, outcome]));
}

describe('The smallest pod of the documentation', () => {
  it(
    'passes all checks for each of its portals, and no other one',
    async () => {
      const portals = ['http://a.localhost:4100', PORTAL];
      const pod = await startDocumentedPod(portals);
      try {
        for (const portalOrigin of portals) {
          const report = await check(pod.podUrl, { portalOrigin, setCookies: [await pod.logIn()] });
          expect(new Set(Object.values(outcomesOf(report)))).toEqual(new Set(['passed']));
        }
        const { results } = await check(pod.podUrl, { portalOrigin: 'https://other.example' });
        const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
        expect(failed).toEqual(['frameAncestors', 'logoutFromPortal', 'logoutCors']);
      } finally {
        await pod.stop();
      }
    },
    SPEC_MS,
  );
});

describe('The documentation of check-pod', () => {
  it(
    'has each check and each default path',
    async () => {
      const text = await readFile(join(import.meta.dirname, '../../../docs/pod.md'), 'utf8');
      const [, section = ''] = /^## Check a pod$(.*?)^## /ms.exec(text) ?? [];
      const firstCells = [...section.matchAll(/^\| (`.*?) +\| /gm)].map(([, cell = '']) => cell);
      const names = firstCells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
      expect(names).toEqual([...CHECK_NAMES]);
      for (const path of Object.values(defaults.paths)) expect(text).toContain(`\`${path}\``);
    },
    SPEC_MS,
  );
});

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
    const error = await check(podOrigin, { deadlineMs }).then(
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
      const report = await check(url);
      expect(JSON.stringify(report).length).toBeLessThan(50_000);
      expect(outcomesOf(report)).toEqual(
        jasmine.objectContaining({ focusPage: 'passed', logoutBody: 'failed' }),
      );
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
      expect(outcomesOf(await check(url))).toEqual(
        jasmine.objectContaining({ focusPage: 'passed', servicePage: 'failed', logoutPage: 'passed' }),
      );
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
      const text = reportText(await check(url));
      expect(text).toContain('[2J abc');
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    },
    SPEC_MS,
  );
});

describe('The report of a pod', () => {
  it('says for each check what was asked, what came back, what is wrong, why, and what to do', () => {
    const exchanges = [{ asked: 'GET /a', answered: '404' }];
    const text = reportText({
      podOrigin: 'https://pod.example',
      portalOrigin: PORTAL,
      passed: false,
      results: [
        { name: 'focusPage', outcome: 'passed', exchanges },
        { name: 'servicePage', outcome: 'failed', exchanges, problem: 'P.', why: 'W.', fix: 'F.' },
        { name: 'logoutPage', outcome: 'skipped', reason: 'R.' },
      ],
    });
    expect(text).toBe(`https://pod.example, for the portal ${PORTAL}

passed focusPage
  asked    GET /a
  answered 404

FAILED servicePage
  asked    GET /a
  answered 404
  wrong    P.
  why      W.
  do       F.

skipped logoutPage
  because  R.

1 passed, 1 failed, 1 skipped
`);
  });

  it(
    'has one result for each name, in the same order',
    async () => {
      const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const report = await check(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
      expect(report.results.map(({ name }) => name)).toEqual([...CHECK_NAMES]);
      server.close();
    },
    SPEC_MS,
  );
});
