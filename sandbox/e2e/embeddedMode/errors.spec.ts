import type { ErrorType } from 'symphony-embed/host';
import type { DocumentedFunction } from '../../embeddedMode/documented.js';
import { FUNCTIONS } from '../../embeddedMode/functions.js';
import { armLogoutFault } from '../testing/armLogoutFault.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { press } from '../testing/press.js';
import { SPEC_MS, START_MS, useBrowsers, type Browsers } from '../testing/useBrowsers.js';
import { newText } from './functionBehaviours.js';
import { SEED_IDS } from '../../pod/seed/seedUsers.js';

interface Failed {
  error?: { type: ErrorType; message: string; data?: unknown };
}

interface Stage {
  alice: EmbeddedPage;
  fresh: () => Promise<EmbeddedPage>;
  rendered: () => Promise<EmbeddedPage>;
  browsers: Browsers;
}

const BYTES_TOO_MANY = 2 ** 20 + 1;

/** What provokes an error, and what the page is told. */
const PROVOKED: Partial<Record<ErrorType, (stage: Stage) => Promise<Failed>>> = {
  NOT_RENDERED: async ({ fresh }) => (await fresh()).call('openStream', 'fx-desk'),
  INVALID_ARGUMENT: ({ alice }) => alice.call('openStream', 7),
  INVALID_USERS: ({ alice }) =>
    alice.call('createRoom', newText('No room'), [SEED_IDS.bob, 'nobody'], {
      silent: true,
      message: 'Welcome',
    }),
  NON_CONNECTED_USERS: ({ alice }) =>
    alice.call('sendMessage', newText('To a stranger'), {
      mode: 'blast',
      users: [SEED_IDS.bob, 'grace@northwind.example'],
      displayMode: 'none',
    }),
  STREAM_NOT_FOUND: ({ alice }) => alice.call('openStream', 'macro-lunch'),
  DISTRIBUTION_LIST_NOT_FOUND: ({ alice }) =>
    alice.call('sendMessage', newText('To no list'), {
      mode: 'blast',
      users: [SEED_IDS.bob],
      distributionListIds: ['no-list'],
      displayMode: 'none',
    }),
  ROOM_NAME_TOO_LONG: ({ alice }) =>
    alice.call('createRoom', 'x'.repeat(51), [SEED_IDS.bob], { silent: true }),
  MESSAGE_TOO_LONG: ({ alice }) =>
    alice.call('sendMessage', 'x'.repeat(4001), {
      mode: 'blast',
      streamIds: ['fx-desk'],
      displayMode: 'none',
    }),
  ATTACHMENTS_TOO_LARGE({ alice }) {
    const bytes = Buffer.alloc(BYTES_TOO_MANY).toString('base64');
    const file = {
      type: 'fdc3.fileAttachment',
      data: { name: 'large.bin', dataUri: `data:application/octet-stream;base64,${bytes}` },
    };
    return alice.call(
      'sendMessage',
      { text: { 'text/plain': newText('Large') }, entities: { file } },
      { mode: 'blast', streamIds: ['fx-desk'], displayMode: 'none' },
    );
  },
  async CANCELLED({ alice }) {
    const text = newText('To cancel');
    await alice.start(text, 'sendMessage', text, { mode: 'blast', users: [SEED_IDS.bob] });
    await press(alice.main.getByTestId('dialog-cancel'));
    return alice.heard(text);
  },
  async ERROR({ alice }) {
    const path = '/api/streams/announcements';
    const { messages } = await alice.ask<{ messages: { id: string }[] }>(path);
    return alice.call('pinMessage', messages[0]?.id);
  },
  async FRAME_GONE({ alice }) {
    const text = newText('To nobody');
    await alice.call('openStream', 'fx-desk', '#second');
    await alice.start(text, 'sendMessage', text, {
      mode: 'blast',
      users: [SEED_IDS.bob],
      container: '#second',
    });
    await alice.second.getByTestId('dialog').waitFor();
    await alice.page.locator('#second iframe').evaluate((iframe) => {
      iframe.remove();
    });
    return alice.heard(text);
  },
  async LOGGED_OUT({ rendered }) {
    const page = await rendered();
    await page.start('sent', 'sendMessage', newText('Too late'), { mode: 'blast', users: [SEED_IDS.bob] });
    await page.main.getByTestId('dialog').waitFor();
    await page.call('logout');
    return page.heard('sent');
  },
  async LOGOUT_UNCONFIRMED({ rendered, browsers }) {
    const page = await rendered();
    await armLogoutFault(browsers.sandbox, { logout: '500' });
    try {
      return await page.call('logout');
    } finally {
      await armLogoutFault(browsers.sandbox, { logout: 'ok' });
    }
  },
};

/** What takes a frame that misbehaves or is older than its host: the browser specs of the halves have such frames. */
const PROVED_BY_THE_HALVES: readonly ErrorType[] = [
  'CONNECTION_FAILED',
  'INCOMPATIBLE_VERSION',
  'LOGOUT_INCOMPLETE',
  'NOT_SUPPORTED',
  'TIMEOUT',
];

/** Every type that some function of the table documents. */
const TYPES = [
  ...new Set(Object.values<DocumentedFunction>(FUNCTIONS).flatMap(({ errors }) => errors)),
].filter((type) => type !== 'MESSAGE_ID_NOT_FOUND' && !PROVED_BY_THE_HALVES.includes(type));

describe('Every documented error', () => {
  const browsers = useBrowsers({ keep: 'suite' });
  let alice: EmbeddedPage;
  let bob: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice');
    bob = await EmbeddedPage.rendered(browsers, 'bob');
  }, START_MS);

  beforeEach(() => alice.reset('alice'), SPEC_MS);

  for (const type of TYPES) {
    it(
      `is told, and leaves nothing half done: ${type}`,
      async () => {
        const provoke = PROVOKED[type];
        if (!provoke) {
          fail(`Nothing here provokes ${type}: add it to PROVOKED.`);
          return;
        }
        const before = await seenByBob();
        const told = await provoke({
          alice,
          browsers,
          fresh: () => EmbeddedPage.open(browsers),
          rendered: () => EmbeddedPage.rendered(browsers, 'dave'),
        });
        expect(told.error?.type).toBe(type);
        expect(await seenByBob()).toBe(before);
      },
      SPEC_MS,
    );
  }

  it(
    'is told, with the id in its data: MESSAGE_ID_NOT_FOUND',
    async () => {
      const told = await alice.call('pinMessage', '999999');
      expect(told).toEqual(
        jasmine.objectContaining({ type: 'MESSAGE_ID_NOT_FOUND', data: { messageId: '999999' } }),
      );
    },
    SPEC_MS,
  );

  it(
    'reaches nobody when one recipient of a blast is not there',
    async () => {
      const before = await seenByBob();
      const told = await alice.call<Failed>('sendMessage', newText('To all or none'), {
        mode: 'blast',
        users: [SEED_IDS.bob, 'nobody'],
        displayMode: 'none',
      });
      expect(told.error?.type).toBe('INVALID_USERS');
      expect(await seenByBob()).toBe(before);
    },
    SPEC_MS,
  );

  /** The chats of another user, and the last message of each. */
  async function seenByBob(): Promise<string> {
    const { streams } = await bob.ask<{ streams: { id: string; lastMessage?: { id: string } }[] }>(
      '/api/streams',
    );
    return JSON.stringify(streams.map(({ id, lastMessage }) => [id, lastMessage?.id]).sort());
  }
});
