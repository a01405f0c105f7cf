import type { Message } from '../../podApi/messages.js';
import { logIn, type PodUser } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { isMentioned } from './mentions.js';

describe('Messages', () => {
  const under = useSandbox();

  const post = (who: PodUser, message: unknown) => who.post('/api/streams/alice-bob/messages', { message });
  const intent = {
    type: 'fdc3.fdc3Intent' as const,
    data: {
      title: 'Chart',
      intent: 'ViewChart',
      context: { type: 'fdc3.instrument', id: { ticker: 'AAPL' } },
    },
  };

  const action = {
    type: 'fdc3.action' as const,
    action: 'broadcast' as const,
    title: 'Share',
    context: { type: 'fdc3.instrument' },
    channelId: 'red',
  };

  it('are Markdown when they are a text, and else what they say they are', async () => {
    const alice = await logIn(under, 'alice');
    const cases: [Parameters<PodUser['write']>[1], string, Message['format']][] = [
      ['*Hi*', '*Hi*', 'markdown'],
      [{ text: { 'text/markdown': '*Hi*', 'text/plain': 'Hi' } }, '*Hi*', 'markdown'],
      [{ text: { 'text/plain': '*Hi*' } }, '*Hi*', 'plain'],
      [{ text: { 'text/markdown': ' ', 'text/plain': 'Hi' } }, 'Hi', 'plain'],
    ];
    for (const [message, text, format] of cases) {
      expect(await alice.write('alice-bob', message))
        .withContext(JSON.stringify(message))
        .toEqual(jasmine.objectContaining({ text, format, entities: {}, kind: 'social' }));
    }
  });

  it('carry their entities to everybody, as they were given', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const entities = {
      'the chart': intent,
      'the share': action,
      'anything': { type: 'fdc3.symphonyEntity' as const, data: { deep: [1, null, 'two'], text: '\\u0000' } },
    };
    const { id } = await alice.write('alice-bob', { text: {}, entities });
    const { messages } = await bob.open('alice-bob');
    const kept = messages.find((message) => message.id === id)?.entities;
    expect(kept).toEqual(entities);
    expect(Object.keys(kept ?? {})).toEqual(Object.keys(entities));
  });

  it('are refused when there is nothing in them, too much, or what they may not hold', async () => {
    const alice = await logIn(under, 'alice');
    const file = (dataUri: string) => ({ type: 'fdc3.fileAttachment', data: { name: 'a', dataUri } });
    const refused: unknown[] = [
      '',
      '  \n ',
      7,
      null,
      {},
      { text: {} },
      { text: { 'text/plain': ' ' } },
      { text: { 'text/html': '<b>Hi</b>' } },
      { text: { 'text/plain': 'Hi' }, more: 1 },
      { text: { 'text/plain': 'Hi' }, entities: { a: { type: 'other', data: {} } } },
      { text: { 'text/plain': 'Hi' }, entities: { a: { ...intent, data: { title: 'No intent' } } } },
      { text: { 'text/plain': 'Hi' }, entities: { ' ': intent } },
      { text: {}, entities: { a: { ...action, action: 'openUrl' } } },
      { text: {}, entities: { a: { ...action, title: ' ' } } },
      { text: {}, entities: { a: { ...action, context: {} } } },
      { text: {}, entities: { a: file('https://x.example/a.png') } },
      { text: {}, entities: { a: file('data:image/png;base64,%%%') } },
      'Half a character: \ud83d',
      'Nothing: \u0000',
      { text: { 'text/plain': 'Hi' }, entities: { a: { type: 'fdc3.symphonyEntity', data: ['\u0000'] } } },
    ];
    const before = (await alice.open('alice-bob')).messages.length;
    for (const message of refused) {
      const { status, json } = await post(alice, message);
      const context = JSON.stringify(message).slice(0, 80);
      expect(status).withContext(context).toBe(400);
      expect((json as { error: string }).error)
        .withContext(context)
        .toBe('INVALID_REQUEST');
    }
    const long = 'x'.repeat(70_000);
    const tooLong: [unknown, object][] = [
      ['x'.repeat(4001), { length: 4001, maxLength: 4000 }],
      [{ text: { 'text/markdown': 'x'.repeat(4001) } }, { length: 4001, maxLength: 4000 }],
      [{ text: { 'text/plain': long } }, { length: 70_000, maxLength: 4000 }],
      [
        { text: {}, entities: { a: { type: 'fdc3.symphonyEntity', data: long } } },
        { length: jasmine.any(Number), maxLength: 65_536 },
      ],
    ];
    for (const [message, details] of tooLong) {
      const { status, json } = await post(alice, message);
      expect(status).toBe(400);
      expect(json).toEqual({ error: 'MESSAGE_TOO_LONG', ...details });
    }
    expect((await alice.open('alice-bob')).messages.length).toBe(before);
    expect((await post(alice, 'x'.repeat(4000))).status).toBe(200);
    expect((await alice.get('/api/users?search=%00')).status).toBe(400);
    expect((await alice.get('/api/streams/%00')).status).toBe(400);
  });

  it('tell each reader whether they are mentioned', async () => {
    const [alice, carol, dave] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'carol'),
      logIn(under, 'dave'),
    ]);
    const [carols, daves] = await Promise.all([carol.live(), dave.live()]);
    const { id } = await alice.write('fx-desk', 'For @[Whoever](email/CAROL@acme.example)');
    const mine = (who: Awaited<ReturnType<PodUser['live']>>) =>
      who.notice('message', ({ message }) => message.id === id);
    expect((await mine(carols)).message.isMention).toBeTrue();
    expect((await mine(daves)).message.isMention).toBeFalse();
    const shown = (await carol.open('fx-desk')).messages.find((message) => message.id === id);
    expect(shown?.isMention).toBeTrue();
  });

  it('mention people by e-mail address and by first name, and nobody by chance', () => {
    const dave = { displayName: 'Dave Tanaka', email: 'dave@acme.example' };
    const cases: [string, boolean][] = [
      ['Thanks @Dave.', true],
      ['@dave', true],
      ['@[Dave Tanaka](email/dave@acme.example)', true],
      ['@[A colleague](email/Dave@Acme.example), please', true],
      ['@[Dave](email/dave.other@acme.example)', false],
      ['Dave', false],
      ['@Davenport', false],
      ['write to me@dave.example', false],
      ['[x](email/dave@acme.example)', false],
    ];
    for (const [text, isMention] of cases) expect(isMentioned(text, dave)).withContext(text).toBe(isMention);
    expect(isMentioned('@J.R.', { displayName: 'J.R. (Jo) Day', email: 'j@x.example' })).toBeTrue();
  });
});
