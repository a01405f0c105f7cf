import { SEED_IDS } from '../../pod/seed/seedUsers.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { press } from '../testing/press.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';

interface Opened {
  streamId?: string;
  error?: { type: string };
}

inEachBrowser('Somebody who is not in a room', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;
  let dave: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
    dave = await EmbeddedPage.rendered(browsers, 'dave');
  }, START_MS);

  const makeRoom = async (options: object = {}): Promise<{ name: string; streamId: string }> => {
    const name = newText('Closed room');
    const { streamId } = await alice.call<{ streamId: string }>('createRoom', name, [SEED_IDS.bob], {
      silent: true,
      ...options,
    });
    return { name, streamId };
  };

  it(
    'asks for access, is refused, asks again, and is let in by an owner',
    async () => {
      const { name, streamId } = await makeRoom();
      const refused = await dave.call<Opened>('openStream', streamId);
      expect(refused.error?.type).toBe('STREAM_NOT_FOUND');
      await press(dave.main.getByTestId('access-way'));
      await dave.main.getByTestId('access-asked').waitFor();

      const request = alice.main.getByTestId('access-request');
      await request.filter({ hasText: 'Dave Tanaka' }).waitFor();
      await press(request.getByTestId('access-refuse'));
      await request.waitFor({ state: 'detached' });
      await dave.main.getByText('has refused').waitFor();

      await press(dave.main.getByTestId('access-way'));
      await press(request.getByTestId('access-accept'));
      await dave.main.getByTestId('chat-title').filter({ hasText: name }).waitFor();
      await request.waitFor({ state: 'detached' });
      expect(await alice.main.getByTestId('members').getAttribute('aria-label')).toContain('Dave Tanaka');
    },
    SPEC_MS,
  );

  it(
    'joins a public room, and can do nothing about a chat of others',
    async () => {
      const { name, streamId } = await makeRoom({ public: true });
      await dave.call('openStream', streamId);
      await press(dave.main.getByTestId('access-way').filter({ hasText: 'Join' }));
      await dave.main.getByTestId('chat-title').filter({ hasText: name }).waitFor();

      const { error } = await dave.call<Opened>('openStream', 'alice-bob');
      expect(error?.type).toBe('STREAM_NOT_FOUND');
      await dave.main.getByTestId('problem').waitFor();
      expect(await dave.main.getByTestId('access-way').count()).toBe(0);
    },
    SPEC_MS,
  );

  it(
    'finds a room that may be found, and asks where joining is not allowed',
    async () => {
      const [open, closed] = [
        await makeRoom({ public: true }),
        await makeRoom({ discoverable: true, public: false }),
      ];
      const client = await EmbeddedPage.rendered(browsers, 'dave', {}, { mode: 'collaboration' });
      await client.main.getByRole('searchbox').first().fill('Closed room');
      const found = (name: string) =>
        client.main.getByTestId('found-rooms').locator('li').filter({ hasText: name });
      await found(open.name).getByTestId('join-room').waitFor();
      expect(await found(closed.name).getByTestId('join-room').count()).toBe(0);
      await press(found(closed.name).getByTestId('ask-room'));
      await found(closed.name).getByText('Asked').waitFor();
      const owner = await EmbeddedPage.rendered(browsers, 'alice', {}, { mode: 'collaboration' });
      const request = owner.main.getByTestId('access-request').filter({ hasText: closed.name });
      await press(request.getByTestId('access-accept'));
      await client.main.getByTestId('chat-list').getByText(closed.name).waitFor();
    },
    SPEC_MS,
  );
});
