import { Client } from 'pg';
import type { Message } from '../../podApi/messages.js';
import type { Stream } from '../../podApi/streams.js';
import { startSandbox, type Sandbox } from '../../startSandbox.js';
import { PodUser, taken } from '../testing/podUser.js';
import { findPostgres, startPostgres, type PostgresCluster } from '../testing/postgresCluster.js';
import { TestBrowser } from '../testing/testBrowser.js';
import { START_MS } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('Two pods on one PostgreSQL server', () => {
  const programs = findPostgres();
  let cluster: PostgresCluster | undefined;
  let pods: Sandbox[] = [];
  let browsers: TestBrowser[] = [];

  beforeAll(async () => {
    if (programs === undefined) return;
    cluster = await startPostgres(programs);
    const options = { databaseUrl: cluster.url, loginsPerMinute: 1000 };
    // At the same time: neither may trip over the other one's making of the tables.
    pods = await Promise.all([startSandbox(options), startSandbox(options)]);
  }, START_MS);

  afterEach(() => {
    for (const browser of browsers) browser.close();
    browsers = [];
  });

  afterAll(async () => {
    await Promise.all(pods.map((pod) => pod.stop()));
    await cluster?.stop();
  }, START_MS);

  /** One browser, as each of the two pods meets it: the same user on the same machine in the same kind of browser. */
  function browserAtBoth(name: string): [Sandbox, TestBrowser, Sandbox, TestBrowser] {
    const [one, two] = pods;
    if (!one || !two) {
      pending('SKIPPED: there is no PostgreSQL on this machine (looked in /usr/lib/postgresql and PATH).');
      throw new Error('unreachable');
    }
    const atOne = new TestBrowser(one.podUrl, 'blocked', name);
    const atTwo = new TestBrowser(two.podUrl, 'blocked', name);
    browsers.push(atOne, atTwo);
    return [one, atOne, two, atTwo];
  }

  it('end a browser’s sessions together, and tell each its own frames', async () => {
    const [one, atOne, two, atTwo] = browserAtBoth('ends');
    await atOne.logIn('alice@acme.example', one.portalAUrl);
    await atTwo.logIn('alice@acme.example', two.portalBUrl);
    const line = await atTwo.live(two.portalBUrl).opened();
    await atOne.fetch('/session/logout', one.portalAUrl, { method: 'POST' });
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
    const { json } = await atTwo.fetch('/session/logout', two.portalAUrl, { method: 'POST' });
    expect(json).toEqual({ loggedOut: true, already: false });
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

  it('make up for what they missed while they had lost the server', async () => {
    const [one, atOne, two, atTwo] = browserAtBoth('gap');
    await atOne.logIn('carol@acme.example', one.portalAUrl);
    await atTwo.logIn('carol@acme.example', two.portalBUrl);
    const line = await atTwo.live(two.portalBUrl).opened();

    const complaints = spyOn(console, 'error');
    const admin = new Client({ connectionString: cluster?.url });
    await admin.connect();
    try {
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity where query ilike 'listen %'`,
      );
      expect(rowCount).toBe(2);
    } finally {
      await admin.end();
    }
    await atOne.fetch('/session/logout', one.portalAUrl, { method: 'POST' });
    expect((await line.notice('sessionEnded')).reason).toBe('logout');
    expect(complaints).toHaveBeenCalled();
  });
});
