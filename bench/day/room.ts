import type { PodProcess } from '../../sandbox/pod/testing/podProcess.js';
import { PodUser, taken } from '../../sandbox/pod/testing/podUser.js';
import { TestBrowser } from '../../sandbox/pod/testing/testBrowser.js';
import { SEED_IDS } from '../../sandbox/pod/seed/seedUsers.js';

/** Who looks at the room, in a browser or by a socket. */
export const READER = 'alice@acme.example';
const AUTHORS = ['bob', 'carol', 'dave'] as const;

/** A room of four people. */
export interface Room {
  streamId: string;
  /** The sessions of all of them, as `Cookie` headers. */
  members: string[];
  /** Those of the three who write. */
  authors: string[];
}

/** Makes a room in which nothing was said. */
export async function makeRoom({ podUrl, portalAUrl }: PodProcess, name: string): Promise<Room> {
  const logIn = async (email: string): Promise<TestBrowser> => {
    const browser = new TestBrowser(podUrl, 'blocked', `Benchmark of ${email}`);
    taken(await browser.logIn(email, portalAUrl));
    return browser;
  };
  const reader = await logIn(READER);
  const answer = await new PodUser(reader, portalAUrl).post('/api/rooms', {
    name,
    userIds: AUTHORS.map((author) => SEED_IDS[author]),
  });
  const { stream } = taken<{ stream: { id: string } }>(answer);
  const authors: string[] = [];
  for (const author of AUTHORS) authors.push((await logIn(`${author}@acme.example`)).cookiesOf(portalAUrl));
  return { streamId: stream.id, members: [reader.cookiesOf(portalAUrl), ...authors], authors };
}
