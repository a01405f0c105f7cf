import { logIn, taken, type PodUser } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('A pin', () => {
  const under = useSandbox();

  const pin = (who: PodUser, messageId: string) => who.post(`/api/messages/${messageId}/pin`);

  it('holds one message up, takes the place of the one before, and is told to all members', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id } = await alice.makeRoom([SEED_IDS.bob]);
    const first = await bob.write(id, 'First');
    const second = await bob.write(id, 'Second');
    const line = await bob.live();
    for (const message of [first, second]) {
      expect((await pin(alice, message.id)).json).toEqual({ message });
      const told = await line.notice('stream', ({ stream }) => stream.pinned?.id === message.id);
      expect(told.stream.pinned?.text).toBe(message.text);
    }
    // Once more changes nothing, so there is nothing to tell.
    taken(await pin(alice, second.id));
    expect(taken<{ stream: object }>(await alice.delete(`/api/streams/${id}/pin`)).stream).not.toEqual(
      jasmine.objectContaining({ pinned: jasmine.anything() }),
    );
    taken(await alice.delete(`/api/streams/${id}/pin`));

    const { messages } = await bob.open(id);
    expect(messages.flatMap(({ maestro }) => (maestro ? [maestro] : []))).toEqual([
      { event: 'UPDATE_ROOM', roomUpdate: { updateType: 'PIN_MESSAGE', pinnedMessageId: first.id } },
      { event: 'UPDATE_ROOM', roomUpdate: { updateType: 'PIN_MESSAGE', pinnedMessageId: second.id } },
      { event: 'UPDATE_ROOM', roomUpdate: { updateType: 'UNPIN_MESSAGE' } },
    ]);
    expect((await bob.streams()).get(id)?.unread).toBe(0);
  });

  it('is the owners’ affair in rooms, and every member’s elsewhere', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id } = await alice.makeRoom([SEED_IDS.bob]);
    const inRoom = await bob.write(id, 'Pin me');
    const refused = await pin(bob, inRoom.id);
    expect(refused.status).toBe(403);
    expect(refused.json).toEqual({ error: 'NOT_ALLOWED' });
    expect((await bob.delete(`/api/streams/${id}/pin`)).status).toBe(403);
    const direct = await alice.write('alice-bob', 'Pin me too');
    expect((await pin(bob, direct.id)).status).toBe(200);
    expect((await alice.open('alice-bob')).stream.pinned?.id).toBe(direct.id);
    expect((await alice.delete('/api/streams/alice-bob/pin')).status).toBe(200);
  });

  it('is for messages that the user can see', async () => {
    const [alice, dave] = await Promise.all([logIn(under, 'alice'), logIn(under, 'dave')]);
    const { id } = await alice.write('alice-bob', 'Not for Dave');
    for (const messageId of [id, '999999', 'abc', '99999999999999999999']) {
      const { status, json } = await pin(dave, messageId);
      expect(status).withContext(messageId).toBe(404);
      expect(json).toEqual({ error: 'MESSAGE_ID_NOT_FOUND', messageId });
    }
    expect((await dave.delete('/api/streams/alice-bob/pin')).json).toEqual({ error: 'NOT_A_MEMBER' });
    // What somebody did is no message that can be held up.
    const { messages } = await alice.open('northwind-desk');
    const maestro = messages.find(({ kind }) => kind === 'maestro');
    expect((await pin(alice, maestro?.id ?? '')).status).toBe(404);
  });
});
