import { SEED_IDS } from '../../pod/seed/seedUsers.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { press } from '../testing/press.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';

interface Answer {
  streamId: string;
  error?: { type: string; data?: unknown };
}

inEachBrowser('A new room', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
  }, START_MS);

  it(
    'gets its name in the dialog when the page gives none, and is refused without a dialog',
    async () => {
      const silent = await alice.call<Answer>('createRoom', '', [SEED_IDS.bob], { silent: true });
      expect(silent.error?.type).toBe('INVALID_ARGUMENT');

      await alice.start('made', 'createRoom', '', [SEED_IDS.bob]);
      const name = newText('Named late');
      await alice.main.getByTestId('room-name').waitFor();
      expect(await alice.main.getByTestId('dialog-confirm').isDisabled()).toBeTrue();
      await alice.main.getByTestId('room-name').fill(name);
      await press(alice.main.getByTestId('dialog-confirm'));
      await alice.heard('made');
      await alice.main.getByTestId('chat-title').filter({ hasText: name }).waitFor();
    },
    SPEC_MS,
  );

  it(
    'is the same with the dialog as without it, where the page says nothing else',
    async () => {
      const settingsOf = async ({ streamId }: Answer): Promise<unknown> =>
        (await alice.ask<{ stream: { settings: unknown } }>(`/api/streams/${streamId}`)).stream.settings;
      const silent = await alice.call<Answer>('createRoom', newText('Silent'), [], { silent: true });
      const name = newText('Asked');
      await alice.start(name, 'createRoom', name, []);
      await press(alice.main.getByTestId('dialog-confirm'));
      expect(await settingsOf(await alice.heard<Answer>(name))).toEqual(await settingsOf(silent));
    },
    SPEC_MS,
  );

  it(
    'is not made when its first message is too long, and the page is told by how much',
    async () => {
      const options = { silent: true, message: 'x'.repeat(4001) };
      const { error } = await alice.call<Answer>('createRoom', newText('Too much'), [], options);
      expect(error).toEqual(
        jasmine.objectContaining({ type: 'MESSAGE_TOO_LONG', data: { length: 4001, maxLength: 4000 } }),
      );
    },
    SPEC_MS,
  );
});
