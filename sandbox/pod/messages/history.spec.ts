import type { Message } from '../../podApi/messages.js';
import { logIn, type PodUser } from '../testing/podUser.js';
import { START_MS, useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';
import { PAGE_SIZE } from './history.js';

const COUNT = 2 * PAGE_SIZE + 20;

const idsOf = (messages: readonly Message[]): string[] => messages.map(({ id }) => id);

describe('The history of a stream', () => {
  const under = useSandbox();
  let alice: PodUser;
  let streamId: string;
  /** All messages of the room, the oldest first. */
  let ids: string[] = [];

  // Each spec has browsers of its own, and reads the same room.
  beforeEach(async () => {
    alice = await logIn(under, 'alice');
    if (ids.length) return;
    streamId = (await alice.makeRoom([SEED_IDS.bob])).id;
    const written: string[] = [];
    for (let number = 1; number <= COUNT; number++)
      written.push((await alice.write(streamId, `Message ${String(number)}`)).id);
    ids = written;
  }, START_MS);

  it('begins with its newest page when it is opened', async () => {
    const { messages, hasOlder, hasNewer } = await alice.open(streamId);
    expect(idsOf(messages)).toEqual(ids.slice(-PAGE_SIZE));
    expect([hasOlder, hasNewer]).toEqual([true, false]);
  });

  it('is read to its beginning by pages before a message, without a gap and without anything twice', async () => {
    const read: string[] = [];
    let before = ids.at(-1) ?? '';
    for (let hasOlder = true; hasOlder;) {
      const page = await alice.page(streamId, `before=${before}`);
      expect(page.hasNewer).toBeTrue();
      read.unshift(...idsOf(page.messages.filter(({ kind }) => kind === 'social')));
      before = page.messages[0]?.id ?? '';
      hasOlder = page.hasOlder;
    }
    expect(read).toEqual(ids.slice(0, -1));
  });

  it('is read to its end by pages after a message', async () => {
    const first = await alice.page(streamId, `after=${ids[0] ?? ''}`);
    expect(idsOf(first.messages)).toEqual(ids.slice(1, PAGE_SIZE + 1));
    expect([first.hasOlder, first.hasNewer]).toEqual([true, true]);
    const last = await alice.page(streamId, `after=${ids[COUNT - 11] ?? ''}`);
    expect(idsOf(last.messages)).toEqual(ids.slice(-10));
    expect([last.hasOlder, last.hasNewer]).toEqual([true, false]);
    const none = await alice.page(streamId, `after=${ids.at(-1) ?? ''}`);
    expect(none).toEqual({ messages: [], hasOlder: true, hasNewer: false });
  });

  it('has as much on either side of a message', async () => {
    const middle = ids[PAGE_SIZE + 10] ?? '';
    const { messages, hasOlder, hasNewer } = await alice.page(streamId, `around=${middle}`);
    expect(idsOf(messages)).toEqual(ids.slice(11, 11 + 2 * PAGE_SIZE));
    expect([hasOlder, hasNewer]).toEqual([true, true]);
    const newest = await alice.page(streamId, `around=${ids.at(-1) ?? ''}`);
    expect(idsOf(newest.messages)).toEqual(ids.slice(-PAGE_SIZE));
    expect(newest.hasNewer).toBeFalse();
  });

  it('has nothing of before for who joined later without the right to browse', async () => {
    const room = await alice.makeRoom([SEED_IDS.bob], { allowHistoryBrowsing: false });
    const before = await alice.write(room.id, 'Before dave');
    await alice.post(`/api/streams/${room.id}/members`, { userIds: [SEED_IDS.dave] });
    const after = await alice.write(room.id, 'With dave');
    const dave = await logIn(under, 'dave');
    for (const place of [`before=${after.id}`, `after=0`]) {
      const { messages, hasOlder } = await dave.page(room.id, place);
      expect(messages.map(({ text }) => text)).not.toContain('Before dave');
      expect(hasOlder).withContext(place).toBeFalse();
    }
    const hidden = await dave.get(`/api/streams/${room.id}/messages?around=${before.id}`);
    expect(hidden.status).toBe(404);
    expect(hidden.json).toEqual({ error: 'MESSAGE_ID_NOT_FOUND', messageId: before.id });
    expect((await dave.page(room.id, `around=${after.id}`)).hasOlder).toBeFalse();
  });

  it('says where to go on reading, however long ago that was', async () => {
    const bob = await logIn(under, 'bob');
    const opened = await bob.open(streamId);
    expect(opened.firstUnreadId).toBe(ids[0]);
    expect(opened.stream.unread).toBe(COUNT);
    expect((await alice.open(streamId)).firstUnreadId).toBeUndefined();
  });

  it('refuses places that are none, and people who are not in it', async () => {
    const path = `/api/streams/${streamId}/messages`;
    for (const query of [
      '',
      'before=x',
      'after=-1',
      `before=${'9'.repeat(19)}`,
      'before=1&after=2',
      'near=1',
    ]) {
      const { status, json } = await alice.get(`${path}?${query}`);
      expect(status).withContext(query).toBe(400);
      expect(json)
        .withContext(query)
        .toEqual(jasmine.objectContaining({ error: 'INVALID_REQUEST' }));
    }
    const elsewhere = (await alice.open('fx-desk')).messages[0]?.id ?? '';
    expect((await alice.get(`${path}?around=${elsewhere}`)).status).toBe(404);
    const carol = await logIn(under, 'carol');
    expect((await carol.get(`${path}?before=1`)).json).toEqual({ error: 'NOT_A_MEMBER' });
    expect((await alice.get('/api/streams/nowhere/messages?before=1')).json).toEqual({
      error: 'UNKNOWN_STREAM',
    });
  });
});
