import type { Stream } from '../../podApi/streams.js';
import { logIn, taken, type PodUser } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('The members of a room', () => {
  const under = useSandbox();

  const add = (who: PodUser, streamId: string, ...userIds: string[]) =>
    who.post(`/api/streams/${streamId}/members`, { userIds });

  it('are added, and everybody is told', async () => {
    const [alice, carol, dave] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'carol'),
      logIn(under, 'dave'),
    ]);
    const { id } = await alice.makeRoom([SEED_IDS.carol]);
    const [carols, daves] = await Promise.all([carol.live(), dave.live()]);
    const { stream } = taken<{ stream: Stream }>(await add(carol, id, 'dave@acme.example', SEED_IDS.alice));
    expect(stream.members.map((member) => member.id)).toEqual([
      SEED_IDS.alice,
      SEED_IDS.carol,
      SEED_IDS.dave,
    ]);

    for (const line of [carols, daves]) {
      const { message } = await line.notice('message', (notice) => notice.message.streamId === id);
      expect(message).toEqual(
        jasmine.objectContaining({
          author: { id: SEED_IDS.carol, displayName: 'Carol Jensen', company: 'Acme' },
          maestro: { event: 'JOIN_ROOM', userId: SEED_IDS.dave, userName: 'Dave Tanaka' },
        }),
      );
      expect((await line.notice('stream')).stream.members.length).toBe(3);
    }
    const joins = (await alice.open(id)).messages.filter(({ kind }) => kind === 'maestro');
    expect(joins.length).toBe(1);
    expect((await dave.streams()).get(id)?.unread).toBe(0);
  });

  it('of another company make it external, and of a third one multilateral', async () => {
    const alice = await logIn(under, 'alice');
    const { id } = await alice.makeRoom([SEED_IDS.bob], { public: true });
    const settingsAfter = async (userId: string) =>
      taken<{ stream: Stream }>(await add(alice, id, userId)).stream.settings;
    expect(await settingsAfter(SEED_IDS.carol)).toEqual(
      jasmine.objectContaining({ external: false, public: true }),
    );
    expect(await settingsAfter(SEED_IDS.erin)).toEqual(
      jasmine.objectContaining({ external: true, multilateral: false, public: false, discoverable: false }),
    );
    expect(await settingsAfter(SEED_IDS.ivan)).toEqual(
      jasmine.objectContaining({ external: true, multilateral: true }),
    );
  });

  it('are not added by who may not, nor without a connection, nor when they are nobody', async () => {
    const [alice, bob, dave] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'bob'),
      logIn(under, 'dave'),
    ]);
    const { id } = await alice.makeRoom([SEED_IDS.bob], { allowAddUser: false });
    const { id: open } = await alice.makeRoom([SEED_IDS.bob]);
    expect((await add(bob, id, SEED_IDS.carol)).json).toEqual({ error: 'NOT_ALLOWED' });
    expect((await add(dave, id, SEED_IDS.carol)).json).toEqual({ error: 'NOT_A_MEMBER' });
    expect((await add(alice, 'nowhere', SEED_IDS.carol)).json).toEqual({ error: 'UNKNOWN_STREAM' });
    expect((await add(alice, 'alice-bob', SEED_IDS.carol)).json).toEqual({ error: 'NOT_ALLOWED' });
    // Alice knows Ivan, Bob does not.
    expect((await add(bob, open, SEED_IDS.carol, SEED_IDS.ivan)).json).toEqual({
      error: 'NON_CONNECTED_USERS',
      userIds: [SEED_IDS.ivan],
    });
    expect((await add(alice, id, SEED_IDS.carol, 'zoe')).json).toEqual({
      error: 'INVALID_USERS',
      userIds: ['zoe'],
    });
    for (const room of [id, open]) expect((await alice.open(room)).stream.members.length).toBe(2);
  });

  it('who come later see what was said before only where the room lets them', async () => {
    const [alice, carol] = await Promise.all([logIn(under, 'alice'), logIn(under, 'carol')]);
    for (const allowHistoryBrowsing of [true, false]) {
      const { id } = await alice.makeRoom([SEED_IDS.bob], { allowHistoryBrowsing, message: 'Before' });
      const [before] = (await alice.open(id)).messages;
      const messageId = before?.id ?? '';
      taken(await alice.post(`/api/messages/${messageId}/pin`));
      taken(await add(alice, id, SEED_IDS.carol));
      await alice.write(id, 'After');

      const { stream, messages } = await carol.open(id);
      const seen = messages.filter(({ kind }) => kind === 'social').map(({ text }) => text);
      expect(seen).toEqual(allowHistoryBrowsing ? ['Before', 'After'] : ['After']);
      expect(stream.pinned?.text).toBe(allowHistoryBrowsing ? 'Before' : undefined);
      expect(stream.unread).toBe(1);
      const status = allowHistoryBrowsing ? 200 : 404;
      expect((await carol.put(`/api/messages/${messageId}/bookmark`)).status).toBe(status);
    }
  });

  it('are taken out by owners, and hear no more of it', async () => {
    const [alice, bob, carol] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'bob'),
      logIn(under, 'carol'),
    ]);
    const { id } = await alice.makeRoom([SEED_IDS.bob, SEED_IDS.carol]);
    const [bobs, carols] = await Promise.all([bob.live(), carol.live()]);
    expect((await bob.delete(`/api/streams/${id}/members/${SEED_IDS.carol}`)).json).toEqual({
      error: 'NOT_ALLOWED',
    });
    const { stream } = taken<{ stream: Stream }>(
      await alice.delete(`/api/streams/${id}/members/${SEED_IDS.carol}`),
    );
    expect(stream.members.map((member) => member.id)).toEqual([SEED_IDS.alice, SEED_IDS.bob]);

    expect(await carols.notice('left')).toEqual({ type: 'left', streamId: id });
    const { message } = await bobs.notice('message');
    expect(message.maestro).toEqual({
      event: 'LEAVE_ROOM',
      userId: SEED_IDS.carol,
      userName: 'Carol Jensen',
    });
    await alice.write(id, 'Only for us');
    await bobs.notice('message', (notice) => notice.message.text === 'Only for us');
    await carol.hearOut(carols);
    expect(
      carols.notices.filter((notice) => JSON.stringify(notice).includes(id)).map(({ type }) => type),
    ).toEqual(['left']);
    expect(bobs.notices.some(({ type }) => type === 'left')).toBeFalse();
    expect((await carol.get(`/api/streams/${id}`)).json).toEqual({ error: 'NOT_A_MEMBER' });
    expect((await alice.delete(`/api/streams/${id}/members/${SEED_IDS.carol}`)).json).toEqual({
      error: 'UNKNOWN_USER',
    });
  });

  it('may leave, and the last owner hands the room on', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id } = await alice.makeRoom([SEED_IDS.bob]);
    taken(await add(alice, id, SEED_IDS.carol));
    const { stream } = taken<{ stream: Stream }>(
      await alice.delete(`/api/streams/${id}/members/${SEED_IDS.alice}`),
    );
    expect(stream).toEqual(
      jasmine.objectContaining({ id, canWrite: false, canAddPeople: false, isOwner: false }),
    );
    expect(stream.members.map((member) => member.id)).toEqual([SEED_IDS.bob, SEED_IDS.carol]);
    expect((await alice.streams()).has(id)).toBeFalse();
    expect((await bob.open(id)).stream.isOwner).toBeTrue();
    expect((await bob.delete(`/api/streams/alice-bob/members/${SEED_IDS.bob}`)).json).toEqual({
      error: 'NOT_ALLOWED',
    });
  });
});
