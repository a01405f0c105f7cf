import type { Message } from '../../podApi/messages.js';
import type { Stream } from '../../podApi/streams.js';
import type { TestBrowser } from '../testing/testBrowser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('Streams', () => {
  const under = useSandbox();
  const site = (): string => under.sandbox.portalAUrl;

  async function loggedIn(name: string): Promise<TestBrowser> {
    const browser = under.browser();
    await browser.logIn(`${name}@acme.example`, site());
    return browser;
  }

  async function streamsOf(browser: TestBrowser): Promise<Stream[]> {
    const { json } = await browser.fetch('/api/streams', site());
    return (json as { streams: Stream[] }).streams;
  }

  it('are listed for their members, the liveliest first', async () => {
    const streams = await streamsOf(await loggedIn('carol'));
    const ids = streams.map(({ id }) => id);
    expect(ids).toContain('macro-lunch');
    expect(ids).not.toContain('alice-bob');
    const times = streams.flatMap(({ lastMessage }) => (lastMessage ? [lastMessage.sentAt] : []));
    expect(times).toEqual([...times].sort().reverse());
    const direct = streams.find(({ id }) => id === 'alice-carol');
    expect(direct).toEqual(jasmine.objectContaining({ type: 'direct', name: 'Alice Martin' }));
  });

  it('show their messages to members only', async () => {
    const alice = await loggedIn('alice');
    const shown = await alice.fetch('/api/streams/fx-desk', site());
    const { stream, messages } = shown.json as { stream: Stream; messages: Message[] };
    expect(stream.members.map(({ id }) => id)).toEqual([
      SEED_IDS.alice,
      SEED_IDS.bob,
      SEED_IDS.carol,
      SEED_IDS.dave,
    ]);
    expect(messages[0]?.text).toContain('EUR/USD');
    expect(messages.map(({ id }) => Number(id))).toEqual(
      messages.map(({ id }) => Number(id)).sort((a, b) => a - b),
    );

    expect((await alice.fetch('/api/streams/macro-lunch', site())).status).toBe(403);
    const written = await alice.fetch('/api/streams/macro-lunch/messages', site(), {
      body: { message: 'Let me in' },
    });
    expect(written.status).toBe(403);
    expect((await alice.fetch('/api/streams/macro-lunch/read', site(), { body: {} })).status).toBe(403);
    expect((await alice.fetch('/api/streams/nowhere', site())).json).toEqual({ error: 'UNKNOWN_STREAM' });
  });

  it('show nothing to who is not logged in', async () => {
    const browser = under.browser();
    for (const path of ['/api/users', '/api/streams', '/api/streams/fx-desk']) {
      expect((await browser.fetch(path, site())).status)
        .withContext(path)
        .toBe(401);
    }
  });

  it('bring a message to every member’s frames at once, with the name the member knows the stream by', async () => {
    const [alice, bob, carol] = await Promise.all([loggedIn('alice'), loggedIn('bob'), loggedIn('carol')]);
    const [alices, bobs, carols] = await Promise.all(
      [alice, bob, carol].map((who) => who.live(site()).opened()),
    );
    const { json } = await alice.fetch('/api/streams/alice-bob/messages', site(), {
      body: { message: '**Hello** Bob' },
    });
    const { message } = json as { message: Message };
    expect(message.text).toBe('**Hello** Bob');

    const heard = await bobs?.notice('message');
    expect(heard).toEqual({ type: 'message', message, streamName: 'Alice Martin' });
    expect((await bobs?.notice('unread'))?.count).toBeGreaterThan(0);
    expect((await alices?.notice('message'))?.streamName).toBe('Bob Okafor');
    expect((await alices?.notice('unread'))?.count).toBe(0);
    expect(carols?.notices).toEqual([]);
  });

  it('count what is unread, and tell all frames of the user when it is read', async () => {
    const [alice, dave] = await Promise.all([loggedIn('alice'), loggedIn('dave')]);
    await dave.fetch('/api/streams/fx-desk/read', site(), { body: {} });
    for (const message of ['One', 'Two'])
      await alice.fetch('/api/streams/fx-desk/messages', site(), { body: { message } });
    expect((await streamsOf(dave)).find(({ id }) => id === 'fx-desk')?.unread).toBe(2);
    const line = await dave.live(site()).opened();
    await dave.fetch('/api/streams/fx-desk/read', site(), { method: 'POST' });
    expect(await line.notice('unread', ({ count }) => count === 0)).toEqual(
      jasmine.objectContaining({ streamId: 'fx-desk' }),
    );
    expect((await streamsOf(dave)).find(({ id }) => id === 'fx-desk')?.unread).toBe(0);
  });

  it('are found again by their members, by id or by e-mail', async () => {
    const alice = await loggedIn('alice');
    const start = async (userIds: string[]): Promise<Stream> => {
      const { json } = await alice.fetch('/api/streams', site(), { body: { userIds } });
      return (json as { stream: Stream }).stream;
    };
    expect((await start([SEED_IDS.bob])).id).toBe('alice-bob');
    expect((await start(['Bob@acme.example', SEED_IDS.alice])).id).toBe('alice-bob');
    const group = await start([SEED_IDS.bob, SEED_IDS.dave]);
    expect(group).toEqual(jasmine.objectContaining({ type: 'group', name: 'Bob Okafor, Dave Tanaka' }));
    expect((await start(['dave@acme.example', SEED_IDS.bob])).id).toBe(group.id);
  });

  it('are made once when two start the same chat at the same time', async () => {
    const [alice, dave] = await Promise.all([loggedIn('alice'), loggedIn('dave')]);
    const answers = await Promise.all([
      alice.fetch('/api/streams', site(), { body: { userIds: [SEED_IDS.dave] } }),
      dave.fetch('/api/streams', site(), { body: { userIds: [SEED_IDS.alice] } }),
    ]);
    const [one, other] = answers.map(({ json }) => (json as { stream: Stream }).stream.id);
    expect(one).toBeDefined();
    expect(one).toBe(other);
  });

  it('are told to all their people when they are made', async () => {
    const [carol, dave] = await Promise.all([loggedIn('carol'), loggedIn('dave')]);
    const line = await dave.live(site()).opened();
    const { json } = await carol.fetch('/api/streams', site(), {
      body: { userIds: [SEED_IDS.dave, SEED_IDS.heidi] },
    });
    const { stream } = json as { stream: Stream };
    const told = await line.notice('stream', (notice) => notice.stream.id === stream.id);
    expect(told.stream).toEqual({ ...stream, name: 'Carol Jensen, Heidi Larsen' });
  });

  it('are not made with people of another company who have no connection', async () => {
    const alice = await loggedIn('alice');
    const answer = await alice.fetch('/api/streams', site(), {
      body: { userIds: [SEED_IDS.bob, SEED_IDS.frank, 'grace@northwind.example'] },
    });
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual({ error: 'NON_CONNECTED_USERS', userIds: [SEED_IDS.frank, SEED_IDS.grace] });
    const made = await alice.fetch('/api/streams', site(), {
      body: { userIds: [SEED_IDS.ivan, SEED_IDS.erin, SEED_IDS.bob] },
    });
    expect(made.status).toBe(200);
  });

  it('that nobody has written in yet are listed by when they were made', async () => {
    const [dave, heidi] = await Promise.all([loggedIn('dave'), loggedIn('heidi')]);
    const body = { name: 'Just made', userIds: [SEED_IDS.heidi] };
    const { json } = await dave.fetch('/api/rooms', site(), { body });
    const { stream } = json as { stream: Stream };
    expect((await streamsOf(heidi))[0]?.id).toBe(stream.id);
  });

  it('say what each member may do', async () => {
    const [alice, dave] = await Promise.all([loggedIn('alice'), loggedIn('dave')]);
    const rightsOf = async (browser: TestBrowser, id: string): Promise<boolean[]> => {
      const stream = (await streamsOf(browser)).find((one) => one.id === id);
      return [stream?.canWrite, stream?.canAddPeople, stream?.isOwner].map((right) => right === true);
    };
    expect(await rightsOf(alice, 'announcements')).toEqual([false, false, false]);
    expect(await rightsOf(dave, 'announcements')).toEqual([true, true, true]);
    expect(await rightsOf(alice, 'alice-bob')).toEqual([true, false, false]);
    expect(await rightsOf(alice, 'onboarding')).toEqual([true, true, false]);
  });

  it('come with what is pinned in them and with what was last said in them', async () => {
    const alice = await loggedIn('alice');
    const streams = await streamsOf(alice);
    expect(streams.find(({ id }) => id === 'fx-desk')?.pinned?.text).toContain('three months');
    const announcements = streams.find(({ id }) => id === 'announcements');
    expect(announcements?.lastMessage).toEqual(jasmine.objectContaining({ kind: 'social' }));
    expect(streams.find(({ id }) => id === 'northwind-desk')?.settings).toEqual(
      jasmine.objectContaining({ external: true, multilateral: false }),
    );
  });

  it('are not made with users that do not exist, nor with nobody', async () => {
    const alice = await loggedIn('alice');
    const unknown = await alice.fetch('/api/streams', site(), {
      body: { userIds: [SEED_IDS.bob, 'zoe', 'x@y.example'] },
    });
    expect(unknown.status).toBe(400);
    expect(unknown.json).toEqual({ error: 'INVALID_USERS', userIds: ['zoe', 'x@y.example'] });
    const alone = await alice.fetch('/api/streams', site(), { body: { userIds: [SEED_IDS.alice] } });
    expect(alone.json).toEqual({ error: 'INVALID_USERS', userIds: [SEED_IDS.alice] });
    expect((await alice.fetch('/api/streams', site(), { body: { userIds: [] } })).status).toBe(400);
  });
});

describe('The live line', () => {
  const under = useSandbox({ heartbeatMs: 200 });
  const site = (): string => under.sandbox.portalAUrl;

  it('opens for no other site’s page', async () => {
    const browser = under.browser();
    await browser.logIn('alice@acme.example', site());
    expect(await browser.live(site(), site()).refused()).toBe(403);
  });

  it('is closed to who is not logged in', async () => {
    expect(await under.browser().live(site()).closed()).toBe(4401);
  });

  it('hears that the session was taken away', async () => {
    const browser = under.browser();
    await browser.logIn('bob@acme.example', site());
    const line = await browser.live(site()).opened();
    await under.sandbox.revokeUser('bob@acme.example');
    expect((await line.notice('sessionEnded')).reason).toBe('revoked');
  });

  it('is cut when nobody answers any more', async () => {
    const browser = under.browser();
    await browser.logIn('carol@acme.example', site());
    const line = await browser.live(site()).opened();
    line.stopAnswering();
    expect(await line.closed()).toBe(1006);
  });
});
