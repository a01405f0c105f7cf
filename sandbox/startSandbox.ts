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
import { ownPortalsAt, readPartnerOrigins, type OwnPortal } from './sites/ownPortals.js';
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
  /** Where the pod finds the scripts and styles of its pages: those that the build has made, by default. */
  webScripts?: string;
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
  /**
   * The origins of your own portals, for example `http://localhost:5173`. Each one becomes a partner, which may embed the
   * pod. None by default.
   */
  partnerOrigins?: readonly string[];
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
  /** Your own portals, in the order of `partnerOrigins`. */
  ownPortals: readonly OwnPortal[];
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
 *
 * @throws An `Error` if one of `partnerOrigins` is no origin, before anything has started.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port: firstPort = 0, dataDir, databaseUrl, heartbeatMs = 30_000 } = options;
  const hosts = { ...DEFAULT_HOSTS, ...options.hosts };
  const partnerOrigins = readPartnerOrigins(options.partnerOrigins ?? [], Object.values(hosts));
  const sites = new Map<string, FastifyInstance>();
  const closers: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= closeAll(closers));
  const serve = async (url: string, site: FastifyInstance): Promise<void> => {
    closers.push(() => site.close());
    await site.ready();
    sites.set(new URL(url).host, site);
  };

  try {
    const database = await openDatabase(dataDir, databaseUrl, heartbeatMs);
    closers.push(() => database.close());
    await migrate(database);
    const bus = await (options.natsUrl === undefined
      ? databaseBus(database)
      : openNatsBus(options.natsUrl, heartbeatMs));
    closers.push(() => bus.close());

    const server = await listen(firstPort, sites);
    closers.push(() => server.close());

    const urlOf = (host: string): string => `http://${host}:${String(server.port)}`;
    const [podUrl, portalAUrl, portalBUrl] = [urlOf(hosts.pod), urlOf(hosts.portalA), urlOf(hosts.portalB)];
    const appsUrl = urlOf(hosts.apps);
    const ssoUrl = options.ssoPartners?.length ? urlOf(hosts.sso) : undefined;
    const ssoClient = ssoUrl === undefined ? undefined : await ssoClientOf(database, ssoUrl);
    const ownPortals = ownPortalsAt(partnerOrigins, podUrl);
    const portalUrls = [portalAUrl, portalBUrl, ...partnerOrigins];
    const loginsPerMinute = options.loginsPerMinute ?? 10;
    await seed(database, podUrl);
    const portals = await portalsAt(portalAUrl, portalBUrl, podUrl);
    const pod = await createPod({
      database,
      bus,
      podOrigin: podUrl,
      appsOrigin: appsUrl,
      webScripts: options.webScripts,
      partners: partnersOf(portals, ownPortals, podUrl, options.ssoPartners),
      ssoClient,
      faults: options.faults ?? false,
      sessionTtlMs: options.sessionTtlMs ?? TWELVE_HOURS_MS,
      loginsPerMinute,
      heartbeatMs,
    });
    closers.push(() => pod.close());
    sites.set(new URL(podUrl).host, pod.app);
    for (const { url, ...parts } of portals)
      await serve(url, await createPortal({ ...parts, podOrigin: podUrl }));
    await serve(appsUrl, await createAppsSite(podUrl, portalUrls));
    if (ssoClient) {
      const parts = { database, client: ssoClient, podUrl, portalUrls, loginsPerMinute };
      await serve(ssoClient.issuer, await createSsoSite(parts));
    }
    return {
      podUrl,
      portalAUrl,
      portalBUrl,
      appsUrl,
      ssoUrl,
      ownPortals,
      port: server.port,
      revokeUser: (email) => pod.sessions.revokeUser(email),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Listens for all sites. Each one answers under its own host name. */
function listen(firstPort: number, sites: ReadonlyMap<string, FastifyInstance>): Promise<LoopbackServer> {
  const siteOf = ({ headers }: IncomingMessage) => sites.get(headers.host?.toLowerCase() ?? '');
  return LoopbackServer.listen(firstPort, {
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
}

/** The sandbox's two portals, each with a key of its own. */
async function portalsAt(urlA: string, urlB: string, podUrl: string) {
  const [acme, globex] = [await createTokenSigner('acme', podUrl), await createTokenSigner('globex', podUrl)];
  return [
    { id: 'acme', name: 'Acme Capital', page: 'portalA.html', url: urlA, signer: acme },
    { id: 'globex', name: 'Globex Treasury', page: 'portalB.html', url: urlB, signer: globex },
  ] as const;
}

function partnersOf(
  portals: Awaited<ReturnType<typeof portalsAt>>,
  ownPortals: readonly OwnPortal[],
  podUrl: string,
  ssoPartners: SandboxOptions['ssoPartners'],
): Partners {
  return new Partners([
    ...portals.map(({ id, url, signer }) => ({
      id,
      origins: [url],
      publicKey: signer.publicKey,
      authenticationType: ssoPartners?.includes(id) ? ('sso' as const) : ('password' as const),
    })),
    // The page on which everything can be tried embeds the pod from the pod itself.
    { id: OWN_PAGES, origins: [podUrl] },
    ...ownPortals.map(({ partnerId, origin }) => ({ id: partnerId, origins: [origin] })),
  ]);
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
