import type { SendMessageOptions, SharedMessage } from 'symphony-embed/host';
import { makeSlot } from '../test/pages/makeSlot.js';
import { failureOf, openRendered, type OpenHost } from '../test/pages/openHost.js';

const blast: SendMessageOptions = { mode: 'blast', users: ['7'] };
const shared: SharedMessage = {
  text: { 'text/plain': 'hello', 'text/markdown': '**hello** $AAPL §[Call](id/call)' },
  entities: {
    file: {
      type: 'fdc3.fileAttachment',
      data: { name: 'a.txt', dataUri: 'data:text/plain;base64,aGVsbG8=' },
    },
    call: {
      type: 'fdc3.fdc3Intent',
      data: {
        title: 'Call',
        intent: 'StartCall',
        context: { type: 'fdc3.contact', id: { email: 'jane@x.example' } },
        app: { appId: 'phone' },
      },
    },
    share: {
      type: 'fdc3.action',
      action: 'broadcast',
      title: 'Share',
      context: { type: 'fdc3.instrument', id: { ticker: 'AAPL' } },
      app: { appId: 'blotter' },
      channelId: 'red',
    },
    raise: { type: 'fdc3.action', title: 'Raise', intent: 'ViewChart', context: { type: 'fdc3.nothing' } },
    order: { type: 'fdc3.symphonyEntity', data: { id: 1, lines: [{ isin: 'US0378331005' }, null] } },
  },
};

/** Expects that all of them are refused, that no frame has heard of it, and that none was made for it. */
async function expectRefused(
  { symphony, pod }: OpenHost,
  cases: readonly (readonly [message: unknown, options: unknown])[],
): Promise<void> {
  const container = makeSlot();
  for (const [message, options] of cases) {
    const given = typeof options === 'object' && options ? { ...options, container } : options;
    const { type, message: words } = await failureOf(symphony.sendMessage(message as never, given as never));
    expect(type)
      .withContext(JSON.stringify([message, options]))
      .toBe('INVALID_ARGUMENT');
    expect(words).toContain('Failed to sendMessage');
  }
  expect(await symphony.openStream('after')).toEqual({ streamId: 'after' });
  expect((await pod.journal()).filter(({ what }) => what === 'sendMessage')).toEqual([]);
  expect(container.children.length).toBe(0);
}

describe('sendMessage', () => {
  it('hands the frame the message, the recipients and how to send it, and nothing else', async () => {
    const { symphony, pod, slot } = await openRendered();
    await symphony.sendMessage('**hello**', {
      mode: 'blast',
      users: ['7', 'bob@acme.example'],
      streamIds: ['s2'],
      distributionListIds: ['l1'],
      displayMode: 'none',
      container: slot,
      unheardOf: 1,
    } as SendMessageOptions);
    const [asked] = await pod.journalled('sendMessage');
    expect(asked?.detail).toEqual({
      message: '**hello**',
      options: {
        mode: 'blast',
        users: ['7', 'bob@acme.example'],
        streamIds: ['s2'],
        distributionListIds: ['l1'],
        displayMode: 'none',
      },
    });
  });

  it('asks the user first where nothing else is said', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.sendMessage('hello', { mode: 'group', users: ['7'], displayMode: undefined });
    const [asked] = await pod.journalled('sendMessage');
    expect(asked?.detail).toEqual({
      message: 'hello',
      options: { mode: 'group', users: ['7'], displayMode: 'confirmation_dialog' },
    });
  });

  it('resolves with the chats that it went to, the people, and each chat’s message', async () => {
    const value = {
      streamId: ['s2', 's3'],
      userIds: ['7'],
      messages: [
        { messageId: 'm1', streamId: 's2' },
        { messageId: 'm2', streamId: 's3' },
      ],
    };
    const answer = { value: { ...value, unheardOf: 1 } };
    const { symphony } = await openRendered({ frame: { answers: { sendMessage: answer } } });
    expect(await symphony.sendMessage('hello', blast)).toEqual(value);
  });

  it('hands over a SharedMessage as it is, with all kinds of entities', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.sendMessage(shared, blast);
    for (const text of [{ 'text/plain': 'only' }, { 'text/markdown': '_only_' }])
      await symphony.sendMessage({ text }, blast);
    await symphony.sendMessage({ text: {}, entities: { file: shared.entities!['file']! } }, blast);
    const asked = await pod.journalled('sendMessage', 4);
    expect(asked[0]?.detail?.['message']).toEqual(shared);
    expect(asked[1]?.detail?.['message']).toEqual({ text: { 'text/plain': 'only' } });
  });

  it('takes what the page gave at the time of the call, out of the proxies that frameworks wrap it in', async () => {
    const { symphony, pod } = await openRendered();
    const reactive = <T extends object>(value: T): T => new Proxy(value, {});
    const text = { 'text/plain': 'before' };
    const users = ['7'];
    const message = reactive({ text: reactive(text), entities: reactive({}) });
    const sending = symphony.sendMessage(
      message,
      reactive({ mode: 'blast' as const, users: reactive(users) }),
    );
    text['text/plain'] = 'after';
    users.push('8');
    await sending;
    const [asked] = await pod.journalled('sendMessage');
    expect(asked?.detail).toEqual({
      message: { text: { 'text/plain': 'before' }, entities: {} },
      options: { mode: 'blast', users: ['7'], displayMode: 'confirmation_dialog' },
    });
  });

  it('opens the blast module for nobody in particular', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.sendMessage('hello', { mode: 'blast', displayMode: 'open_module' });
    const [asked] = await pod.journalled('sendMessage');
    expect(asked?.detail).toEqual({
      message: 'hello',
      options: { mode: 'blast', displayMode: 'open_module' },
    });
  });

  it('tells nobody who watches the channel what is in a message', async () => {
    const { symphony, events } = await openRendered();
    await symphony.sendMessage('top-secret', blast);
    expect(events.some((event) => event.kind === 'answer' && event.method === 'sendMessage')).toBeTrue();
    expect(JSON.stringify(events)).not.toContain('top-secret');
  });

  it('refuses what is no message with INVALID_ARGUMENT', async () => {
    const entity = (type: string, data: unknown): unknown => ({
      text: { 'text/plain': 'x' },
      entities: { a: { type, data } },
    });
    const action = (fields: object): unknown => ({
      text: {},
      entities: { a: { type: 'fdc3.action', ...fields } },
    });
    const messages = [
      undefined,
      null,
      '',
      7,
      [],
      {},
      { text: {} },
      { text: { 'text/plain': '' } },
      { text: 'hello' },
      { text: { 'text/html': '<b>hello</b>' } },
      { text: { 'text/plain': 7 } },
      { text: { 'text/plain': 'x' }, entities: { a: null } },
      { text: { 'text/plain': 'x' }, entities: 'a' },
      { entities: { a: { type: 'fdc3.symphonyEntity', data: 1 } } },
      entity('fdc3.unheardOf', {}),
      entity('toString', {}),
      entity('fdc3.fileAttachment', { name: '', dataUri: 'data:,a' }),
      entity('fdc3.fileAttachment', { name: 'a.txt' }),
      entity('fdc3.fileAttachment', { name: 'a.txt', dataUri: 'https://a.example/a.txt' }),
      entity('fdc3.fileAttachment', { name: 'a.txt', dataUri: 'data:text/plain' }),
      entity('fdc3.fdc3Intent', { title: 'Call', intent: 'StartCall' }),
      entity('fdc3.fdc3Intent', { title: 'Call', intent: 'StartCall', context: {} }),
      entity('fdc3.fdc3Intent', { title: '', intent: 'StartCall', context: { type: 'x' } }),
      entity('fdc3.fdc3Intent', { title: 'Call', intent: 7, context: { type: 'x' } }),
      entity('fdc3.fdc3Intent', { title: 'Call', context: { type: 'x' } }),
      action({ title: 'Call' }),
      action({ title: '', context: { type: 'x' } }),
      action({ title: 'Call', context: {} }),
      action({ title: 'Call', intent: 7, context: { type: 'x' } }),
      action({ data: { title: 'Call' }, title: 'Call', context: { type: 'x' } }),
    ];
    await expectRefused(
      await openRendered(),
      messages.map((message) => [message, blast] as const),
    );
  });

  it('refuses data that cannot be sent with INVALID_ARGUMENT', async () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    const { symphony } = await openRendered();
    for (const data of [endless, { count: 1n }]) {
      const message = { text: {}, entities: { a: { type: 'fdc3.symphonyEntity' as const, data } } };
      expect((await failureOf(symphony.sendMessage(message, blast))).type).toBe('INVALID_ARGUMENT');
    }
  });

  it('refuses options that are none with INVALID_ARGUMENT', async () => {
    const all = [
      undefined,
      null,
      {},
      { users: ['7'] },
      { ...blast, mode: 'both' },
      { ...blast, mode: '' },
      { ...blast, users: {} },
      { ...blast, users: [7.5] },
      { ...blast, users: [['7']] },
      { ...blast, streamIds: 's1' },
      { ...blast, distributionListIds: [null] },
      { ...blast, displayMode: 'popup' },
    ];
    await expectRefused(
      await openRendered(),
      all.map((options) => ['hello', options] as const),
    );
  });

  it('refuses a message for nobody, and a group with more than users, with INVALID_ARGUMENT', async () => {
    const all: SendMessageOptions[] = [
      { mode: 'blast', displayMode: 'none' },
      { mode: 'blast', users: [], streamIds: [], distributionListIds: [], displayMode: 'none' },
      { mode: 'group', users: [], displayMode: 'none' },
      { mode: 'group', users: '', displayMode: 'none' },
      { mode: 'group', users: ['7'], streamIds: ['s1'] },
      { mode: 'group', users: ['7'], distributionListIds: ['l1'] },
    ];
    await expectRefused(
      await openRendered(),
      all.map((options) => ['hello', options] as const),
    );
  });

  it('refuses a container that is not in the page with INVALID_ARGUMENT', async () => {
    const { symphony } = await openRendered();
    for (const container of ['#not-there', 'not-there', '##', '', 7, {}])
      expect(
        (await failureOf(symphony.sendMessage('hello', { ...blast, container: container as never }))).type,
      )
        .withContext(JSON.stringify(container))
        .toBe('INVALID_ARGUMENT');
  });
});
