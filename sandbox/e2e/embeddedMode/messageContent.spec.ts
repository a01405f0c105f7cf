import type { Locator } from 'playwright-core';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { press } from '../testing/press.js';
import { until } from '../../pod/testing/until.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';

const context = { type: 'fdc3.order', id: { orderId: '4711' } };
const intent = (title: string, name: string) => ({
  type: 'fdc3.fdc3Intent',
  data: { title, intent: name, context },
});

const MARKDOWN: [text: string, html: string][] = [
  ['Words, and nothing else: at 10:30?', '<p>Words, and nothing else: at 10:30?</p>'],
  ['Quoted "words" (it’s 5% + 1/2)', '<p>Quoted "words" (it’s 5% + 1/2)</p>'],
  ['Two lines\nof words', '<p>Two lines<br>of words</p>'],
  ['One paragraph\n\nand another', '<p>One paragraph</p><p>and another</p>'],
  ['Words\n- an item\n- another', '<p>Words</p><ul><li>an item</li><li>another</li></ul>'],
  ['Words\n1. an item', '<p>Words</p><ol><li>an item</li></ol>'],
  ['1. An item', '<ol><li>An item</li></ol>'],
  ['A headline\n===', '<h1>A headline</h1>'],
  ['A headline\n--- \nand words', '<h2>A headline</h2><p>and words</p>'],
  ['Words\n\n---\nand words', '<p>Words</p><hr><p>and words</p>'],
  ['> Said\nbefore', '<blockquote><p>Said<br>before</p></blockquote>'],
  ['Words\n> said', '<p>Words</p><blockquote><p>said</p></blockquote>'],
  ['Words & <b>bold</b>', '<p>Words &amp; <b>bold</b></p>'],
  [
    '**Bold**, _italic_, ~~gone~~, `code`',
    '<p><strong>Bold</strong>, <em>italic</em>, <del>gone</del>, <code>code</code></p>',
  ],
];

describe('What is in a message', () => {
  const browsers = useBrowsers({ keep: 'suite' });
  let alice: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice', {
      streamId: 'alice-bob',
      canClickInternalLinks: true,
    });
    await alice.register('registerInterop');
    await alice.listen('links', { type: 'InternalLinkNotifications' });
  }, START_MS);

  /** Sends a message, and gives it as the chat shows it. */
  async function show(message: unknown, options: object = {}): Promise<Locator> {
    const sent = await alice.call<{ messages: { messageId: string }[]; error?: unknown }>(
      'sendMessage',
      message,
      { mode: 'blast', streamIds: ['alice-bob'], displayMode: 'none', ...options },
    );
    expect(sent.error).toBeUndefined();
    const shown = alice.main.locator(`[data-message-id="${sent.messages[0]?.messageId ?? ''}"]`);
    await shown.waitFor();
    return shown;
  }

  /** Presses buttons, one by one, and gives what the page was told by each. */
  async function pressAll(buttons: Locator[]): Promise<unknown[]> {
    const before = await alice.allHeard('registerInterop');
    for (const button of buttons) await press(button);
    const told = async (): Promise<unknown[]> =>
      (await alice.allHeard('registerInterop')).slice(before.length);
    await until('the page is told of each', async () => (await told()).length >= buttons.length);
    return told();
  }

  const titlesIn = (part: Locator): Promise<string[]> => part.getByTestId('action-button').allInnerTexts();

  it(
    'has the buttons below it that its text does not have in it, and an approval needs no text',
    async () => {
      const entities = { approve: intent('Approve', 'Approve'), reject: intent('Reject', 'Reject') };
      const shown = await show({ text: {}, entities });
      expect(await titlesIn(shown.getByTestId('message-buttons'))).toEqual(['Approve', 'Reject']);
      expect(await pressAll([shown.getByTestId('action-button').last()])).toEqual([['Reject', context]]);

      const mixed = await show({
        text: { 'text/markdown': 'Or §[Approve](id/approve) here, `§[Reject](id/reject)` there' },
        entities,
      });
      expect(await titlesIn(mixed.locator('.message-text'))).toEqual(['Approve']);
      expect(await titlesIn(mixed.getByTestId('message-buttons'))).toEqual(['Reject']);

      const plain = await show({ text: { 'text/plain': '§[Approve](id/approve)' }, entities });
      expect(await plain.locator('.message-text').innerText()).toBe('§[Approve](id/approve)');
      expect(await titlesIn(plain)).toEqual(['Approve', 'Reject']);
    },
    SPEC_MS,
  );

  it(
    'has its text as Markdown means it, whether it has marks or none',
    async () => {
      for (const [text, html] of MARKDOWN) {
        const shown = await show({ text: { 'text/markdown': text } });
        const drawn = await shown.locator('.message-text').innerHTML();
        expect(drawn.replaceAll(/<!--.*?-->|\n/g, ''))
          .withContext(text)
          .toBe(html);
      }
    },
    SPEC_MS,
  );

  it(
    'has FDC3’s own actions as buttons, which raise an intent or broadcast a context',
    async () => {
      const action = { type: 'fdc3.action', context };
      const shown = await show({
        text: { 'text/markdown': 'Look: §[Chart](id/chart)' },
        entities: {
          chart: { ...action, action: 'raiseIntent', title: 'Chart', intent: 'ViewChart' },
          share: {
            ...action,
            action: 'broadcast',
            title: 'Share',
            channelId: 'red',
            app: { appId: 'blotter' },
          },
          open: { ...action, title: 'Open' },
        },
      });
      expect(await titlesIn(shown.getByTestId('message-buttons'))).toEqual(['Share', 'Open']);
      const buttons = ['Chart', 'Share', 'Open'].map((title) =>
        shown.getByTestId('action-button').filter({ hasText: title }),
      );
      expect(await pressAll(buttons)).toEqual([
        ['ViewChart', context],
        ['broadcast', context],
        ['raiseIntent', context],
      ]);
    },
    SPEC_MS,
  );

  it(
    'shows its buttons before it is sent, where nothing can be pressed yet',
    async () => {
      await alice.start(
        'sent',
        'sendMessage',
        { text: {}, entities: { approve: intent('Approve', 'Approve') } },
        { mode: 'blast', streamIds: ['alice-bob'] },
      );
      const dialog = alice.main.getByTestId('dialog');
      await alice.main.getByTestId('dialog-confirm').waitFor();
      expect(await titlesIn(dialog)).toEqual(['Approve']);
      expect(await dialog.locator('button.action-button').count()).toBe(0);
      await press(alice.main.getByTestId('dialog-confirm'));
      await alice.heard('sent');
    },
    SPEC_MS,
  );

  for (const url of [
    'https://open.symphony.com/?startChat=bob@acme.example',
    'https://open.symphony.com/?streamId=fx-desk&streamType=chatroom',
    'symphony://?userId=bob',
  ])
    it(
      `tells the page of a click on ${url}, and opens nothing`,
      async () => {
        const shown = await show(`${newText('See')} [this](${url})`);
        const pages = alice.visitor.context.pages().length;
        await press(shown.locator('a'));
        await alice.heard('links', { url });
        expect(alice.visitor.context.pages().length).toBe(pages);
        await alice.call('updateSettings', { canClickInternalLinks: false });
        expect(await shown.locator('a').getAttribute('href')).toBeNull();
        await alice.call('updateSettings', { canClickInternalLinks: true });
      },
      SPEC_MS,
    );

  it(
    'has tables whose cells take no Markdown, whichever way they are written',
    async () => {
      const cells = '<td>**a**</td><td>[b](https://b.example)</td>';
      const inOneLine = `<table><tr>${cells}</tr></table>`;
      const withBlankLines = `<table>\n\n<tr>\n\n${cells}\n\n</tr>\n\n</table>`;
      for (const text of [
        `Prices:\n\n${inOneLine}`,
        `Prices: ${inOneLine}`,
        `- Prices: ${inOneLine}`,
        `Prices:\n\n${withBlankLines}`,
        `Prices: ${withBlankLines}`,
        'Prices:\n\n| c | d |\n|---|---|\n| **a** | [b](https://b.example) |',
      ]) {
        const shown = await show(text);
        expect(await shown.locator('td').allInnerTexts())
          .withContext(text)
          .toEqual(['**a**', '[b](https://b.example)']);
      }
    },
    SPEC_MS,
  );

  it(
    'leads the whole client to the chat that its link means',
    async () => {
      const client = await EmbeddedPage.rendered(
        browsers,
        'alice',
        { streamId: 'alice-bob' },
        { mode: 'collaboration' },
      );
      for (const [query, title] of [
        ['streamId=rates-research&streamType=chatroom', 'Rates research'],
        ['startChat=bob@acme.example', 'Bob'],
      ] as const) {
        const url = `https://open.symphony.com/?${query}`;
        await show(`${newText('Go to')} [this](${url})`);
        await client.call('openStream', 'alice-bob');
        await press(client.main.locator(`.message a[href="${url}"]`).last());
        await client.main.getByTestId('chat-title').filter({ hasText: title }).waitFor();
      }
    },
    SPEC_MS,
  );
});
