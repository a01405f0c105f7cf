import { readConfiguration } from './configuration.js';
import { failureOf, openHost } from '../../test/pages/openHost.js';

describe('A configuration', () => {
  const lists: [unknown, object][] = [
    ['7', { userIds: ['7'] }],
    ['7,bob@acme.example', { userIds: ['7', 'bob@acme.example'] }],
    [' 7 , bob@acme.example ,', { userIds: ['7', 'bob@acme.example'] }],
    [['7', 'a,b'], { userIds: ['7', 'a,b'] }],
    [7, { userIds: ['7'] }],
    [[71_811_853_189_212, ' 8 ', ''], { userIds: ['71811853189212', '8'] }],
    ['', {}],
    [null, {}],
    [' , ', {}],
    [[], {}],
    [undefined, {}],
  ];
  for (const [userIds, chat] of lists)
    it(`takes ${JSON.stringify([userIds])} as people`, () => {
      expect(readConfiguration({ userIds }, 'render').chat).toEqual(chat);
    });

  it('names people that are none', async () => {
    const { symphony, slot } = await openHost();
    for (const userIds of [7.5, [null], [[]], {}, true]) {
      const { type, message } = await failureOf(symphony.render(slot, { userIds } as never));
      expect(type).toBe('INVALID_ARGUMENT');
      expect(message).toMatch(
        Array.isArray(userIds)
          ? /^Failed to render: userIds\.0 should be a text \(given: (object|null)\)\. /
          : /^Failed to render: userIds should be a list \(given: (number|object|boolean)\)\. /,
      );
    }
  });

  it('with a typo in a name says so on the console, and the rest of it holds', async () => {
    const { symphony, slot, pod } = await openHost();
    const warn = spyOn(console, 'warn');
    await symphony.render(slot, { condensed: true, showTittle: false, stream: 's1' } as never);
    expect(warn.calls.allArgs()).toEqual([
      ['symphony: no such setting: showTittle'],
      ['symphony: no such setting: stream'],
    ]);
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail?.['settings']).toEqual({ condensed: true });
    await symphony.updateSettings({ showTitle: false, theme: { primary: '#0098ff' } });
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('opens the chat with people who are given as one text', async () => {
    const { symphony, slot, pod } = await openHost();
    expect(await symphony.render(slot, { userIds: '7, bob@acme.example', condensed: true })).toEqual({
      userIds: ['7', 'bob@acme.example'],
    });
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail).toEqual(
      jasmine.objectContaining({
        chat: { userIds: ['7', 'bob@acme.example'] },
        settings: { condensed: true },
      }),
    );
  });
});
