import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Database } from './pod/database/database.js';
import { migrate } from './pod/database/migrations.js';
import { openPgliteDatabase } from './pod/database/pgliteDatabase.js';
import { openPostgresDatabase } from './pod/database/postgresDatabase.js';
import { databaseBus } from './pod/live/eventBus.js';
import { openNatsBus } from './pod/live/natsBus.js';
import { createPod } from './pod/pod.js';
import { seed } from './pod/seed/seed.js';
import { OWN_PAGES, Partners } from './pod/sessions/partners.js';
import { createAppsSite } from './sites/appsSite.js';
import { LoopbackServer } from './sites/loopbackServer.js';
import { createPortal } from './sites/portals.js';
import { createTokenSigner } from './sites/tokenSigner.js';
import { ssoClientOf } from './sso/ssoClient.js';
import { createSsoSite } from './sso/ssoSite.js';

/** How a sandbox is to be. Without options: any free port, and data that live as long as the process. */
export interface SandboxOptions {
  /** The port; when it is taken, the next free one. 0, the default, for any. */
  port?: number;
  /** Where the data are kept over restarts. */
  dataDir?: string;
  /** A PostgreSQL server to use instead, which several sandboxes may share. */
  databaseUrl?: string;
  /** A NATS server by which pods of one database tell one another what happened. Without one the database tells them. */
  natsUrl?: string;
  /** Whether the pod can be told to fail (`POST /faults`), and frames too. Off by default. */
  faults?: boolean;
  /** How long a login lasts; 12 hours by default. */
  sessionTtlMs?: number;
  /** How many attempts to log in an address has for each account; 10 by default. */
  loginsPerMinute?: number;
  /** How often frames' WebSockets, and the lines by which pods hear of one another, are looked after; 30 s by default. */
  heartbeatMs?: number;
  /**
   * The partners whose users log in with an identity provider, which refuses to be framed; none by default. The provider
   * runs only if there is one.
   */
  ssoPartners?: readonly ('acme' | 'globex')[];
  /** The host names, all on the same port and on different sites. */
  hosts?: { pod: string; portalA: string; portalB: string; apps?: string; sso?: string };
}

/** A running sandbox. */
export interface Sandbox {
  podUrl: string;
  portalAUrl: string;
  portalBUrl: string;
  /** Where extension apps come from. */
  appsUrl: string;
  /** The identity provider, if it runs. */
  ssoUrl: string | undefined;
  port: number;
  /** Takes all sessions of a user away, as an administrator does. Resolves with how many. */
  revokeUser(email: string): Promise<number>;
  /** Closes everything: sockets, ports, the database. */
  stop(): Promise<void>;
}

const DEFAULT_HOSTS = {
  pod: 'pod.localhost',
  portalA: 'a.localhost',
  portalB: 'b.localhost',
  apps: 'apps.localhost',
  sso: 'sso.localhost',
};
const TWELVE_HOURS_MS = 12 * 60 * 60 * 1000;

/**
 * Starts a pod, two portals that embed it, the apps that it embeds and its identity provider, on sites of their own and on one
 * port.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port: firstPort = 0, dataDir, databaseUrl, heartbeatMs = 30_000 } = options;
  const hosts = { ...DEFAULT_HOSTS, ...options.hosts };
  const sites = new Map<string, FastifyInstance>();
  const siteOf = ({ headers }: IncomingMessage) => sites.get(headers.host?.toLowerCase() ?? '');
  const closers: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= closeAll(closers));

  try {
    const database = await openDatabase(dataDir, databaseUrl, heartbeatMs);
    closers.push(() => database.close());
    await migrate(database);
    const bus = await (options.natsUrl === undefined
      ? databaseBus(database)
      : openNatsBus(options.natsUrl, heartbeatMs));
    closers.push(() => bus.close());

    const server = await LoopbackServer.listen(firstPort, {
      request: (request, response) => {
        const site = siteOf(request);
        if (site) site.routing(request, response);
        else response.writeHead(421, { 'content-type': 'text/plain' }).end('No site of this name is here.\n');
      },
      upgrade: (request, socket, head) => {
        const site = siteOf(request);
        if (site?.hasDecorator('websocketServer')) site.server.emit('upgrade', request, socket, head);
        else socket.destroy();
      },
    });
    closers.push(() => server.close());

    const urlOf = (host: string): string => `http://${host}:${String(server.port)}`;
    const [podUrl, portalAUrl, portalBUrl] = [urlOf(hosts.pod), urlOf(hosts.portalA), urlOf(hosts.portalB)];
    const appsUrl = urlOf(hosts.apps);
    const ssoUrl = options.ssoPartners?.length ? urlOf(hosts.sso) : undefined;
    const ssoClient = ssoUrl === undefined ? undefined : await ssoClientOf(database, ssoUrl);
    const loginsPerMinute = options.loginsPerMinute ?? 10;
    await seed(database, podUrl);
    const portals = [
      {
        id: 'acme' as const,
        url: portalAUrl,
        page: 'portalA.html',
        signer: await createTokenSigner('acme', podUrl),
      },
      {
        id: 'globex' as const,
        url: portalBUrl,
        page: 'portalB.html',
        signer: await createTokenSigner('globex', podUrl),
      },
    ];
    const pod = await createPod({
      database,
      bus,
      podOrigin: podUrl,
      appsOrigin: appsUrl,
      partners: new Partners([
        ...portals.map(({ id, url, signer }) => ({
          id,
          origins: [url],
          publicKey: signer.publicKey,
          authenticationType: options.ssoPartners?.includes(id) ? ('sso' as const) : ('password' as const),
        })),
        // The page on which everything can be tried embeds the pod from the pod itself.
        { id: OWN_PAGES, origins: [podUrl] },
      ]),
      ssoClient,
      faults: options.faults ?? false,
      sessionTtlMs: options.sessionTtlMs ?? TWELVE_HOURS_MS,
      loginsPerMinute,
      heartbeatMs,
    });
    closers.push(() => pod.close());
    sites.set(new URL(podUrl).host, pod.app);
    for (const { url, page, signer } of portals) {
      const portal = await createPortal({ page, podOrigin: podUrl, signer });
      closers.push(() => portal.close());
      await portal.ready();
      sites.set(new URL(url).host, portal);
    }
    const appsSite = await createAppsSite(
      podUrl,
      portals.map(({ url }) => url),
    );
    closers.push(() => appsSite.close());
    await appsSite.ready();
    sites.set(new URL(appsUrl).host, appsSite);
    if (ssoClient) {
      const ssoSite = await createSsoSite({
        database,
        client: ssoClient,
        podUrl,
        portalUrls: [portalAUrl, portalBUrl],
        loginsPerMinute,
      });
      closers.push(() => ssoSite.close());
      await ssoSite.ready();
      sites.set(new URL(ssoClient.issuer).host, ssoSite);
    }
    return {
      podUrl,
      portalAUrl,
      portalBUrl,
      appsUrl,
      ssoUrl,
      port: server.port,
      revokeUser: (email) => pod.sessions.revokeUser(email),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(
  dataDir: string | undefined,
  databaseUrl: string | undefined,
  heartbeatMs: number,
): Promise<Database> {
  return databaseUrl === undefined
    ? openPgliteDatabase(dataDir)
    : openPostgresDatabase(databaseUrl, heartbeatMs);
}

/** What was opened last is closed first. All of it is, whatever fails; the first failure is told. */
async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.reverse()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length) throw failures[0];
}
