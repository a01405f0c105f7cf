import type { FoundMessages, HistoryPage, OpenedStream } from '../../podApi/history.js';
import type { Draft, Message } from '../../podApi/messages.js';
import type { Stream } from '../../podApi/streams.js';
import { SEED_IDS, SEED_USERS, type SeedName } from '../seed/seedUsers.js';
import type { LiveLine } from './liveLine.js';
import type { TestAnswer, TestBrowser } from './testBrowser.js';
import type { SandboxUnderTest } from './useSandbox.js';

/** Somebody who is logged in in a frame of a portal. */
export class PodUser {
  readonly #browser: TestBrowser;
  readonly #site: string;

  constructor(browser: TestBrowser, site: string) {
    this.#browser = browser;
    this.#site = site;
  }

  get(path: string): Promise<TestAnswer> {
    return this.#browser.fetch(path, this.#site);
  }

  post(path: string, body: object = {}): Promise<TestAnswer> {
    return this.#browser.fetch(path, this.#site, { body });
  }

  put(path: string): Promise<TestAnswer> {
    return this.#browser.fetch(path, this.#site, { method: 'PUT' });
  }

  delete(path: string): Promise<TestAnswer> {
    return this.#browser.fetch(path, this.#site, { method: 'DELETE' });
  }

  live(): Promise<LiveLine> {
    return this.#browser.live(this.#site).opened();
  }

  /** The streams that the user has, by id. */
  async streams(): Promise<Map<string, Stream>> {
    const { streams } = taken<{ streams: Stream[] }>(await this.get('/api/streams'));
    return new Map(streams.map((stream) => [stream.id, stream]));
  }

  async open(streamId: string): Promise<OpenedStream> {
    return taken(await this.get(`/api/streams/${streamId}`));
  }

  /** @param place - As in an address: `before=7`. */
  async page(streamId: string, place: string): Promise<HistoryPage> {
    return taken(await this.get(`/api/streams/${streamId}/messages?${place}`));
  }

  async search(streamId: string, words: string, before?: string): Promise<FoundMessages> {
    const query = new URLSearchParams({ words, ...(before !== undefined && { before }) });
    return taken(await this.get(`/api/streams/${streamId}/search?${query.toString()}`));
  }

  async write(streamId: string, message: Draft): Promise<Message> {
    const answer = await this.post(`/api/streams/${streamId}/messages`, { message });
    return taken<{ message: Message }>(answer).message;
  }

  async makeRoom(userIds: readonly string[], options: object = {}): Promise<Stream> {
    const answer = await this.post('/api/rooms', { name: 'A room', userIds, options });
    return taken<{ stream: Stream }>(answer).stream;
  }

  /** Waits until all is told that has happened so far. What is told later comes after it. */
  async hearOut(line: LiveLine): Promise<void> {
    const { id, members } = await this.makeRoom([]);
    taken(await this.delete(`/api/streams/${id}/members/${members[0]?.id ?? ''}`));
    await line.notice('left', ({ streamId }) => streamId === id);
  }
}

/** What the pod gave, which must not have refused. */
export function taken<Json extends object>({ status, json, text }: TestAnswer): Readonly<Json> {
  if (status !== 200) throw new Error(`Failed to ask the pod: it answered ${String(status)} ${text}.`);
  return json as Json;
}

/** Logs a seeded user in, in a browser of their own. */
export async function logIn(under: SandboxUnderTest, name: SeedName): Promise<PodUser> {
  const email = SEED_USERS.find(({ id }) => id === SEED_IDS[name])?.email;
  if (email === undefined) throw new Error(`Failed to log ${name} in: nobody of that name is seeded.`);
  const browser = under.browser();
  taken(await browser.logIn(email, under.sandbox.portalAUrl));
  return new PodUser(browser, under.sandbox.portalAUrl);
}
