import { Client } from 'pg';
import type { Message } from '../../podApi/messages.js';
import type { Stream } from '../../podApi/streams.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../startSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';
import { openCuttableLine } from '../testing/cuttableLine.js';
import { findNats, NO_NATS, startNats, type NatsServer } from '../testing/natsServer.js';
import { startPodProcess } from '../testing/podProcess.js';
import { PodUser, taken } from '../testing/podUser.js';
import {
  findPostgres,
  NO_POSTGRES,
  startPostgres,
  type PostgresCluster,
} from '../testing/postgresCluster.js';
import { TestBrowser } from '../testing/testBrowser.js';
import { until } from '../testing/until.js';
import { START_MS } from '../testing/useSandbox.js';

const HEARTBEAT_MS = 400;

for (const bus of ['the database', 'NATS'] as const)
  describe(`Several pods on one PostgreSQL server that hear of one another by ${bus}`, () => {
    const programs = findPostgres();
    const natsProgram = findNats();
    const missing =
      programs === undefined
        ? NO_POSTGRES
        : bus === 'NATS' && natsProgram === undefined
          ? NO_NATS
          : undefined;
    let cluster: PostgresCluster | undefined;
    let nats: NatsServer | undefined;
    let options: SandboxOptions = {};
    let pods: Sandbox[] = [];
    let browsers: TestBrowser[] = [];

    beforeAll(async () => {
      if (missing !== undefined || programs === undefined) return;
      cluster = await startPostgres(programs);
      if (bus === 'NATS' && natsProgram !== undefined) nats = await startNats(natsProgram);
      options = { databaseUrl: cluster.url, loginsPerMinute: 1000, ...(nats && { natsUrl: nats.url }) };
      // At the same time: neither may trip over the other one's making of the tables.
      pods = await Promise.all([startSandbox(options), startSandbox(options)]);
    }, START_MS);

    afterEach(() => {
      for (const browser of browsers) browser.close();
      browsers = [];
    });

    afterAll(async () => {
      await Promise.all(pods.map((pod) => pod.stop()));
      await nats?.halt();
      await cluster?.stop();
    }, START_MS);

    function skipIfMissing(): void {
      if (missing !== undefined) pending(missing);
    }

    function browserAt({ podUrl }: { podUrl: string }, name: string): TestBrowser {
      const browser = new TestBrowser(podUrl, 'blocked', name);
      browsers.push(browser);
      return browser;
    }

    /** Asks the database itself. */
    async function administer(sql: string): Promise<number | null> {
      const admin = new Client({ connectionString: cluster?.url });
      await admin.connect();
      try {
        return (await admin.query(sql)).rowCount;
      } finally {
        await admin.end();
      }
    }

    /** One browser, as each of two pods meets it: the same user on the same machine in the same kind of browser. */
    function browserAtBoth(name: string): [Sandbox, TestBrowser, Sandbox, TestBrowser] {
      skipIfMissing();
      const [one, two] = pods;
      if (!one || !two) throw new Error('unreachable');
      const [atOne, atTwo] = [browserAt(one, name), browserAt(two, name)];
      return [one, atOne, two, atTwo];
    }

    it('end a browser’s sessions together, and tell each its own frames', async () => {
      const [one, atOne, two, atTwo] = browserAtBoth('ends');
      await atOne.logIn('alice@acme.example', one.portalAUrl);
      await atTwo.logIn('alice@acme.example', two.portalBUrl);
      const line = await atTwo.live(two.portalBUrl).opened();
      await atOne.logOut(one.portalAUrl);
      expect((await line.notice('sessionEnded')).reason).toBe('logout');
      expect(await atTwo.isLoggedIn(two.portalBUrl)).toBeFalse();
    });

    it('know the same sessions and browsers', async () => {
      const [one, atOne, two, atTwo] = browserAtBoth('knows');
      const login = await atOne.logIn('bob@acme.example', one.portalAUrl);
      for (const cookie of login.setCookies) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (cookie.includes('Partitioned')) atTwo.plant(name, value, two.portalAUrl);
      }
      expect(await atTwo.isLoggedIn(two.portalAUrl)).toBeTrue();
      atTwo.forget(/session/, two.portalAUrl);
      const { json } = await atTwo.logOut(two.portalAUrl);
      expect(json).toEqual({ loggedOut: true, already: false, scope: jasmine.any(String) });
      expect(await atOne.isLoggedIn(one.portalAUrl)).toBeFalse();
    });

    it('carry messages from one to the other', async () => {
      const [one, atOne, two, atTwo] = browserAtBoth('carries');
      await atOne.logIn('alice@acme.example', one.portalAUrl);
      await atTwo.logIn('bob@acme.example', two.portalAUrl);
      const line = await atTwo.live(two.portalAUrl).opened();
      const { json } = await atOne.fetch('/api/streams/alice-bob/messages', one.portalAUrl, {
        body: { message: 'Hi' },
      });
      expect((await line.notice('message')).message).toEqual((json as { message: Message }).message);
    });

    it('tell each other of rooms, of what is in them, and of connections', async () => {
      const [one, atOne, two, atTwo] = browserAtBoth('rooms');
      await atOne.logIn('alice@acme.example', one.portalAUrl);
      await atTwo.logIn('frank@northwind.example', two.portalAUrl);
      const alice = new PodUser(atOne, one.portalAUrl);
      const frank = new PodUser(atTwo, two.portalAUrl);
      const line = await frank.live();

      taken(await alice.post(`/api/connections/${SEED_IDS.frank}/accept`));
      expect((await line.notice('connection')).status).toBe('accepted');
      const { id } = await alice.makeRoom([SEED_IDS.frank]);
      const text = '\u00fc'.repeat(4000);
      const message = await alice.write(id, text);
      await line.notice('stream', ({ stream }) => stream.id === id);
      expect((await line.notice('message')).message).toEqual(message);
      taken(await alice.post(`/api/messages/${message.id}/pin`));
      await line.notice('stream', ({ stream }) => stream.pinned?.id === message.id);
      taken(await alice.post(`/api/messages/${message.id}/suppress`));
      expect((await line.notice('messageChanged')).message.text).toBe('');
      taken(await alice.delete(`/api/streams/${id}/members/${SEED_IDS.frank}`));
      expect((await line.notice('left')).streamId).toBe(id);
    });

    it('tell all frames of the messages of a room in one order, wherever these were posted', async () => {
      const [one, atOne, two, atTwo] = browserAtBoth('in order');
      await atOne.logIn('alice@acme.example', one.portalAUrl);
      await atTwo.logIn('dave@acme.example', two.portalAUrl);
      const alice = new PodUser(atOne, one.portalAUrl);
      const dave = new PodUser(atTwo, two.portalAUrl);
      const { id } = await alice.makeRoom([SEED_IDS.dave]);
      const lines = [await alice.live(), await dave.live()];
      const written = await Promise.all(
        Array.from({ length: 120 }, (_, index) =>
          (index % 2 ? alice : dave).write(id, `Number ${String(index)}`),
        ),
      );
      const inOrder = written.map((message) => Number(message.id)).sort((a, b) => a - b);
      for (const line of lines) {
        const heard = (): number[] =>
          line.notices.flatMap((notice) =>
            notice.type === 'message' && notice.message.streamId === id ? [Number(notice.message.id)] : [],
          );
        await until('all messages are told', () => heard().length >= written.length);
        expect(heard()).toEqual(inOrder);
      }
      // Both have read what was there when they wrote last, and one of them wrote last of all.
      const unread = await Promise.all([alice, dave].map(async (who) => (await who.open(id)).stream.unread));
      expect(Math.min(...unread)).toBe(0);
      taken(await dave.post(`/api/streams/${id}/read`));
      await alice.write(id, 'One more');
      expect((await dave.open(id)).stream.unread).toBe(1);
    });

    it('agree when the same things are done at both at once', async () => {
      const [one, atOne, two, atTwo] = browserAtBoth('races');
      await atOne.logIn('bob@acme.example', one.portalAUrl);
      await atTwo.logIn('dave@acme.example', two.portalAUrl);
      const bob = new PodUser(atOne, one.portalAUrl);
      const dave = new PodUser(atTwo, two.portalAUrl);
      const blast = (who: PodUser, users: string[]) =>
        who.post('/api/send', { mode: 'blast', message: 'Both at once', users, streamIds: ['macro-lunch'] });
      const [sent, answered] = await Promise.all([
        blast(bob, [SEED_IDS.dave, SEED_IDS.carol, SEED_IDS.heidi]),
        blast(dave, [SEED_IDS.heidi, SEED_IDS.bob, SEED_IDS.carol]),
      ]);
      const idOfChat = (answer: typeof sent, name: string): string | undefined =>
        taken<{ streams: Stream[] }>(answer).streams.find((stream) => stream.name === name)?.id;
      expect(idOfChat(sent, 'Dave Tanaka')).toBe(idOfChat(answered, 'Bob Okafor'));

      // Whoever writes before the room is closed has written; whoever comes after is refused.
      const { id } = await bob.makeRoom([SEED_IDS.dave]);
      const [closed, ...writings] = await Promise.all([
        bob.post(`/api/streams/${id}/deactivate`),
        ...Array.from({ length: 6 }, () => dave.post(`/api/streams/${id}/messages`, { message: 'In time?' })),
      ]);
      taken(closed);
      const kinds = (await bob.open(id)).messages.map(({ kind }) => kind);
      expect(kinds.at(-1)).toBe('maestro');
      expect(kinds.length).toBe(1 + writings.filter(({ status }) => status === 200).length);
      expect(writings.every(({ status }) => status === 200 || status === 403)).toBeTrue();
    });

    it(
      'take a logout back when the pod that does it dies, and confirm the next one',
      async () => {
        const [one, atOne, two, atTwo] = browserAtBoth('dies');
        const third = await startPodProcess({
          DATABASE_URL: cluster?.url ?? '',
          ...(nats && { NATS_URL: nats.url }),
        });
        const blocker = new Client({ connectionString: cluster?.url });
        try {
          const atThird = browserAt(third, 'dies');
          await atThird.logIn('heidi@acme.example', third.portalAUrl);
          await atOne.logIn('heidi@acme.example', one.portalAUrl);
          await atTwo.logIn('heidi@acme.example', two.portalBUrl);
          const line = await atTwo.live(two.portalBUrl).opened();

          // The logout has locked the user, and waits for the sessions.
          await blocker.connect();
          await blocker.query('begin; lock table sessions in exclusive mode');
          const refused = expectAsync(atThird.logOut(third.portalAUrl)).toBeRejected();
          await until(
            'the logout waits for the sessions',
            async () =>
              (await administer(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)) === 1,
          );
          await third.kill();
          await refused;
          await blocker.query('commit');
          expect(await atTwo.isLoggedIn(two.portalBUrl)).toBeTrue();

          expect((await atOne.logOut(one.portalAUrl)).json).toEqual({
            loggedOut: true,
            already: false,
            scope: 'browser',
          });
          expect((await line.notice('sessionEnded')).reason).toBe('logout');
          expect(await atTwo.isLoggedIn(two.portalBUrl)).toBeFalse();
        } finally {
          await blocker.end();
          await third.stop();
        }
      },
      START_MS,
    );

    it(
      'confirm no logout while the server is down, and confirm it when it is back',
      async () => {
        const [one, atOne, two, atTwo] = browserAtBoth('down');
        await atOne.logIn('erin@northwind.example', one.portalAUrl);
        await atTwo.logIn('erin@northwind.example', two.portalBUrl);
        const line = await atTwo.live(two.portalBUrl).opened();
        // A socket whose session cannot be looked up is closed: the server may not go before that.
        await new PodUser(atTwo, two.portalBUrl).hearOut(line);
        const complaints = spyOn(console, 'error');
        await cluster?.halt();
        try {
          const { status, json } = await atOne.logOut(one.portalAUrl);
          expect(status).toBe(500);
          expect(json).toEqual({ error: 'INTERNAL' });
        } finally {
          await cluster?.resume();
        }
        expect(await atOne.isLoggedIn(one.portalAUrl)).toBeTrue();
        expect((await atOne.logOut(one.portalAUrl)).json).toEqual({
          loggedOut: true,
          already: false,
          scope: 'browser',
        });
        expect((await line.notice('sessionEnded')).reason).toBe('logout');
        expect(complaints).toHaveBeenCalled();
      },
      START_MS,
    );

    it('find ends that nobody told them, as when a pod dies before it can', async () => {
      skipIfMissing();
      const watchful = await startSandbox({ ...options, heartbeatMs: HEARTBEAT_MS });
      try {
        const browser = browserAt(watchful, 'untold');
        await browser.logIn('grace@northwind.example', watchful.portalAUrl);
        const line = await browser.live(watchful.portalAUrl).opened();
        await administer(
          `update sessions set ended_at = now(), end_reason = 'revoked' where user_id = '${SEED_IDS.grace}'`,
        );
        expect((await line.notice('sessionEnded')).reason).toBe('revoked');
      } finally {
        await watchful.stop();
      }
    });

    it('make up for what they missed while they had lost the line by which they hear', async () => {
      const [one, atOne, two, atTwo] = browserAtBoth('gap');
      await atOne.logIn('carol@acme.example', one.portalAUrl);
      await atTwo.logIn('carol@acme.example', two.portalBUrl);
      await atTwo.logIn('dave@acme.example', two.portalAUrl);
      const line = await atTwo.live(two.portalBUrl).opened();
      const other = await atTwo.live(two.portalAUrl).opened();
      const complaints = spyOn(console, 'error');
      if (nats) await nats.halt();
      else
        expect(
          await administer(
            `select pg_terminate_backend(pid, 5000) from pg_stat_activity where query ilike 'listen %'`,
          ),
        ).toBe(2);
      await atOne.logOut(one.portalAUrl);
      await nats?.resume();
      expect((await line.notice('sessionEnded')).reason).toBe('logout');
      // Whose session goes on looks for itself what else it has missed.
      await other.notice('missed');
      expect(complaints).toHaveBeenCalled();
    });

    it('find out that they were cut off without a word, and make up for what they missed', async () => {
      const [one, atOne] = browserAtBoth('cut off');
      const url = new URL(nats?.url ?? cluster?.url ?? '');
      const way = await openCuttableLine(Number(url.port));
      url.port = String(way.port);
      const complaints = spyOn(console, 'error');
      const far = await startSandbox({
        ...options,
        ...(nats ? { natsUrl: url.href } : { databaseUrl: url.href }),
        heartbeatMs: HEARTBEAT_MS,
      });
      const atFar = browserAt(far, 'cut off');
      try {
        await atOne.logIn('grace@northwind.example', one.portalAUrl);
        await atFar.logIn('grace@northwind.example', far.portalBUrl);
        await atFar.logIn('dave@acme.example', far.portalAUrl);
        const line = await atFar.live(far.portalBUrl).opened();
        const other = await atFar.live(far.portalAUrl).opened();
        expect(way.cut(nats ? 'SUB symphony.pod' : 'listen "symphony_pod"')).toBe(1);
        await atOne.logOut(one.portalAUrl);
        expect((await line.notice('sessionEnded')).reason).toBe('logout');
        await other.notice('missed');
        expect(complaints).toHaveBeenCalled();
      } finally {
        await far.stop();
        await way.close();
      }
    });
  });
