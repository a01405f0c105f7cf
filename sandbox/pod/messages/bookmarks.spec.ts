import type { Message } from '../../podApi/messages.js';
import { logIn, taken } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';

describe('A bookmark', () => {
  const under = useSandbox();

  it('is the user’s own, and comes and goes as often as asked', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id } = await alice.write('alice-bob', 'Keep this');
    const isBookmarked = async (who: typeof bob): Promise<boolean | undefined> =>
      (await who.open('alice-bob')).messages.find((message) => message.id === id)?.isBookmarked;
    for (const method of ['put', 'put', 'delete', 'delete'] as const) {
      const answer = await bob[method](`/api/messages/${id}/bookmark`);
      expect(taken<{ message: Message }>(answer).message.isBookmarked).toBe(method === 'put');
      expect(await isBookmarked(bob)).toBe(method === 'put');
      expect(await isBookmarked(alice)).toBeFalse();
    }
  });

  it('is for messages that the user can see', async () => {
    const [alice, dave] = await Promise.all([logIn(under, 'alice'), logIn(under, 'dave')]);
    const { id } = await alice.write('alice-bob', 'Not for Dave');
    const { status, json } = await dave.put(`/api/messages/${id}/bookmark`);
    expect(status).toBe(404);
    expect(json).toEqual({ error: 'MESSAGE_ID_NOT_FOUND', messageId: id });
    expect((await dave.delete('/api/messages/x/bookmark')).status).toBe(404);
  });
});
