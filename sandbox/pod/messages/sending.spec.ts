import type { Message } from '../../podApi/messages.js';
import type { Stream } from '../../podApi/streams.js';
import { logIn, taken, type PodUser } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

interface Sent {
  streams: Stream[];
  messages: Message[];
}

describe('Sending to many', () => {
  const under = useSandbox();

  const send = (who: PodUser, given: object) =>
    who.post('/api/send', { mode: 'blast', message: 'For you', ...given });
  const idsOf = (those: readonly { id: string }[]): string[] => those.map(({ id }) => id).sort();

  it('reaches people, streams and lists apart, each once, in chats that are made for it', async () => {
    const [alice, ivan] = await Promise.all([logIn(under, 'alice'), logIn(under, 'ivan')]);
    const line = await ivan.live();
    const { streams, messages } = taken<Sent>(
      await send(alice, {
        users: ['ivan@contoso.example', SEED_IDS.bob],
        streamIds: ['fx-desk', 'alice-bob'],
        distributionListIds: ['fx-clients'],
      }),
    );
    expect(streams.map(({ name }) => name).sort()).toEqual([
      'Bob Okafor',
      'Erin Novak',
      'FX desk',
      'Ivan Petrov',
    ]);
    expect(messages.map(({ streamId }) => streamId).sort()).toEqual(idsOf(streams));
    expect(messages.every(({ text }) => text === 'For you')).toBeTrue();
    const heard = await line.notice('message');
    expect(heard.streamName).toBe('Alice Martin');
    await ivan.hearOut(line);
    expect(line.notices.filter(({ type }) => type === 'message').length).toBe(1);
  });

  it('as a group is one message in the chat of all of them', async () => {
    const alice = await logIn(under, 'alice');
    const once = taken<Sent>(
      await send(alice, {
        mode: 'group',
        users: [SEED_IDS.alice, SEED_IDS.carol],
        distributionListIds: ['fx-clients'],
      }),
    );
    expect(once.messages.length).toBe(1);
    expect(once.streams[0]?.name).toBe('Carol Jensen, Erin Novak, Ivan Petrov');
    const again = taken<Sent>(
      await send(alice, { mode: 'group', users: [SEED_IDS.ivan, SEED_IDS.erin, SEED_IDS.carol] }),
    );
    expect(idsOf(again.streams)).toEqual(idsOf(once.streams));
  });

  const refusals: [string, object, number, object][] = [
    [
      'people that are not there',
      { users: [SEED_IDS.heidi, 'zoe'] },
      400,
      { error: 'INVALID_USERS', userIds: ['zoe'] },
    ],
    [
      'people without a connection',
      { users: [SEED_IDS.heidi, SEED_IDS.frank, SEED_IDS.grace] },
      403,
      { error: 'NON_CONNECTED_USERS', userIds: [SEED_IDS.frank, SEED_IDS.grace] },
    ],
    [
      'streams that are not there or not the user’s',
      { users: [SEED_IDS.heidi], streamIds: ['fx-desk', 'macro-lunch', 'nowhere'] },
      404,
      { error: 'STREAM_NOT_FOUND', streamIds: ['macro-lunch', 'nowhere'] },
    ],
    [
      'lists that are not there',
      { users: [SEED_IDS.heidi], distributionListIds: ['desk', 'mine'] },
      404,
      { error: 'DISTRIBUTION_LIST_NOT_FOUND', distributionListIds: ['mine'] },
    ],
    [
      'streams that the user may only read',
      { users: [SEED_IDS.heidi], streamIds: ['fx-desk', 'announcements'] },
      403,
      { error: 'NOT_ALLOWED', streamIds: ['announcements'] },
    ],
    [
      'oneself alone',
      { users: [SEED_IDS.alice] },
      400,
      { error: 'INVALID_USERS', userIds: [SEED_IDS.alice] },
    ],
    [
      'streams as a group',
      { mode: 'group', users: [SEED_IDS.heidi], streamIds: ['fx-desk'] },
      400,
      jasmine.objectContaining({ error: 'INVALID_REQUEST' }),
    ],
  ];

  for (const [whom, given, status, json] of refusals) {
    it(`leaves nothing behind when it is to ${whom}`, async () => {
      const alice = await logIn(under, 'alice');
      const before = await alice.streams();
      for (const answer of [
        await send(alice, given),
        await alice.post('/api/recipients', { mode: 'blast', ...given }),
      ]) {
        expect(answer.status).toBe(status);
        expect(answer.json).toEqual(json);
      }
      expect(await alice.streams()).toEqual(before);
    });
  }

  it('leaves nothing behind when the message is refused, or for nobody', async () => {
    const alice = await logIn(under, 'alice');
    const before = await alice.streams();
    expect((await send(alice, { users: [SEED_IDS.heidi], message: ' ' })).status).toBe(400);
    expect((await send(alice, {})).json).toEqual(jasmine.objectContaining({ error: 'INVALID_REQUEST' }));
    expect((await send(alice, { users: [SEED_IDS.heidi], mode: 'shout' })).status).toBe(400);
    const large = {
      text: {},
      entities: {
        a: { type: 'fdc3.fileAttachment', data: { name: 'a', dataUri: `data:,${'x'.repeat(1_048_577)}` } },
      },
    };
    const answer = await send(alice, { users: [SEED_IDS.heidi], message: large });
    expect(answer.status).toBe(413);
    expect(answer.json).toEqual(jasmine.objectContaining({ error: 'ATTACHMENTS_TOO_LARGE' }));
    expect(await alice.streams()).toEqual(before);
  });

  it('can be looked at beforehand, which changes nothing', async () => {
    const alice = await logIn(under, 'alice');
    const before = await alice.streams();
    const answer = await alice.post('/api/recipients', {
      mode: 'blast',
      users: [SEED_IDS.heidi, 'erin@northwind.example'],
      streamIds: ['fx-desk'],
      distributionListIds: ['desk'],
    });
    const { users, streams, lists } = taken<{
      users: { id: string; connection: string }[];
      streams: Stream[];
      lists: { name: string; members: object[] }[];
    }>(answer);
    expect(users.map(({ id, connection }) => [id, connection])).toEqual([
      [SEED_IDS.erin, 'accepted'],
      [SEED_IDS.heidi, 'colleague'],
    ]);
    expect(idsOf(streams)).toEqual(['fx-desk']);
    expect(lists.map(({ name, members }) => [name, members.length])).toEqual([['FX desk', 3]]);
    expect(await alice.streams()).toEqual(before);
  });

  it('knows lists as their owner’s only', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { lists } = taken<{ lists: { id: string }[] }>(await alice.get('/api/distribution-lists'));
    expect(lists.map(({ id }) => id)).toEqual(['fx-clients', 'desk']);
    expect((await bob.get('/api/distribution-lists')).json).toEqual({ lists: [] });
    expect((await send(bob, { distributionListIds: ['desk'] })).status).toBe(404);
  });

  it('makes each chat once when two send to one another at the same time', async () => {
    const [bob, carol, dave] = await Promise.all([
      logIn(under, 'bob'),
      logIn(under, 'carol'),
      logIn(under, 'dave'),
    ]);
    const answers = await Promise.all([
      send(bob, { users: [SEED_IDS.dave, SEED_IDS.carol] }),
      send(carol, { users: [SEED_IDS.bob, SEED_IDS.dave] }),
      send(dave, { users: [SEED_IDS.carol, SEED_IDS.bob] }),
    ]);
    const made = answers.flatMap((answer) => idsOf(taken<Sent>(answer).streams));
    expect(made.length).toBe(6);
    expect(new Set(made).size).toBe(3);
  });

  it('is refused for each of those who write at the same time by themselves', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id } = await alice.makeRoom([SEED_IDS.bob]);
    const asked: [PodUser, string, string | undefined][] = [
      [alice, id, undefined],
      [alice, 'macro-lunch', 'NOT_A_MEMBER'],
      [alice, 'announcements', 'NOT_ALLOWED'],
      [bob, id, undefined],
      [bob, 'alice-erin', 'NOT_A_MEMBER'],
      [bob, 'nowhere', 'UNKNOWN_STREAM'],
      [alice, id, undefined],
    ];
    const answers = await Promise.all(
      asked.map(([who, streamId], index) =>
        who.post(`/api/streams/${streamId}/messages`, { message: `Text ${String(index)}` }),
      ),
    );
    const errors = answers.map(({ json }) => (json as { error?: string }).error);
    expect(errors).toEqual(asked.map(([, , error]) => error));
    const { messages } = await alice.open(id);
    expect(messages.map(({ text, author }) => [text, author.id]).sort()).toEqual([
      ['Text 0', SEED_IDS.alice],
      ['Text 3', SEED_IDS.bob],
      ['Text 6', SEED_IDS.alice],
    ]);
  });
});
