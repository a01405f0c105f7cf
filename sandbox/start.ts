import { join } from 'node:path';
import { SEED_PASSWORD } from './pod/seed/seed.js';
import { SEED_USERS } from './pod/seed/seedUsers.js';
import { folders } from './projectFolders.js';
import { startSandbox, type Sandbox } from './startSandbox.js';

const DEFAULT_PORT = 4000;
/** Somebody who tries logouts and their faults logs in again and again. */
const LOGINS_PER_MINUTE = 300;

const { PORT, DATABASE_URL, DATA_DIR, NATS_URL, PARTNER_ORIGIN = '' } = process.env;
const port = PORT === undefined || PORT === '' ? DEFAULT_PORT : Number(PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT should be a number from 0 to 65535, not "${String(PORT)}".`);
  process.exit(1);
}

try {
  const sandbox = await startSandbox({
    port,
    faults: true,
    ssoPartners: ['globex'],
    loginsPerMinute: LOGINS_PER_MINUTE,
    partnerOrigins: PARTNER_ORIGIN.split(','),
    ...(DATABASE_URL === undefined || DATABASE_URL === ''
      ? { dataDir: DATA_DIR ?? join(folders.root, '.sandbox-data') }
      : { databaseUrl: DATABASE_URL }),
    ...(NATS_URL !== undefined && NATS_URL !== '' && { natsUrl: NATS_URL }),
  });
  console.log(welcome(sandbox));

  let stopping = false;
  const stop = (): void => {
    // npm hands a Ctrl+C on that this process got from the terminal already.
    if (stopping) return;
    stopping = true;
    sandbox.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function welcome({ portalAUrl, portalBUrl, podUrl, appsUrl, ssoUrl, ownPortals }: Sandbox): string {
  const companies = new Map<string, string[]>();
  for (const { company, email } of SEED_USERS)
    companies.set(company, [...(companies.get(company) ?? []), email]);
  const people = [...companies].map(([company, emails]) => `${emails.join(', ')} (${company})`);
  const own = ownPortals.map(
    ({ origin, partnerId, scriptTag }) =>
      `Your page  ${origin}   partner ${partnerId}; paste this into its HTML:\n  ${scriptTag}\n\n  `,
  );
  return `
  Portal A   ${portalAUrl}   the SDK by its script tag
  Portal B   ${portalBUrl}   the SDK as a module; its users log in by single sign-on
  Pod        ${podUrl}   where the frames come from
  SSO        ${String(ssoUrl)}   the identity provider
  Apps       ${appsUrl}   an extension app, shown by the frames
  Playground ${podUrl}/embed/sandbox.html   every setting and function, by hand

  ${own.join('')}Log in as  ${people.join('\n             ')}
  Password   ${SEED_PASSWORD}

  Try this:  open portal A, log in, open a few chats and log out: the inspector shows every acknowledgement.
             Open portal B in another tab first, and see its frames end as well.
             Arm a fault in one of portal A's slots, and see that logout() still settles.

  Ctrl+C stops it.
`;
}
