import type { Message } from '../../podApi/messages.js';
import type { OpenRoom } from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import { logIn, taken } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { DEFAULT_ROOM_SETTINGS } from '../../podApi/rooms.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('Rooms', () => {
  const under = useSandbox();

  it('are made with their people and their first message at once, and told to everybody', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const line = await bob.live();
    const answer = await alice.post('/api/rooms', {
      name: '  Quarter end ',
      userIds: ['bob@acme.example', SEED_IDS.carol, SEED_IDS.alice],
      options: { message: { text: { 'text/markdown': 'Hello @Bob' } }, filters: ['anything'] },
    });
    const { stream, message } = taken<{ stream: Stream; message: Message }>(answer);
    expect(stream).toEqual(
      jasmine.objectContaining({ type: 'room', name: 'Quarter end', isOwner: true, isActive: true }),
    );
    expect(stream.members.map(({ id, isOwner }) => [id, isOwner])).toEqual([
      [SEED_IDS.alice, true],
      [SEED_IDS.bob, false],
      [SEED_IDS.carol, false],
    ]);
    expect(stream.settings).toEqual(DEFAULT_ROOM_SETTINGS);
    expect(stream.lastMessage).toEqual(message);
    expect(message.text).toBe('Hello @Bob');

    const told = await line.notice('stream', (notice) => notice.stream.id === stream.id);
    expect(told.stream).toEqual(jasmine.objectContaining({ isOwner: false, unread: 1 }));
    const heard = await line.notice('message', (notice) => notice.message.id === message.id);
    expect(heard).toEqual({
      type: 'message',
      message: { ...message, isMention: true },
      streamName: 'Quarter end',
    });
  });

  it('need no people and no message', async () => {
    const alice = await logIn(under, 'alice');
    const answer = await alice.post('/api/rooms', { name: 'Only me', userIds: [] });
    expect(taken<object>(answer)).toEqual({
      stream: jasmine.objectContaining({ name: 'Only me', unread: 0 }),
    });
  });

  it('become what their people make of them', async () => {
    const alice = await logIn(under, 'alice');
    const settingsOf = async (userIds: string[], options: object) =>
      (await alice.makeRoom(userIds, options)).settings;
    expect(await settingsOf([SEED_IDS.bob], { public: true, allowAddUser: false })).toEqual({
      ...DEFAULT_ROOM_SETTINGS,
      public: true,
      discoverable: true,
      allowAddUser: false,
    });
    expect(await settingsOf([SEED_IDS.erin], { public: true, external: false })).toEqual({
      ...DEFAULT_ROOM_SETTINGS,
      external: true,
    });
    expect(await settingsOf([SEED_IDS.erin, SEED_IDS.ivan], { discoverable: true })).toEqual({
      ...DEFAULT_ROOM_SETTINGS,
      external: true,
      multilateral: true,
    });
    expect(await settingsOf([], { multilateral: true })).toEqual({
      ...DEFAULT_ROOM_SETTINGS,
      external: true,
      multilateral: true,
    });
  });

  it('are not made at all when something is wrong with them', async () => {
    const alice = await logIn(under, 'alice');
    const before = (await alice.streams()).size;
    const file = (bytes: number): object => ({
      type: 'fdc3.fileAttachment',
      data: { name: 'a.txt', dataUri: `data:text/plain,${'x'.repeat(bytes)}` },
    });
    const cases: [object, number, object][] = [
      [{ name: 'x'.repeat(51) }, 400, { error: 'ROOM_NAME_TOO_LONG', maxLength: 50 }],
      [{ name: ' \n' }, 400, jasmine.objectContaining({ error: 'INVALID_REQUEST' })],
      [{ userIds: [SEED_IDS.bob, 'zoe'] }, 400, { error: 'INVALID_USERS', userIds: ['zoe'] }],
      [
        { userIds: [SEED_IDS.bob, SEED_IDS.grace] },
        403,
        { error: 'NON_CONNECTED_USERS', userIds: [SEED_IDS.grace] },
      ],
      [{ options: { public: 'yes' } }, 400, jasmine.objectContaining({ error: 'INVALID_REQUEST' })],
      [{ options: { message: '' } }, 400, jasmine.objectContaining({ error: 'INVALID_REQUEST' })],
      [
        { options: { message: { text: {}, entities: { a: file(600_000), b: file(600_000) } } } },
        413,
        jasmine.objectContaining({ error: 'ATTACHMENTS_TOO_LARGE' }),
      ],
    ];
    for (const [difference, status, json] of cases) {
      const answer = await alice.post('/api/rooms', {
        name: 'No room',
        userIds: [SEED_IDS.bob],
        ...difference,
      });
      expect(answer.status).withContext(JSON.stringify(difference).slice(0, 80)).toBe(status);
      expect(answer.json).toEqual(json);
    }
    expect((await alice.streams()).size).toBe(before);
  });

  it('are found by colleagues who are not in them, and entered when they are public', async () => {
    const [alice, dave, erin] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'dave'),
      logIn(under, 'erin'),
    ]);
    const make = async (name: string, options: object): Promise<string> => {
      const answer = await alice.post('/api/rooms', { name, userIds: [SEED_IDS.bob], options });
      return taken<{ stream: Stream }>(answer).stream.id;
    };
    const open = await make('Swaps 100%_open', { public: true });
    const shown = await make('Swaps, on request', { discoverable: true });
    const hidden = await make('Swaps, hidden', {});
    const find = async (who: typeof dave, words: string): Promise<OpenRoom[]> =>
      taken<{ rooms: OpenRoom[] }>(await who.get(`/api/rooms?search=${encodeURIComponent(words)}`)).rooms;

    expect(await find(dave, 'swaps')).toEqual([
      { id: open, name: 'Swaps 100%_open', memberCount: 2, canJoin: true, hasAsked: false },
      { id: shown, name: 'Swaps, on request', memberCount: 2, canJoin: false, hasAsked: false },
    ]);
    expect((await find(dave, '%_')).map(({ id }) => id)).toEqual([open]);
    expect(await find(alice, 'swaps')).toEqual([]);
    expect(await find(erin, 'swaps')).toEqual([]);

    expect((await dave.post(`/api/streams/${shown}/join`)).json).toEqual({ error: 'NOT_ALLOWED' });
    expect((await dave.post(`/api/streams/${hidden}/join`)).status).toBe(403);
    expect((await erin.post(`/api/streams/${open}/join`)).status).toBe(403);
    expect((await dave.post('/api/streams/nowhere/join')).json).toEqual({ error: 'UNKNOWN_STREAM' });
    const { stream } = taken<{ stream: Stream }>(await dave.post(`/api/streams/${open}/join`));
    expect(stream.members.map(({ id }) => id)).toContain(SEED_IDS.dave);
    expect(await find(dave, '%_')).toEqual([]);
    const again = taken<{ stream: Stream }>(await dave.post(`/api/streams/${open}/join`));
    expect(again.stream.members.length).toBe(3);
  });

  it('are closed by their owners, and then only to be read', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id } = await alice.makeRoom([SEED_IDS.bob, SEED_IDS.carol]);
    const { id: messageId } = await alice.write(id, 'Last words');
    expect((await bob.post(`/api/streams/${id}/deactivate`)).json).toEqual({ error: 'NOT_ALLOWED' });
    expect((await alice.post('/api/streams/alice-bob/deactivate')).status).toBe(403);

    const line = await bob.live();
    const { stream } = taken<{ stream: Stream }>(await alice.post(`/api/streams/${id}/deactivate`));
    expect(stream).toEqual(
      jasmine.objectContaining({ isActive: false, canWrite: false, canAddPeople: false }),
    );
    const told = await line.notice('message', ({ message }) => message.streamId === id);
    expect(told.message).toEqual(
      jasmine.objectContaining({ kind: 'maestro', text: '', maestro: { event: 'DEACTIVATE_ROOM' } }),
    );
    expect((await line.notice('stream')).stream.isActive).toBeFalse();
    expect(line.notices.some(({ type }) => type === 'unread')).toBeFalse();

    for (const path of ['deactivate', 'members']) {
      const answer = await alice.post(`/api/streams/${id}/${path}`, { userIds: [SEED_IDS.dave] });
      expect(answer.json).withContext(path).toEqual({ error: 'NOT_ALLOWED' });
    }
    expect((await alice.post(`/api/streams/${id}/messages`, { message: 'One more' })).json).toEqual({
      error: 'NOT_ALLOWED',
      streamIds: [id],
    });
    expect((await alice.post(`/api/messages/${messageId}/pin`)).status).toBe(403);
    expect((await bob.open(id)).messages.map(({ text }) => text)).toEqual(['Last words', '']);
  });

  it('that are read-only hear their owners alone', async () => {
    const [alice, dave] = await Promise.all([logIn(under, 'alice'), logIn(under, 'dave')]);
    const refused = await alice.post('/api/streams/announcements/messages', { message: 'Me too' });
    expect(refused.status).toBe(403);
    expect(refused.json).toEqual({ error: 'NOT_ALLOWED', streamIds: ['announcements'] });
    expect((await dave.write('announcements', 'Mind the step')).text).toBe('Mind the step');
  });
});
