import type { OpenedStream } from '../../podApi/history.js';
import type { StartState } from '../../podApi/session.js';
import type { Stream } from '../../podApi/streams.js';
import { SEED_IDS } from '../seed/seedUsers.js';
import { taken } from '../testing/podUser.js';
import type { TestBrowser } from '../testing/testBrowser.js';
import { useSandbox } from '../testing/useSandbox.js';

describe('The start of a frame', () => {
  const under = useSandbox();
  const site = (): string => under.sandbox.portalAUrl;

  async function start(browser: TestBrowser, request: object): Promise<StartState> {
    return taken(await browser.fetch('/session/start', site(), { body: request }));
  }

  async function loggedIn(email = 'alice@acme.example'): Promise<TestBrowser> {
    const browser = under.browser();
    await browser.logIn(email, site());
    return browser;
  }

  it('has the session, all chats and the first one in one answer', async () => {
    const browser = await loggedIn();
    const { loggedIn: isIn, user, first } = await start(browser, { partnerId: 'acme', streamId: 'fx-desk' });
    expect([isIn, user?.id]).toEqual([true, SEED_IDS.alice]);
    const alone = await browser.fetch('/api/streams/fx-desk', site());
    expect(first?.opened).toEqual(taken<OpenedStream>(alone));
    const { streams } = taken<{ streams: Stream[] }>(await browser.fetch('/api/streams', site()));
    expect(first?.streams).toEqual(streams);
  });

  it('opens the chat with people, and lists it, also when there was none', async () => {
    const browser = await loggedIn();
    const { first } = await start(browser, { userIds: [SEED_IDS.bob, SEED_IDS.dave] });
    expect(first?.opened?.stream.members.map(({ id }) => id)).toEqual(
      jasmine.arrayWithExactContents([SEED_IDS.alice, SEED_IDS.bob, SEED_IDS.dave]),
    );
    expect(first?.streams.map(({ id }) => id)).toContain(first?.opened?.stream.id ?? '');
  });

  it('logs in by a portal’s word, and shows that user’s chats', async () => {
    const browser = under.browser();
    const subjectToken = await browser.tokenOf('bob@acme.example', site());
    const request = { partnerId: 'acme', subjectToken, streamId: 'fx-desk' };
    const { user, first } = await start(browser, request);
    expect([user?.id, first?.opened?.stream.id]).toEqual([SEED_IDS.bob, 'fx-desk']);
    expect(await browser.isLoggedIn(site())).toBeTrue();
    // The frame reloads, and has the same token again.
    expect((await start(browser, request)).user?.id).toBe(SEED_IDS.bob);
    // Another user's token is another login.
    const other = await browser.tokenOf('carol@acme.example', site());
    expect((await start(browser, { partnerId: 'acme', subjectToken: other })).user?.id).toBe(SEED_IDS.carol);
  });

  it('says who is not here, and shows them nothing', async () => {
    const browser = await loggedIn('dave@acme.example');
    await under.sandbox.revokeUser('dave@acme.example');
    expect(await start(browser, { partnerId: 'acme', streamId: 'fx-desk' })).toEqual({
      loggedIn: false,
      authenticationType: 'password',
      endReason: 'revoked',
    });
    expect(await start(under.browser(), {})).toEqual({ loggedIn: false, authenticationType: 'password' });
  });

  it('shows nothing before the terms of use are accepted', async () => {
    const browser = await loggedIn('heidi@acme.example');
    const { user, first } = await start(browser, { streamId: 'fx-desk' });
    expect([user?.termsAccepted, first]).toEqual([false, undefined]);
  });

  it('leaves a chat out that cannot be shown, and keeps the others', async () => {
    const browser = await loggedIn('grace@northwind.example');
    for (const chat of [{ streamId: 'fx-desk' }, { streamId: 'nowhere' }, { userIds: [SEED_IDS.alice] }]) {
      const { first } = await start(browser, chat);
      expect(first?.opened).withContext(JSON.stringify(chat)).toBeUndefined();
      expect(first?.streams).toEqual(jasmine.any(Array));
    }
  });

  it('is compared, when the line is there, with what there is to see then', async () => {
    const [alice, bob] = [await loggedIn(), await loggedIn('bob@acme.example')];
    const { first } = await start(alice, { streamId: 'fx-desk' });
    const open = (seen: Record<string, string>) =>
      alice.live(site(), undefined, { mark: first?.mark ?? '', streamId: 'fx-desk', ...seen });
    // That the frame has read it is no news.
    await alice.fetch('/api/streams/fx-desk/read', site(), { body: {} });
    const same = await open({}).opened();
    const others = [
      { mark: 'another' },
      { streamId: 'alice-bob' },
      { streamId: 'nowhere' },
      { streamId: '\0' },
    ];
    for (const other of others) await open(other).notice('missed');
    expect(same.notices).toEqual([]);

    const sent = await bob.fetch('/api/streams/fx-desk/messages', site(), { body: { message: 'News' } });
    await same.notice('message', ({ message }) => message.text === 'News');
    await open({}).notice('missed');
    const { id } = taken<{ message: { id: string } }>(sent).message;
    const renewed = await start(alice, { streamId: 'fx-desk' });
    await bob.fetch(`/api/messages/${id}/suppress`, site(), { body: {} });
    await open({ mark: renewed.first?.mark ?? '' }).notice('missed');
  });

  it('refuses what is no start', async () => {
    const browser = await loggedIn();
    for (const body of [
      { subjectToken: 'x' },
      { streamId: '' },
      { streamId: 5 },
      { userIds: [] },
      { userIds: 'bob' },
      { more: 1 },
    ]) {
      const { status, json } = await browser.fetch('/session/start', site(), { body });
      expect([status, json])
        .withContext(JSON.stringify(body))
        .toEqual([400, jasmine.objectContaining({ error: 'INVALID_REQUEST' })]);
    }
  });
});
