import type { FileAttachment, SharedMessage, Symphony } from 'symphony-embed/host';
import { failureOf, openHost, openRendered } from './testing/openHost.js';

const MOST = 2 ** 20;

/** So many bytes in base64, as long as it is with its padding. */
function base64(bytes: number): string {
  const padding = [0, 2, 1][bytes % 3]!;
  return `data:application/octet-stream;base64,${'A'.repeat(Math.ceil(bytes / 3) * 4 - padding)}${'='.repeat(padding)}`;
}

function file(dataUri: string): FileAttachment {
  return { type: 'fdc3.fileAttachment', data: { name: 'a.bin', dataUri } };
}

function messageWith(...dataUris: string[]): SharedMessage {
  const entities = Object.fromEntries(
    dataUris.map((dataUri, index) => [`file${String(index)}`, file(dataUri)]),
  );
  return { text: { 'text/plain': 'hello' }, entities };
}

const waysToSend: Record<string, (symphony: Symphony, message: SharedMessage) => Promise<unknown>> = {
  'a message': (symphony, message) =>
    symphony.sendMessage(message, { mode: 'blast', users: ['7'], displayMode: 'none' }),
  'the first message of a room': (symphony, message) =>
    symphony.createRoom('Deals', ['7'], { message, silent: true }),
};

describe('The attachments', () => {
  for (const [what, send] of Object.entries(waysToSend))
    it(`of ${what} hold 2 ** 20 bytes, and not one more`, async () => {
      const { symphony } = await openRendered();
      await expectAsync(send(symphony, messageWith(base64(MOST)))).toBeResolved();
      const { type, message, data } = await failureOf(send(symphony, messageWith(base64(MOST + 1))));
      expect(type).toBe('ATTACHMENTS_TOO_LARGE');
      expect(message).toContain(String(MOST + 1));
      expect(data).toEqual({ bytes: MOST + 1, maxBytes: MOST });
    });

  const half = base64(MOST / 2);
  /** Each fits; with one more file, of one byte, it does not. */
  const fitting: [string, string[]][] = [
    ['base64', [base64(MOST - 1), 'data:,a']],
    ['text', [`data:text/plain,${'a'.repeat(MOST)}`]],
    ['text that is percent-encoded', [`data:text/plain,${'%C3%A9'.repeat(MOST / 2)}`]],
    ['text with commas', [`data:text/csv,${'a,'.repeat(MOST / 2)}`]],
    ['several files together', [half, half]],
  ];
  for (const [what, uris] of fitting)
    it(`are counted in bytes: ${what}`, async () => {
      const { symphony } = await openHost();
      const send = waysToSend['a message']!;
      // What is not too large is not sent either: nothing is rendered.
      expect((await failureOf(send(symphony, messageWith(...uris)))).type).toBe('NOT_RENDERED');
      const { type, data } = await failureOf(send(symphony, messageWith(...uris, 'data:,a')));
      expect(type).toBe('ATTACHMENTS_TOO_LARGE');
      expect(data).toEqual({ bytes: MOST + 1, maxBytes: MOST });
    });

  it('are counted in bytes: base64 with padding, without, and where it was left out', async () => {
    const { symphony } = await openHost();
    for (const bytes of [MOST + 1, MOST + 2, MOST + 3])
      for (const uri of [base64(bytes), base64(bytes).replace(/=+$/, '')]) {
        const { data } = await failureOf(waysToSend['a message']!(symphony, messageWith(uri)));
        expect(data).toEqual({ bytes, maxBytes: MOST });
      }
  });

  it('are all that is counted', async () => {
    const { symphony } = await openHost();
    const long = 'a'.repeat(MOST + 1);
    const message: SharedMessage = {
      text: { 'text/plain': long },
      entities: { order: { type: 'fdc3.symphonyEntity', data: { dataUri: `data:,${long}` } } },
    };
    expect((await failureOf(waysToSend['a message']!(symphony, message))).type).toBe('NOT_RENDERED');
  });
});
