import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { migrate } from '../pod/database/migrations.js';
import { openPgliteDatabase } from '../pod/database/pgliteDatabase.js';
import { seed } from '../pod/seed/seed.js';
import { SEED_IDS } from '../pod/seed/seedUsers.js';
import { until } from '../pod/testing/until.js';
import { EmbeddedPage } from './testing/embeddedPage.js';
import { press } from './testing/press.js';
import { say } from './testing/portalVisit.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';

const STREAM = 'rates-research';
/** As long, for a spec that writes on. */
const OTHER_STREAM = 'fx-desk';
const COUNT = 2_000;
/** How many messages the chat keeps, and shows, at most. */
const MOST_KEPT = 200;
/** Many pages have to be loaded. */
const LONG_MS = 60_000;
const OLDER_PAGES = '**/api/streams/*/messages?before=*';

/** A data folder with a chat that has been busy for long. Its messages differ in height. */
async function busyData(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'symphony-embed-long-chat-'));
  const database = await openPgliteDatabase(folder);
  await migrate(database);
  await seed(database, 'http://pod.localhost');
  await database.query(
    `insert into messages (stream_id, author_id, text)
     select unnest($1::text[]), (array[$2, $3])[1 + (n / 3) % 2],
       'Quote ' || lpad(n::text, 5, '0') || repeat(' and some more words about it', n % 7)
     from generate_series(1, $4::int) as n`,
    [[STREAM, OTHER_STREAM], SEED_IDS.carol, SEED_IDS.dave, COUNT],
  );
  await database.close();
  return folder;
}

const quote = (number: number): string => `Quote ${String(number).padStart(5, '0')}`;

/** The numbers of the quotes that the log has, from above to below. */
function numbersIn(log: Locator): Promise<number[]> {
  return log.evaluate((element) =>
    [...element.querySelectorAll('.message-text')].flatMap(({ textContent }) => {
      const number = /^Quote (\d+)/.exec(textContent)?.[1];
      return number === undefined ? [] : Number(number);
    }),
  );
}

function expectNoGap(numbers: readonly number[]): void {
  const [first = 0] = numbers;
  expect(numbers).toEqual(numbers.map((_, index) => first + index));
}

describe('A chat of many messages', () => {
  let dataDir = '';
  beforeAll(async () => {
    dataDir = await busyData();
  }, START_MS);
  const browsers = useBrowsers({ sandbox: () => ({ dataDir }) });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  async function opened(): Promise<{ page: EmbeddedPage; log: Locator }> {
    const page = await EmbeddedPage.rendered(browsers, 'alice', { streamId: STREAM }, { width: 390 });
    return { page, log: page.main.getByTestId('log') };
  }

  const scrollToTop = (log: Locator): Promise<void> =>
    log.evaluate((element) => {
      element.scrollTop = 0;
    });

  /** Goes up until a quote is loaded that is so old. */
  async function goUpTo(log: Locator, number: number): Promise<void> {
    await until(
      `quote ${String(number)} is loaded`,
      async () => {
        await scrollToTop(log);
        const numbers = await numbersIn(log);
        expect(numbers.length).toBeLessThanOrEqual(MOST_KEPT);
        return (numbers[0] ?? Infinity) <= number;
      },
      LONG_MS,
    );
  }

  const isInView = (message: Locator): Promise<boolean> =>
    message.evaluate((element) => {
      const [own, log] = [element, element.closest('.log')].map((each) => each?.getBoundingClientRect());
      return !!own && !!log && own.top < log.bottom && own.bottom > log.top;
    });

  it(
    'is read up to its first message and down again, without a gap, and keeps only what is near',
    async () => {
      const { page, log } = await opened();
      expect((await numbersIn(log)).at(-1)).toBe(COUNT);
      await until(
        'the first message is there',
        async () => {
          await scrollToTop(log);
          const numbers = await numbersIn(log);
          expectNoGap(numbers);
          expect(numbers.length).toBeLessThanOrEqual(MOST_KEPT);
          return (await page.main.getByText('The note on the ten-year is out').count()) > 0;
        },
        LONG_MS,
      );
      await page.main.getByTestId('log-older').waitFor({ state: 'detached' });
      expect((await numbersIn(log))[0]).toBe(1);
      await until(
        'quote 500 is there',
        async () => {
          await log.evaluate((element) => {
            element.scrollTop = element.scrollHeight;
          });
          const numbers = await numbersIn(log);
          expectNoGap(numbers);
          expect(numbers.length).toBeLessThanOrEqual(MOST_KEPT);
          return (numbers.at(-1) ?? 0) >= 500;
        },
        LONG_MS,
      );
    },
    3 * SPEC_MS,
  );

  it(
    'leaves what is read in its place when earlier messages come before it, and says when they do not come',
    async () => {
      const { page, log } = await opened();
      let refuse = true;
      await page.page.route(OLDER_PAGES, async (route) => {
        if (refuse) await route.abort();
        else await route.continue();
      });
      await scrollToTop(log);
      const edge = page.main.getByTestId('log-older');
      await edge.filter({ hasText: 'could not be loaded' }).waitFor();
      await scrollToTop(log);
      const [first] = await numbersIn(log);
      const read = log.getByTestId('message').filter({ hasText: quote(first ?? 0) });
      const topOf = (): Promise<number> => read.evaluate((element) => element.getBoundingClientRect().top);
      const before = await topOf();

      refuse = false;
      await press(edge.getByRole('button', { name: 'Try again' }));
      await until('earlier messages are there', async () => ((await numbersIn(log))[0] ?? 0) < (first ?? 0));
      await until('it is where it was', async () => Math.abs((await topOf()) - before) < 1);
      expectNoGap(await numbersIn(log));
    },
    SPEC_MS,
  );

  it(
    'leads back to its newest messages, which were dropped, and tells of new ones',
    async () => {
      const { page, log } = await opened();
      await goUpTo(log, COUNT - 300);
      expect((await numbersIn(log)).at(-1)).toBeLessThan(COUNT);
      const toEnd = page.main.getByTestId('to-end');
      await toEnd.filter({ hasText: 'Newest messages' }).waitFor();
      const dave = await EmbeddedPage.rendered(browsers, 'dave', { streamId: STREAM });
      await say(dave.main, 'Something new');
      await toEnd.filter({ hasText: 'New messages' }).waitFor();
      await press(toEnd);
      const newest = log.getByTestId('message').filter({ hasText: 'Something new' });
      await newest.waitFor();
      await until('it is in view', () => isInView(newest));
      await toEnd.waitFor({ state: 'detached' });
      await say(dave.main, 'And one more');
      await until('the end is followed', async () => {
        const more = log.getByTestId('message').filter({ hasText: 'And one more' });
        return (await more.count()) > 0 && isInView(more);
      });

      await goUpTo(log, COUNT - 300);
      await say(page.main, 'My own');
      const own = log.getByTestId('message').filter({ hasText: 'My own' });
      await own.waitFor();
      await until('who writes sees what they wrote', () => isInView(own));
    },
    2 * SPEC_MS,
  );

  it(
    'is searched by the pod, and shows what was found where it was said',
    async () => {
      const { page, log } = await opened();
      await press(page.main.getByTestId('search'));
      const words = page.main.getByTestId('search-words');
      const status = page.main.getByTestId('found-status');
      await words.fill('no such words');
      await status.filter({ hasText: 'Nothing in this chat' }).waitFor();

      await words.fill('QUOTE 0004');
      await status.filter({ hasText: '11 messages' }).waitFor();
      const found = page.main.getByTestId('found-message');
      expect(await found.first().locator('mark').allInnerTexts()).toEqual(['Quote', '0004']);
      await press(found.filter({ hasText: quote(42) }));
      const message = log.getByTestId('message').filter({ hasText: quote(42) });
      await message.waitFor();
      await until('it is in view', () => isInView(message));
      expect(await message.evaluate((element) => element === document.activeElement)).toBeTrue();
      expectNoGap(await numbersIn(log));
      await press(page.main.getByTestId('search-results'));
      await found.first().waitFor();

      await words.fill('quote');
      await status.filter({ hasText: 'The newest 20 messages' }).waitFor();
      await press(page.main.getByTestId('found-more'));
      await status.filter({ hasText: 'The newest 40 messages' }).waitFor();

      await page.page.route('**/api/streams/*/search?*', (route) => route.abort());
      await words.fill('quote 7');
      await status.filter({ hasText: 'Failed to search' }).waitFor();
      await page.page.unroute('**/api/streams/*/search?*');
      await press(page.main.getByTestId('found').getByRole('button', { name: 'Try again' }));
      await found.first().waitFor();
    },
    2 * SPEC_MS,
  );

  it(
    'leads to what is pinned, however long ago it was said',
    async () => {
      const dave = await EmbeddedPage.rendered(browsers, 'dave', { streamId: STREAM });
      const { messages } = await dave.ask<{ messages: { id: string; text: string }[] }>(
        `/api/streams/${STREAM}/search?words=00077`,
      );
      expect(await dave.call<unknown>('pinMessage', messages[0]?.id)).toBeTrue();
      const { page, log } = await opened();
      await press(page.main.getByTestId('pinned').getByRole('button', { name: 'Quote 00077' }));
      const message = log.getByTestId('message').filter({ hasText: quote(77) });
      await message.waitFor();
      await until('it is in view', () => isInView(message));
    },
    SPEC_MS,
  );

  it(
    'has no gap where the line missed something, whether one reads above it or follows the end',
    async () => {
      const page = await EmbeddedPage.open(browsers, { width: 390 });
      const log = page.main.getByTestId('log');
      let isDeaf = false;
      let tell: ((notice: object) => void) | undefined;
      await page.page.routeWebSocket(/\/live$/, (socket) => {
        const server = socket.connectToServer();
        tell = (notice) => {
          socket.send(JSON.stringify(notice));
        };
        server.onMessage((message) => {
          if (!isDeaf) socket.send(message);
        });
      });
      await page.renderAs('alice', { streamId: OTHER_STREAM });
      const dave = await EmbeddedPage.rendered(browsers, 'dave', { streamId: OTHER_STREAM });
      let last = COUNT;
      const miss = async (count: number): Promise<void> => {
        isDeaf = true;
        for (const end = last + count; last < end;)
          await dave.ask(`/api/streams/${OTHER_STREAM}/messages`, { message: quote(++last) });
        isDeaf = false;
        tell?.({ type: 'missed' });
      };
      const isShown = (): Promise<boolean> => numbersIn(log).then((numbers) => numbers.at(-1) === last);

      await miss(60);
      await until('the end is there', isShown);
      expectNoGap(await numbersIn(log));
      await goUpTo(log, last - 120);
      const numbers = await numbersIn(log);
      expectNoGap(numbers);

      const middle = numbers[numbers.length >> 1] ?? 0;
      const read = log.getByTestId('message').filter({ hasText: quote(middle) });
      await read.evaluate((element) => {
        element.scrollIntoView({ block: 'center' });
      });
      await miss(60);
      await page.main.getByTestId('to-end').filter({ hasText: 'New messages' }).waitFor();
      await until('what is read is in view', () => isInView(read));
      await until(
        'all of it is read without a gap',
        async () => {
          await log.evaluate((element) => {
            element.scrollTop = element.scrollHeight;
          });
          expectNoGap(await numbersIn(log));
          return isShown();
        },
        LONG_MS,
      );
    },
    3 * SPEC_MS,
  );
});
