import { logIn } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { SEED_IDS } from '../seed/seedUsers.js';

const QUESTIONS = [
  '/api/users',
  `/api/users/${SEED_IDS.bob}`,
  '/api/connections',
  '/api/distribution-lists',
  '/api/apps',
  '/api/rooms',
  '/api/streams',
  '/api/streams/fx-desk',
  '/api/streams/fx-desk/messages?before=1',
  '/api/streams/fx-desk/search?words=desk',
  '/api/messages/1/attachments/a',
];

const CHANGES: [method: string, path: string, body?: object][] = [
  ['POST', '/session/terms'],
  ['POST', '/api/connections', { userId: SEED_IDS.erin }],
  ['POST', `/api/connections/${SEED_IDS.frank}/accept`],
  ['DELETE', `/api/connections/${SEED_IDS.erin}`],
  ['POST', '/api/streams', { userIds: [SEED_IDS.bob] }],
  ['POST', '/api/streams/fx-desk/messages', { message: 'Hi' }],
  ['POST', '/api/streams/fx-desk/read'],
  ['POST', '/api/streams/fx-desk/join'],
  ['POST', '/api/streams/fx-desk/deactivate'],
  ['POST', '/api/streams/fx-desk/members', { userIds: [SEED_IDS.heidi] }],
  ['DELETE', `/api/streams/fx-desk/members/${SEED_IDS.bob}`],
  ['DELETE', '/api/streams/fx-desk/pin'],
  ['POST', '/api/rooms', { name: 'A room', userIds: [] }],
  ['POST', '/api/send', { mode: 'blast', message: 'Hi', users: [SEED_IDS.bob] }],
  ['POST', '/api/recipients', { mode: 'blast', users: [SEED_IDS.bob] }],
  ['POST', '/api/messages/1/pin'],
  ['POST', '/api/messages/1/suppress'],
  ['PUT', '/api/messages/1/bookmark'],
  ['DELETE', '/api/messages/1/bookmark'],
];

describe('The pod’s API', () => {
  const under = useSandbox();
  const site = (): string => under.sandbox.portalAUrl;

  it('answers nobody who is not logged in', async () => {
    const browser = under.browser();
    for (const path of QUESTIONS) {
      const { status, json } = await browser.fetch(path, site());
      expect(status).withContext(path).toBe(401);
      expect(json).toEqual({ error: 'NOT_LOGGED_IN' });
    }
    for (const [method, path, body] of CHANGES)
      expect((await browser.fetch(path, site(), { method, body })).status)
        .withContext(path)
        .toBe(401);
  });

  it('lets no other site’s page change anything', async () => {
    const browser = under.browser();
    await browser.logIn('alice@acme.example', site());
    for (const headers of [{ 'x-symphony-embed': undefined }, { origin: site() }]) {
      for (const [method, path, body] of CHANGES) {
        const { status } = await browser.fetch(path, site(), { method, body, headers });
        expect(status).withContext(`${method} ${path}`).toBe(403);
      }
    }
  });

  it('refuses bodies that are none of its business', async () => {
    const alice = await logIn(under, 'alice');
    for (const [method, path, body] of CHANGES.filter(([, , given]) => given)) {
      for (const strange of [{}, { ...body, more: true }, []]) {
        const { status } = await alice.post(path, strange);
        expect(status)
          .withContext(`${method} ${path} ${JSON.stringify(strange)}`)
          .toBe(400);
      }
    }
  });
});
