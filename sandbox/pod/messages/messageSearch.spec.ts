import { logIn, type PodUser } from '../testing/podUser.js';
import { START_MS, useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('The search in a stream', () => {
  const under = useSandbox();
  let alice: PodUser;
  let streamId: string;

  beforeEach(async () => {
    alice = await logIn(under, 'alice');
    streamId = (await alice.makeRoom([SEED_IDS.bob])).id;
  }, START_MS);

  const find = async (who: PodUser, words: string): Promise<string[]> =>
    (await who.search(streamId, words)).messages.map(({ text }) => text);

  it('finds all words, in any order and case, also as parts of words, the newest message first', async () => {
    for (const text of ['The Forward settles in London', 'No forwards', 'Ärger in ÖSTERREICH'])
      await alice.write(streamId, text);
    expect(await find(alice, 'FORWARD')).toEqual(['No forwards', 'The Forward settles in London']);
    expect(await find(alice, '  london   forw ')).toEqual(['The Forward settles in London']);
    expect(await find(alice, 'ärger öster')).toEqual(['Ärger in ÖSTERREICH']);
    expect(await find(alice, 'forward paris')).toEqual([]);
  });

  it('takes what people type as it is', async () => {
    for (const text of ['100 % of it', 'a_b', 'aXb', String.raw`C:\deals`, `it's "quoted"`])
      await alice.write(streamId, text);
    expect(await find(alice, '%')).toEqual(['100 % of it']);
    expect(await find(alice, 'a_b')).toEqual(['a_b']);
    expect(await find(alice, String.raw`:\d`)).toEqual([String.raw`C:\deals`]);
    expect(await find(alice, `it's "`)).toEqual([`it's "quoted"`]);
  });

  it('finds messages by their authors, files, buttons and cards', async () => {
    const dataUri = 'data:text/plain,Hello';
    await alice.write(streamId, {
      text: { 'text/plain': 'Here it is' },
      entities: {
        file: { type: 'fdc3.fileAttachment', data: { name: 'Limits.txt', dataUri } },
        button: {
          type: 'fdc3.fdc3Intent',
          data: { title: 'Approve', intent: 'Approve', context: { type: 'fdc3.order' } },
        },
        card: { type: 'fdc3.symphonyEntity', data: { name: 'Order 4711', side: 'buy' } },
        odd: { type: 'fdc3.symphonyEntity', data: [1, 'two'] },
      },
    });
    for (const words of ['alice', 'limits', 'approve', '4711', 'here alice limits'])
      expect(await find(alice, words))
        .withContext(words)
        .toEqual(['Here it is']);
    // Their forms are no words.
    for (const words of ['fileAttachment', 'intent'])
      expect(await find(alice, words))
        .withContext(words)
        .toEqual([]);
  });

  it('finds nothing that was suppressed, that the pod itself has told, or that was said elsewhere', async () => {
    const { id } = await alice.write(streamId, 'A secret');
    await alice.write('alice-bob', 'A secret of two');
    await alice.post(`/api/messages/${id}/pin`);
    expect(await find(alice, 'secret')).toEqual(['A secret']);
    await alice.post(`/api/messages/${id}/suppress`);
    expect(await find(alice, 'secret')).toEqual([]);
    expect(await find(alice, 'alice')).toEqual([]);
  });

  it('finds nothing of before for who joined later without the right to browse', async () => {
    const room = await alice.makeRoom([], { allowHistoryBrowsing: false });
    await alice.write(room.id, 'A secret of before');
    await alice.post(`/api/streams/${room.id}/members`, { userIds: [SEED_IDS.dave] });
    await alice.write(room.id, 'A secret of today');
    const dave = await logIn(under, 'dave');
    const { messages, hasOlder } = await dave.search(room.id, 'secret');
    expect(messages.map(({ text }) => text)).toEqual(['A secret of today']);
    expect(hasOlder).toBeFalse();
  });

  it('gives what it finds by pages', async () => {
    for (let number = 1; number <= 25; number++) await alice.write(streamId, `Quote ${String(number)}`);
    const first = await alice.search(streamId, 'quote');
    expect(first.messages.map(({ text }) => text)).toEqual(
      Array.from({ length: 20 }, (_, index) => `Quote ${String(25 - index)}`),
    );
    expect(first.hasOlder).toBeTrue();
    const second = await alice.search(streamId, 'quote', first.messages.at(-1)?.id);
    expect(second.messages.map(({ text }) => text)).toEqual([
      'Quote 5',
      'Quote 4',
      'Quote 3',
      'Quote 2',
      'Quote 1',
    ]);
    expect(second.hasOlder).toBeFalse();
  });

  it('refuses what is no search, and people who are not in the stream', async () => {
    const path = `/api/streams/${streamId}/search`;
    for (const query of [
      '',
      'words=',
      'words=%20',
      `words=${'x'.repeat(201)}`,
      'words=a&before=x',
      'words=a&more=1',
    ]) {
      const { status, json } = await alice.get(`${path}?${query}`);
      expect(status).withContext(query).toBe(400);
      expect(json)
        .withContext(query)
        .toEqual(jasmine.objectContaining({ error: 'INVALID_REQUEST' }));
    }
    const carol = await logIn(under, 'carol');
    expect((await carol.get(`${path}?words=a`)).json).toEqual({ error: 'NOT_A_MEMBER' });
  });
});
