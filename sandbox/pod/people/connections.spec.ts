import type { KnownConnection, Profile } from '../../podApi/people.js';
import type { Stream } from '../../podApi/streams.js';
import { logIn, taken, type PodUser } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

async function statusOf(who: PodUser, userId: string): Promise<string> {
  return taken<{ user: Profile }>(await who.get(`/api/users/${userId}`)).user.connection;
}

describe('Connections', () => {
  const under = useSandbox();

  const ask = (who: PodUser, userId: string) => who.post('/api/connections', { userId });

  it('are asked for, accepted and ended, and both people are told', async () => {
    const [carol, grace] = await Promise.all([logIn(under, 'carol'), logIn(under, 'grace')]);
    const [carols, graces] = await Promise.all([carol.live(), grace.live()]);
    for (const status of ['pending_outgoing', 'pending_outgoing'])
      expect((await ask(carol, 'grace@northwind.example')).json).toEqual({ status });
    expect(await graces.notice('connection')).toEqual({
      type: 'connection',
      userId: SEED_IDS.carol,
      status: 'pending_incoming',
    });
    expect(await statusOf(grace, SEED_IDS.carol)).toBe('pending_incoming');
    expect(await statusOf(carol, SEED_IDS.grace)).toBe('pending_outgoing');
    expect((await carol.post('/api/streams', { userIds: [SEED_IDS.grace] })).status).toBe(403);
    expect((await carol.post(`/api/connections/${SEED_IDS.grace}/accept`)).json).toEqual({
      error: 'UNKNOWN_CONNECTION',
    });

    expect((await grace.post(`/api/connections/${SEED_IDS.carol}/accept`)).json).toEqual({
      status: 'accepted',
    });
    const toCarol = await carols.notice('connection');
    expect(toCarol).toEqual({ type: 'connection', userId: SEED_IDS.grace, status: 'accepted' });
    await graces.notice('connection', ({ status }) => status === 'accepted');
    expect((await ask(grace, SEED_IDS.carol)).json).toEqual({ status: 'accepted' });
    const chat = await carol.post('/api/streams', { userIds: [SEED_IDS.grace] });
    const { id } = taken<{ stream: Stream }>(chat).stream;
    await carol.write(id, 'Good to meet you');

    expect((await carol.delete(`/api/connections/${SEED_IDS.grace}`)).json).toEqual({ status: 'none' });
    await graces.notice('connection', ({ status }) => status === 'deleted');
    await carols.notice('connection', ({ status }) => status === 'deleted');
    const told = await graces.notice('stream', ({ stream }) => stream.id === id && !stream.canWrite);
    expect(told.stream.name).toBe('Carol Jensen');
    const refused = await grace.post(`/api/streams/${id}/messages`, { message: 'Still there?' });
    expect(refused.status).toBe(403);
    expect(refused.json).toEqual({ error: 'NON_CONNECTED_USERS', userIds: [SEED_IDS.carol] });
    const found = await grace.post('/api/streams', { userIds: [SEED_IDS.carol] });
    expect(taken<{ stream: Stream }>(found).stream).toEqual(
      jasmine.objectContaining({ id, canWrite: false }),
    );
  });

  it('are there when both have asked, whoever was first', async () => {
    const [dave, ivan] = await Promise.all([logIn(under, 'dave'), logIn(under, 'ivan')]);
    const answers = await Promise.all([ask(dave, SEED_IDS.ivan), ask(ivan, SEED_IDS.dave)]);
    expect(answers.map(({ json }) => (json as { status: string }).status).sort()).toEqual([
      'accepted',
      'pending_outgoing',
    ]);
    expect(await statusOf(dave, SEED_IDS.ivan)).toBe('accepted');
  });

  it('are listed with the requests for them, each from its own side', async () => {
    const [alice, frank] = await Promise.all([logIn(under, 'alice'), logIn(under, 'frank')]);
    const listOf = async (who: PodUser): Promise<string[][]> => {
      const answer = await who.get('/api/connections');
      return taken<{ connections: KnownConnection[] }>(answer).connections.map(({ user, status }) => [
        user.id,
        status,
      ]);
    };
    expect(await listOf(alice)).toEqual([
      [SEED_IDS.erin, 'accepted'],
      [SEED_IDS.frank, 'pending_incoming'],
      [SEED_IDS.ivan, 'accepted'],
    ]);
    expect(await listOf(frank)).toEqual([[SEED_IDS.alice, 'pending_outgoing']]);
  });

  it('are declined without a trace', async () => {
    const [heidi, erin] = await Promise.all([logIn(under, 'heidi'), logIn(under, 'erin')]);
    taken(await ask(erin, SEED_IDS.heidi));
    expect((await heidi.delete(`/api/connections/${SEED_IDS.erin}`)).json).toEqual({ status: 'none' });
    const again = await heidi.delete(`/api/connections/${SEED_IDS.erin}`);
    expect(again.status).toBe(404);
    expect(again.json).toEqual({ error: 'UNKNOWN_CONNECTION' });
    expect((await heidi.post(`/api/connections/${SEED_IDS.erin}/accept`)).status).toBe(404);
    expect(await statusOf(erin, SEED_IDS.heidi)).toBe('none');
  });

  it('are nothing for colleagues, oneself and nobody', async () => {
    const alice = await logIn(under, 'alice');
    for (const userId of [SEED_IDS.bob, SEED_IDS.alice, 'zoe']) {
      const { status, json } = await ask(alice, userId);
      expect(status).withContext(userId).toBe(400);
      expect(json).toEqual({ error: 'INVALID_USERS', userIds: [userId] });
    }
  });
});

describe('The directory', () => {
  const under = useSandbox();

  async function search(who: PodUser, words?: string): Promise<string[]> {
    const query = words === undefined ? '' : `?search=${encodeURIComponent(words)}`;
    const answer = await who.get(`/api/users${query}`);
    return taken<{ users: Profile[] }>(answer).users.map(({ id }) => id);
  }

  it('shows whom the user knows, and finds everybody else', async () => {
    const alice = await logIn(under, 'alice');
    const known = await search(alice);
    expect(known).toEqual([
      SEED_IDS.alice,
      SEED_IDS.bob,
      SEED_IDS.carol,
      SEED_IDS.dave,
      SEED_IDS.erin,
      SEED_IDS.frank,
      SEED_IDS.heidi,
      SEED_IDS.ivan,
    ]);
    expect(await search(alice, 'LINDQ')).toEqual([SEED_IDS.grace]);
    expect(await search(alice, 'northwind')).toEqual([SEED_IDS.erin, SEED_IDS.frank, SEED_IDS.grace]);
    expect(await search(alice, '@contoso')).toEqual([SEED_IDS.ivan]);
    expect(await search(alice, '%')).toEqual([]);
    expect(await search(alice, '_')).toEqual([]);
    expect(await search(alice, ' ')).toEqual(known);
    expect((await alice.get(`/api/users?search=${'x'.repeat(101)}`)).status).toBe(400);
  });

  it('keeps the e-mail addresses of people of other companies until they are connected', async () => {
    const alice = await logIn(under, 'alice');
    const answer = taken<{ users: Profile[] }>(await alice.get('/api/users?search=northwind'));
    expect(answer.users.map(({ displayName, email }) => [displayName, email])).toEqual([
      ['Erin Novak', 'erin@northwind.example'],
      ['Frank Oduya', undefined],
      ['Grace Lindqvist', undefined],
    ]);
    const grace = await alice.get('/api/users/grace@northwind.example');
    expect(taken<{ user: Profile }>(grace).user.email).toBeUndefined();
  });

  it('knows people by id and by e-mail address', async () => {
    const alice = await logIn(under, 'alice');
    for (const reference of [SEED_IDS.erin, 'Erin@Northwind.example']) {
      expect((await alice.get(`/api/users/${reference}`)).json).toEqual({
        user: {
          id: SEED_IDS.erin,
          displayName: 'Erin Novak',
          company: 'Northwind Capital',
          email: 'erin@northwind.example',
          title: 'Treasurer',
          connection: 'accepted',
        },
      });
    }
    const connections = await Promise.all(
      [SEED_IDS.alice, SEED_IDS.bob, SEED_IDS.frank, SEED_IDS.grace].map((id) => statusOf(alice, id)),
    );
    expect(connections).toEqual(['self', 'colleague', 'pending_incoming', 'none']);
    const missing = await alice.get('/api/users/zoe');
    expect(missing.status).toBe(404);
    expect(missing.json).toEqual({ error: 'UNKNOWN_USER' });
  });
});
