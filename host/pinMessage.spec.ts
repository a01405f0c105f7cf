import { makeSlot } from '../test/pages/makeSlot.js';
import { failureOf, openRendered } from '../test/pages/openHost.js';

describe('pinMessage', () => {
  it('asks the main frame, and resolves with true', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.openStream('s2', makeSlot());
    expect(await symphony.pinMessage('m1')).toBeTrue();
    expect((await pod.journalled('pinMessage')).map(({ frame, detail }) => [frame, detail])).toEqual([
      [1, { messageId: 'm1' }],
    ]);
  });

  for (const type of ['MESSAGE_ID_NOT_FOUND', 'ERROR'] as const)
    it(`rejects with ${type}, and the id in its data`, async () => {
      const error = { type, message: 'it is not pinned', data: { messageId: 'm1' } };
      const { symphony } = await openRendered({ frame: { answers: { pinMessage: { error } } } });
      expect((await failureOf(symphony.pinMessage('m1'))).toJSON()).toEqual(error);
    });

  it('refuses what is no id with INVALID_ARGUMENT', async () => {
    const { symphony, pod } = await openRendered();
    for (const messageId of ['', undefined, null, 7, {}])
      expect((await failureOf(symphony.pinMessage(messageId as never))).type).toBe('INVALID_ARGUMENT');
    expect((await pod.journal()).some(({ what }) => what === 'pinMessage')).toBeFalse();
  });
});

describe('getDistributionLists', () => {
  it('resolves with the id and the name of each list of the user', async () => {
    const lists = [
      { id: 'l1', name: 'Traders' },
      { id: 'l2', name: '' },
    ];
    const { symphony, pod } = await openRendered({
      frame: { answers: { getDistributionLists: { value: lists } } },
    });
    expect(await symphony.getDistributionLists()).toEqual(lists);
    expect((await pod.journalled('getDistributionLists')).map(({ detail }) => detail)).toEqual([{}]);
  });

  it('resolves with nothing where the user has none', async () => {
    const { symphony } = await openRendered({ frame: { answers: { getDistributionLists: { value: [] } } } });
    expect(await symphony.getDistributionLists()).toEqual([]);
  });
});
