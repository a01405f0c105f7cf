import type { Message } from '../../podApi/messages.js';
import { logIn, taken } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('A suppressed message', () => {
  const under = useSandbox();

  it('is empty for everybody from then on, and everybody is told', async () => {
    const [alice, bob, carol] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'bob'),
      logIn(under, 'carol'),
    ]);
    const { id: streamId } = await alice.makeRoom([SEED_IDS.bob]);
    const { id, entities } = await alice.write(streamId, {
      text: { 'text/markdown': 'Oops @Bob' },
      entities: { a: { type: 'fdc3.fileAttachment', data: { name: 'a.txt', dataUri: 'data:,secret' } } },
    });
    const [bobs, carols] = await Promise.all([bob.live(), carol.live()]);
    const { message } = taken<{ message: Message }>(await alice.post(`/api/messages/${id}/suppress`));
    expect(message).toEqual(
      jasmine.objectContaining({ id, text: '', entities: {}, isSuppressed: true, isMention: false }),
    );
    expect(await bobs.notice('messageChanged')).toEqual({ type: 'messageChanged', message });
    expect((await bob.open(streamId)).messages).toEqual([message]);
    const { url } = (entities['a'] as { data: { url: string } }).data;
    for (const who of [alice, bob]) expect((await who.get(url)).status).toBe(404);
    for (const path of ['suppress', 'pin'])
      expect((await alice.post(`/api/messages/${id}/${path}`)).status)
        .withContext(path)
        .toBe(404);
    await carol.hearOut(carols);
    expect(carols.notices.some(({ type }) => type === 'messageChanged')).toBeFalse();
  });

  it('is no longer pinned', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id: streamId } = await alice.makeRoom([SEED_IDS.bob]);
    const { id } = await bob.write(streamId, 'Pin me');
    taken(await alice.post(`/api/messages/${id}/pin`));
    const line = await alice.live();
    taken(await bob.post(`/api/messages/${id}/suppress`));
    expect((await line.notice('stream')).stream.pinned).toBeUndefined();
    expect((await alice.open(streamId)).messages.at(-1)?.maestro).toEqual({
      event: 'UPDATE_ROOM',
      roomUpdate: { updateType: 'UNPIN_MESSAGE' },
    });
  });

  it('is one’s own', async () => {
    const [alice, bob, dave] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'bob'),
      logIn(under, 'dave'),
    ]);
    const { id } = await alice.write('alice-bob', 'It stays');
    expect((await bob.post(`/api/messages/${id}/suppress`)).json).toEqual({ error: 'NOT_ALLOWED' });
    expect((await dave.post(`/api/messages/${id}/suppress`)).json).toEqual({
      error: 'MESSAGE_ID_NOT_FOUND',
      messageId: id,
    });
    expect((await bob.open('alice-bob')).messages.at(-1)?.text).toBe('It stays');
  });
});
