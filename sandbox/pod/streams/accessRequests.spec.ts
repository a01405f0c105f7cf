import type { Access, OpenRoom } from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import { SEED_IDS } from '../seed/seedUsers.js';
import { logIn, taken, type PodUser } from '../testing/podUser.js';
import type { TestAnswer } from '../testing/testBrowser.js';
import { useSandbox } from '../testing/useSandbox.js';

describe('A request to be let into a room', () => {
  const under = useSandbox();
  const ask = (who: PodUser, streamId: string) => who.post(`/api/streams/${streamId}/access-requests`);
  const accessOf = async (who: PodUser, streamId: string): Promise<Access> =>
    taken<{ access: Access }>(await who.get(`/api/streams/${streamId}/access`)).access;
  const accept = (who: PodUser, streamId: string, userId: string): Promise<TestAnswer> =>
    who.post(`/api/streams/${streamId}/access-requests/${userId}/accept`);
  const refuse = (who: PodUser, streamId: string, userId: string): Promise<TestAnswer> =>
    who.delete(`/api/streams/${streamId}/access-requests/${userId}`);
  const askersIn = async (who: PodUser, streamId: string): Promise<string[] | undefined> =>
    (await who.open(streamId)).stream.accessRequests?.map(({ id }) => id);

  it('reaches the owners only, and one of them lets the person in', async () => {
    const [alice, bob, dave] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'bob'),
      logIn(under, 'dave'),
    ]);
    const { id } = await alice.makeRoom([SEED_IDS.bob]);
    const [alices, bobs, daves] = await Promise.all([alice.live(), bob.live(), dave.live()]);
    expect(await accessOf(dave, id)).toBe('ask');
    for (let times = 0; times < 2; times++) expect((await ask(dave, id)).json).toEqual({ access: 'asked' });
    expect(await accessOf(dave, id)).toBe('asked');

    const told = await alices.notice('stream', ({ stream }) => stream.accessRequests !== undefined);
    expect(told.stream.accessRequests).toEqual([
      { id: SEED_IDS.dave, displayName: 'Dave Tanaka', company: 'Acme' },
    ]);
    expect(await askersIn(alice, id)).toEqual([SEED_IDS.dave]);
    const toBob = await bobs.notice('stream', ({ stream }) => stream.id === id);
    expect(toBob.stream.accessRequests).toBeUndefined();
    for (const answer of [accept, refuse])
      expect((await answer(bob, id, SEED_IDS.dave)).json).toEqual({ error: 'NOT_ALLOWED' });
    expect((await accept(dave, id, SEED_IDS.dave)).json).toEqual({ error: 'NOT_A_MEMBER' });

    const { stream } = taken<{ stream: Stream }>(await accept(alice, id, SEED_IDS.dave));
    expect(stream.members.map((member) => member.id)).toContain(SEED_IDS.dave);
    expect(stream.accessRequests).toBeUndefined();
    await daves.notice('stream', (notice) => notice.stream.id === id);
    expect(await accessOf(dave, id)).toBe('member');
    expect((await accept(alice, id, SEED_IDS.dave)).json).toEqual({ error: 'UNKNOWN_REQUEST' });
  });

  it('may be refused, and taken back', async () => {
    const [alice, dave] = await Promise.all([logIn(under, 'alice'), logIn(under, 'dave')]);
    const { id } = await alice.makeRoom([]);
    taken(await ask(dave, id));
    const daves = await dave.live();
    taken(await refuse(alice, id, SEED_IDS.dave));
    expect(await daves.notice('accessRefused')).toEqual({ type: 'accessRefused', streamId: id });
    expect(await accessOf(dave, id)).toBe('ask');
    taken(await ask(dave, id));
    taken(await refuse(dave, id, SEED_IDS.dave));
    expect(await askersIn(alice, id)).toBeUndefined();
    expect((await refuse(dave, id, SEED_IDS.dave)).json).toEqual({ error: 'UNKNOWN_REQUEST' });
  });

  it('is over when the person comes in in another way', async () => {
    const [alice, dave] = await Promise.all([logIn(under, 'alice'), logIn(under, 'dave')]);
    const { id } = await alice.makeRoom([]);
    taken(await ask(dave, id));
    taken(await alice.post(`/api/streams/${id}/members`, { userIds: [SEED_IDS.dave] }));
    expect(await askersIn(alice, id)).toBeUndefined();
  });

  it('is for people who know an owner, and for rooms that are open', async () => {
    const [alice, grace, erin] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'grace'),
      logIn(under, 'erin'),
    ]);
    const { id } = await alice.makeRoom([]);
    expect(await accessOf(grace, id)).toBe('none');
    expect((await ask(grace, id)).status).toBe(403);
    expect(await accessOf(erin, id)).toBe('ask');
    taken(await ask(erin, id));
    const { stream } = taken<{ stream: Stream }>(await accept(alice, id, SEED_IDS.erin));
    expect(stream.settings?.external).toBeTrue();

    expect((await ask(grace, 'nowhere')).json).toEqual({ error: 'UNKNOWN_STREAM' });
    expect(await accessOf(erin, 'alice-bob')).toBe('none');
    expect((await ask(erin, 'alice-bob')).json).toEqual({ error: 'NOT_ALLOWED' });
    const dave = await logIn(under, 'dave');
    taken(await ask(dave, id));
    taken(await alice.post(`/api/streams/${id}/deactivate`));
    expect(await accessOf(dave, id)).toBe('none');
    expect((await accept(alice, id, SEED_IDS.dave)).json).toEqual({ error: 'NOT_ALLOWED' });
  });

  it('is not needed for public rooms, and shows in searches where it is', async () => {
    const [alice, dave] = await Promise.all([logIn(under, 'alice'), logIn(under, 'dave')]);
    const open = await alice.makeRoom([], { public: true });
    expect(await accessOf(dave, open.id)).toBe('join');
    expect((await ask(dave, open.id)).json).toEqual({ access: 'join' });
    const closed = await alice.makeRoom([], { discoverable: true });
    taken(await ask(dave, closed.id));
    const { rooms } = taken<{ rooms: OpenRoom[] }>(await dave.get('/api/rooms'));
    const states = [open, closed].map(({ id }) => rooms.find((room) => room.id === id));
    expect(states.map((room) => [room?.canJoin, room?.hasAsked])).toEqual([
      [true, false],
      [false, true],
    ]);
    taken(await refuse(dave, closed.id, SEED_IDS.dave));
  });
});
