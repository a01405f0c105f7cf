import type { RoomOptions } from 'symphony-embed/host';
import { makeSlot } from '../test/pages/makeSlot.js';
import { failureOf, openRendered } from '../test/pages/openHost.js';

describe('createRoom', () => {
  it('hands the frame the name, the people and every option', async () => {
    const { symphony, pod } = await openRendered();
    const options: Required<RoomOptions> = {
      public: true,
      external: false,
      multilateral: false,
      allowHistoryBrowsing: true,
      allowMessageCopy: false,
      allowSendMessages: true,
      allowAddUser: false,
      discoverable: true,
      message: { text: { 'text/markdown': '**hello**' } },
      silent: true,
      filters: { companies: ['acme'] },
    };
    await symphony.createRoom('Deals', ['7', 'bob@acme.example'], options);
    const [asked] = await pod.journalled('createRoom');
    expect(asked?.detail).toEqual({ name: 'Deals', userIds: ['7', 'bob@acme.example'], options });
  });

  it('needs no options, no people, and no words as a name', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.createRoom('Deals', []);
    // The dialog asks for a name.
    await symphony.createRoom('', []);
    await symphony.createRoom('Deals', ['7'], undefined, undefined);
    await symphony.createRoom('Deals', ['7'], { public: undefined, message: 'hello' });
    const asked = await pod.journalled('createRoom', 4);
    expect(asked.map(({ detail }) => detail)).toEqual([
      { name: 'Deals', userIds: [], options: {} },
      { name: '', userIds: [], options: {} },
      { name: 'Deals', userIds: ['7'], options: {} },
      { name: 'Deals', userIds: ['7'], options: { message: 'hello' } },
    ]);
  });

  it('refuses a message that is something else once it is sent', async () => {
    const { symphony, pod } = await openRendered();
    for (const options of [{ message: { text: new Date(0), entities: {} } }]) {
      expect((await failureOf(symphony.createRoom('Deals', ['7'], options as RoomOptions))).type).toBe(
        'INVALID_ARGUMENT',
      );
    }
    expect((await pod.journal()).some(({ what }) => what === 'createRoom')).toBeFalse();
  });

  it('resolves with the room, its people, and the first message', async () => {
    const value = { streamId: 'r9', userIds: ['7'], messages: [{ messageId: 'm1', streamId: 'r9' }] };
    const answer = { value: { ...value, unheardOf: 1 } };
    const { symphony } = await openRendered({ frame: { answers: { createRoom: answer } } });
    expect(await symphony.createRoom('Deals', ['7'])).toEqual(value);
  });

  it('asks the frame of a selector, which is made when it has none', async () => {
    const { symphony, pod } = await openRendered();
    const other = makeSlot();
    expect(await symphony.createRoom('Deals', ['7'], {}, `#${other.id}`)).toEqual({
      streamId: 'r1',
      userIds: ['7'],
    });
    expect(other.children.length).toBe(1);
    expect((await pod.journalled('createRoom')).map(({ frame }) => frame)).toEqual([2]);
  });

  it('leaves it to the pod which names are too long, and rejects with the pod’s own error', async () => {
    const error = { type: 'ROOM_NAME_TOO_LONG' as const, message: '50 characters', data: { maxLength: 50 } };
    const { symphony, pod } = await openRendered({ frame: { answers: { createRoom: { error } } } });
    const name = 'x'.repeat(51);
    expect((await failureOf(symphony.createRoom(name, ['7']))).toJSON()).toEqual(error);
    expect((await pod.journalled('createRoom')).map(({ detail }) => detail?.['name'])).toEqual([name]);
  });

  for (const [what, name, userIds, options] of [
    ['no name where no dialog can ask for it', '', ['7'], { silent: true }],
    ['no name', undefined, ['7'], {}],
    ['a name that is no text', 7, ['7'], {}],
    ['people that are no list', 'Deals', {}, {}],
    ['people that are no ids', 'Deals', [7.5], {}],
    ['no people at all', 'Deals', undefined, {}],
    ['options that are none', 'Deals', ['7'], 'public'],
    ['a list of options', 'Deals', ['7'], ['public']],
    ['an option that is no flag', 'Deals', ['7'], { public: 'yes' }],
    ['silence that is no flag', 'Deals', ['7'], { silent: 1 }],
    ['a message that is none', 'Deals', ['7'], { message: { text: {} } }],
    ['a message without words', 'Deals', ['7'], { message: '' }],
  ] as const)
    it(`refuses ${what} with INVALID_ARGUMENT`, async () => {
      const { symphony, pod } = await openRendered();
      const other = makeSlot();
      const call = symphony.createRoom(name as never, userIds as never, options as never, other);
      const { type, message } = await failureOf(call);
      expect(type).toBe('INVALID_ARGUMENT');
      expect(message).toContain('Failed to createRoom');
      expect(other.children.length).toBe(0);
      expect((await pod.journal()).some(({ what }) => what === 'createRoom')).toBeFalse();
    });

  it('refuses what cannot be sent with INVALID_ARGUMENT', async () => {
    const { symphony } = await openRendered();
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    expect((await failureOf(symphony.createRoom('Deals', ['7'], { filters: endless }))).type).toBe(
      'INVALID_ARGUMENT',
    );
  });

  for (const type of ['INVALID_USERS', 'NON_CONNECTED_USERS', 'ERROR', 'CANCELLED'] as const)
    it(`rejects with ${type}, as the frame says`, async () => {
      const error = { type, message: 'no room', ...(type.includes('USERS') && { data: { users: ['7'] } }) };
      const { symphony } = await openRendered({ frame: { answers: { createRoom: { error } } } });
      expect((await failureOf(symphony.createRoom('Deals', ['7']))).toJSON()).toEqual(error);
    });
});
