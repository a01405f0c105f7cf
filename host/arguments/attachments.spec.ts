import type { SharedMessage, Symphony } from 'symphony-embed/host';
import { failureOf, openRendered } from '../../test/pages/openHost.js';

/** More than is recommended: what is too much the pod decides. */
const dataUri = `data:application/octet-stream;base64,${'A'.repeat(2 ** 21)}`;
const message: SharedMessage = {
  text: { 'text/plain': 'hello' },
  entities: { file: { type: 'fdc3.fileAttachment', data: { name: 'a.bin', dataUri } } },
};
const error = {
  type: 'ATTACHMENTS_TOO_LARGE' as const,
  message: 'the pod takes 1 MB',
  data: { bytes: 1_572_864, maxBytes: 2 ** 20 },
};

const waysToSend: Record<string, (symphony: Symphony) => Promise<unknown>> = {
  sendMessage: (symphony) =>
    symphony.sendMessage(message, { mode: 'blast', users: ['7'], displayMode: 'none' }),
  createRoom: (symphony) => symphony.createRoom('Deals', ['7'], { message, silent: true }),
};

describe('The attachments', () => {
  for (const [method, send] of Object.entries(waysToSend))
    it(`of ${method} reach the frame whole, and what is too large the pod decides`, async () => {
      const { symphony, pod } = await openRendered();
      await expectAsync(send(symphony)).toBeResolved();
      const [call] = await pod.journalled(method);
      // The journal of the specs keeps the length of what is long.
      expect(call?.detail?.['length']).toBeGreaterThan(dataUri.length);

      const refusing = await openRendered({ frame: { answers: { [method]: { error } } } });
      expect((await failureOf(send(refusing.symphony))).toJSON()).toEqual(error);
    });
});
