import { openHost } from '../../test/pages/openHost.js';
import { openRawPage, type RawPage } from '../../test/pages/openRawPage.js';
import { until } from '../../test/pages/until.js';

const error = (type: string, words = ''): Record<string, unknown> => ({
  error: jasmine.objectContaining({ type, message: jasmine.stringContaining(words) }),
});

/** Subscribes under an id. Whatever comes after an answered action came after the subscription, too. */
async function subscribe(page: RawPage, fields: object): Promise<void> {
  page.post('sdk-subscription', fields);
  await page.act('set-settings', {});
}

/** Has an app notify, and resolves when it has done so. */
async function notify({ pod }: RawPage, type: string, payload?: unknown, frame = 1): Promise<void> {
  const done = (await pod.journal()).filter(({ what }) => what === 'did').length;
  await pod.tell({ do: 'notify', type: type as 'ActivityNotifications', payload }, frame);
  await pod.journalled('did', done + 1);
}

describe('acceptRawClients', () => {
  describe('says clientReady', () => {
    it('once, however often the app is ready, to the origin in the address', async () => {
      const page = await openRawPage();
      await page.heard('clientReady');
      await page.pod.tell({ do: 'ready', shown: { streamId: 's2' } });
      await page.act('set-settings', {});
      expect(await page.heard('clientReady')).toEqual([{ eventType: 'clientReady', payload: {} }]);
    });

    it('to the origin of the referrer where the address says nothing', async () => {
      const page = await openRawPage({}, '');
      expect((await page.heard('clientReady')).length).toBe(1);
    });

    it('to nobody where the address names another page', async () => {
      const page = await openRawPage(
        { allowedOrigins: [window.origin, 'https://other.example'] },
        '?sdkOrigin=https://other.example',
      );
      await page.pod.journalled('page');
      expect(await page.act('set-settings', {})).toEqual({});
      expect(page.messages.map(({ eventType }) => eventType)).toEqual(['sdk-resolve']);
    });

    it('only after the login, and again after the next one', async () => {
      const page = await openRawPage({ interaction: 'login' });
      expect(await page.act('set-settings', {})).toEqual({});
      expect(page.messages.map(({ eventType }) => eventType)).not.toContain('clientReady');
      await page.pod.tell({ do: 'ready' });
      await page.heard('clientReady');
      await page.pod.tell({ do: 'sessionEnded', reason: 'logout' });
      await page.pod.journalled('did', 2);
      await page.pod.tell({ do: 'ready' });
      expect((await page.heard('clientReady', 2)).length).toBe(2);
    });

    it('where the chat cannot be shown but the user is logged in, and not where nobody is', async () => {
      const failed = { ready: { error: { type: 'STREAM_NOT_FOUND', message: 'There is none.' } } } as const;
      const page = await openRawPage(failed);
      await page.heard('clientReady');
      const nobody = await openRawPage({
        ...failed,
        auth: { isLoggedIn: false, authenticationType: 'password' },
      });
      await nobody.pod.journalled('checkAuth');
      await nobody.act('set-settings', {});
      expect(nobody.messages.map(({ eventType }) => eventType)).toEqual(['sdk-resolve']);
    });

    it('not to a page with the SDK', async () => {
      const heard: unknown[] = [];
      const listen = ({ data }: MessageEvent<{ eventType?: unknown }>): void => {
        if (data.eventType !== undefined) heard.push(data);
      };
      window.addEventListener('message', listen);
      const { symphony, slot, pod, events } = await openHost({
        frame: { rawClients: true, ready: 'never' },
      });
      const rendering = symphony.render(slot, { streamId: 's1' });
      await until(
        () => events.some((event) => event.kind === 'answer' && event.method === 'hello'),
        'the hello',
      );
      await pod.tell({ do: 'ready', shown: { streamId: 's1' } });
      expect(await rendering).toEqual({ streamId: 's1' });
      window.removeEventListener('message', listen);
      expect(heard).toEqual([]);
    });
  });

  describe('runs an action', () => {
    it('in the app’s own handler, and answers with its value', async () => {
      const page = await openRawPage();
      expect(await page.act('set-stream', { streamId: 's2' })).toEqual({ streamId: 's2' });
      expect(await page.act('set-settings', { mode: 'dark', showTitle: 'false', sound: null })).toEqual({});
      const sent = { streamId: ['s1'], messages: [{ messageId: 'm1', streamId: 's1' }] };
      const options = { mode: 'blast', streamIds: 's1, s3', users: [7] };
      expect(await page.act('send-message', { message: 'Hello!', options })).toEqual(sent);
      const [opened] = await page.pod.journalled('openStream');
      expect(opened?.detail).toEqual({ streamId: 's2' });
      const [updated] = await page.pod.journalled('updateSettings');
      expect(updated?.detail).toEqual({ mode: 'dark', showTitle: false });
      const [sending] = await page.pod.journalled('sendMessage');
      expect(sending?.detail).toEqual({
        message: 'Hello!',
        options: {
          mode: 'blast',
          streamIds: ['s1', 's3'],
          users: ['7'],
          displayMode: 'confirmation_dialog',
        },
      });
    });

    it('that has its fields in data', async () => {
      const { main, pod, heard } = await openRawPage();
      const data = { name: 'set-stream', id: 7, params: { streamId: 's2' } };
      main.contentWindow?.postMessage({ eventType: 'sdk-action', data }, pod.url);
      expect((await heard('sdk-resolve'))[0]?.payload).toEqual({ id: 7, data: { streamId: 's2' } });
    });

    it('without an id, and answers without one', async () => {
      const page = await openRawPage();
      page.post('sdk-action', { name: 'set-stream', params: { streamId: '' } });
      const [answer] = await page.heard('sdk-resolve');
      expect(answer?.payload.id).toBeUndefined();
      expect(answer?.payload.data).toEqual(error('INVALID_ARGUMENT', 'streamId'));
    });

    it('and answers with the type, the message and the data of what went wrong', async () => {
      const page = await openRawPage({
        open: 'throws',
        answers: { sendMessage: 'throws' },
      });
      expect(await page.act('set-stream', { streamId: 's2' })).toEqual({
        error: { type: 'ERROR', message: 'openStream was told to fail', data: { told: true } },
      });
      const message = { message: 'Hello', options: { mode: 'blast', streamIds: ['s1'] } };
      expect(await page.act('send-message', message)).toEqual(error('ERROR'));
    });

    it('and says what is wrong with it, or that there is none like it', async () => {
      const page = await openRawPage({ open: 'absent' });
      const cases: [name: unknown, params: unknown, expected: Record<string, unknown>][] = [
        ['set-stream', { streamId: 's2' }, error('NOT_SUPPORTED', 'openStream')],
        ['set-stream', { streamId: 's2', container: {} }, error('INVALID_ARGUMENT', 'container')],
        ['set-stream', { streamId: 's2', container: '#none' }, error('INVALID_ARGUMENT', '#none')],
        ['set-settings', { mode: 'blue' }, error('INVALID_ARGUMENT', 'mode should be one of')],
        ['send-message', undefined, error('INVALID_ARGUMENT', 'message')],
        ['send-message', { message: 'x', options: [] }, error('INVALID_ARGUMENT', 'mode')],
        ['open-blast', {}, error('NOT_SUPPORTED', 'set-stream')],
        ['constructor', {}, error('NOT_SUPPORTED')],
        [undefined, null, error('NOT_SUPPORTED')],
      ];
      for (const [name, params, expected] of cases)
        expect(await page.act(name as string, params))
          .withContext(JSON.stringify([name, params]))
          .toEqual(expected);
      expect((await page.pod.journal()).some(({ what }) => what === 'openStream')).toBeFalse();
    });
  });

  describe('listens to nobody else', () => {
    it('than the page around it, and only to an allowed origin', async () => {
      const page = await openRawPage({ allowedOrigins: ['https://other.example'] });
      await page.pod.journalled('page');
      page.post('sdk-action', { name: 'set-stream', id: 1, params: { streamId: 's2' } });
      page.post('sdk-subscription', { type: 'ActivityNotifications', id: 2 });
      await notify(page, 'ActivityNotifications');
      expect(page.messages).toEqual([]);
      expect((await page.pod.journal()).some(({ what }) => what === 'openStream')).toBeFalse();
    });

    it('also not to another frame in the page', async () => {
      const page = await openRawPage();
      await page.heard('clientReady');
      const other = document.createElement('iframe');
      other.src = `${page.pod.url.replace(/p[\w-]+\.localhost/, '127.0.0.1')}/hostile`;
      let isThere = false;
      window.addEventListener('message', ({ data }) => (isThere ||= data === 'hostile page is ready'));
      page.main.after(other);
      await until(() => isThere, 'the hostile page');
      const hostile = [
        { eventType: 'sdk-action', payload: { name: 'set-stream', id: 1, params: { streamId: 'evil' } } },
        { eventType: 'sdk-register', payload: { iFrameId: 'evil' } },
        { namespace: 'symphony-embed', type: 'ADOPT', id: '', pageOrigin: window.origin },
        { namespace: 'symphony-embed', type: 'CHILD', id: 'evil', document: '1' },
      ];
      other.contentWindow?.postMessage({ hostile }, '*');
      expect(await page.act('set-settings', {})).toEqual({});
      expect((await page.pod.journal()).some(({ what }) => what === 'openStream')).toBeFalse();
      other.remove();
    });

    it('and lives on after messages that make no sense', async () => {
      const page = await openRawPage();
      await page.heard('clientReady');
      const odd = [
        undefined,
        null,
        0,
        '',
        'x',
        [],
        {},
        new Map(),
        new Date(0),
        [null],
        { id: {} },
        { id: null },
      ];
      for (const payload of odd) {
        for (const eventType of ['sdk-subscription', 'sdk-register', 'sdk-resolve', 'sdk-', 'other'])
          page.post(eventType, payload);
        page.main.contentWindow?.postMessage(payload, page.pod.url);
        page.main.contentWindow?.postMessage({ eventType: payload }, page.pod.url);
      }
      expect(await page.act('set-stream', { streamId: 's2' })).toEqual({ streamId: 's2' });
      expect(page.messages.map(({ eventType }) => eventType)).toEqual(['clientReady', 'sdk-resolve']);
    });
  });

  describe('keeps subscriptions', () => {
    it('and sends what matches them, in order, with the page’s own id', async () => {
      const page = await openRawPage();
      const params = { streamId: 's1', withMaestroMessages: undefined };
      await subscribe(page, { type: 'UnreadCountNotifications', id: 'unread', params });
      await subscribe(page, { type: 'ConnectionNotifications', id: 7, status: ['accepted'] });
      const connection = (status: string) => ({ status, userId: '1' });
      await notify(page, 'UnreadCountNotifications', { streamId: 's2', count: 1 });
      await notify(page, 'UnreadCountNotifications', { streamId: 's1', count: 2 });
      await notify(page, 'ConnectionNotifications', connection('deleted'));
      await notify(page, 'ConnectionNotifications', connection('accepted'));
      const told = await page.heard('sdk-callback-data', 2);
      expect(told.map(({ payload }) => payload)).toEqual([
        { id: 'unread', data: { streamId: 's1', count: 2 } },
        { id: 7, data: connection('accepted') },
      ]);
    });

    it('once under each id, also when the page subscribes again', async () => {
      const page = await openRawPage();
      for (const streamId of ['s1', 's2'])
        await subscribe(page, { type: 'UnreadCountNotifications', id: 'unread', params: { streamId } });
      for (const streamId of ['s1', 's2'])
        await notify(page, 'UnreadCountNotifications', { streamId, count: 1 });
      const told = await page.heard('sdk-callback-data');
      expect(told.map(({ payload }) => payload.data)).toEqual([{ streamId: 's2', count: 1 }]);
    });

    it('and answers a wrong one with an error, under its id', async () => {
      const page = await openRawPage();
      const wrong = [
        { type: 'NoSuchNotifications', id: 'a' },
        { type: 'toString', id: 'b' },
        { id: 'c' },
        { type: 'UnreadCountNotifications', id: 'd', params: { streamId: 7 } },
      ];
      for (const fields of wrong) page.post('sdk-subscription', fields);
      const answers = await page.heard('sdk-resolve', wrong.length);
      expect(answers.map(({ payload }) => payload)).toEqual(
        wrong.map(({ id }) => ({ id, data: error('INVALID_ARGUMENT') })),
      );
    });

    it('and tells of the end of the session', async () => {
      const page = await openRawPage();
      await subscribe(page, { type: 'SessionNotifications', id: 'session' });
      await page.pod.tell({ do: 'sessionEnded', reason: 'logout' });
      const [told] = await page.heard('sdk-callback-data');
      expect(told?.payload).toEqual({ id: 'session', data: { status: 'ended', reason: 'logout' } });
      expect((await page.pod.journalled('stop')).length).toBe(1);
      expect((await page.pod.journalled('clear')).length).toBe(1);
    });
  });

  describe('serves child frames', () => {
    it('which the main frame calls for the page, by their containers', async () => {
      const page = await openRawPage();
      await page.heard('clientReady');
      await page.addChild('chat-1');
      page.post('sdk-register', { iFrameId: 'chat-1' });
      expect(await page.act('set-stream', { streamId: 's2', container: '#chat-1' })).toEqual({
        streamId: 's2',
      });
      const options = { mode: 'blast', streamIds: ['s2'], container: 'chat-1' };
      expect(Object.keys(await page.act('send-message', { message: 'Hello', options }))).toContain(
        'messages',
      );
      for (const what of ['openStream', 'sendMessage'])
        expect((await page.pod.journalled(what)).map(({ frame }) => frame)).toEqual([2]);
      expect((await page.heard('clientReady')).length).toBe(1);
    });

    it('also when the page registers one before it is there', async () => {
      const page = await openRawPage();
      page.post('sdk-register', { iFrameId: 'chat-é' });
      const opening = page.act('set-stream', { streamId: 's2', container: '#chat-é' });
      await page.addChild('chat-é');
      expect(await opening).toEqual({ streamId: 's2' });
    });

    it('which have the settings of the main frame, and get its later ones', async () => {
      const page = await openRawPage();
      await page.addChild('chat-1');
      page.post('sdk-register', { iFrameId: 'chat-1' });
      await page.act('set-stream', { streamId: 's2', container: '#chat-1' });
      await page.act('set-settings', { showTitle: false });
      await page.addChild('chat-2');
      page.post('sdk-register', { iFrameId: 'chat-2' });
      await page.act('set-stream', { streamId: 's3', container: '#chat-2' });
      const updates = await page.pod.journalled('updateSettings', 4);
      const of = (frame: number) =>
        updates.filter((entry) => entry.frame === frame).map(({ detail }) => detail);
      expect(of(1)).toEqual([{ showTitle: false }]);
      expect(of(2)).toEqual([{ mode: 'dark' }, { showTitle: false }]);
      expect(of(3)).toEqual([{ mode: 'dark', showTitle: false }]);
    });

    it('which come back with their chat after a reload', async () => {
      const page = await openRawPage();
      await page.addChild('chat-1');
      page.post('sdk-register', { iFrameId: 'chat-1' });
      await page.act('set-stream', { streamId: 's2', container: '#chat-1' });
      await page.pod.tell({ do: 'reload' }, 2);
      const opened = await page.pod.journalled('openStream', 2);
      expect(opened.map(({ frame, detail }) => [frame, detail?.['streamId']])).toEqual([
        [2, 's2'],
        [3, 's2'],
      ]);
      expect(await page.act('set-stream', { streamId: 's3', container: '#chat-1' })).toEqual({
        streamId: 's3',
      });
    });

    it('and answers at once what a frame cannot answer that the page removed', async () => {
      const page = await openRawPage({ answers: { sendMessage: 'never' } });
      const child = await page.addChild('chat-1');
      page.post('sdk-register', { iFrameId: 'chat-1' });
      const options = { mode: 'blast', streamIds: ['s2'], container: '#chat-1' };
      const sending = page.act('send-message', { message: 'Hello', options });
      await page.pod.journalled('sendMessage');
      child.remove();
      expect(await sending).toEqual(error('FRAME_GONE', '#chat-1'));
      expect(await page.act('set-stream', { streamId: 's2', container: '#chat-1' })).toEqual(
        error('FRAME_GONE'),
      );
      // A new frame in the same container is another one.
      await page.addChild('chat-1');
      page.post('sdk-register', { iFrameId: 'chat-1' });
      expect(await page.act('set-stream', { streamId: 's3', container: '#chat-1' })).toEqual({
        streamId: 's3',
      });
    });

    it('and says so when no frame comes', async () => {
      const page = await openRawPage();
      page.post('sdk-register', { iFrameId: 'nowhere' });
      expect(await page.act('set-stream', { streamId: 's2', container: '#nowhere' })).toEqual(
        error('CONNECTION_FAILED', '#nowhere'),
      );
    });

    it('and hands on what only they can notice, once', async () => {
      const page = await openRawPage();
      await page.addChild('chat-1');
      page.post('sdk-register', { iFrameId: 'chat-1' });
      await page.act('set-stream', { streamId: 's2', container: '#chat-1' });
      await subscribe(page, { type: 'InternalLinkNotifications', id: 'links' });
      await subscribe(page, { type: 'UnreadCountNotifications', id: 'unread' });
      // Both frames hear of it from the pod, and the page wants to hear of it once.
      await notify(page, 'UnreadCountNotifications', { streamId: 's1', count: 1 }, 2);
      await notify(page, 'UnreadCountNotifications', { streamId: 's1', count: 1 }, 1);
      await notify(page, 'InternalLinkNotifications', { url: 'https://x.example' }, 2);
      const told = await page.heard('sdk-callback-data', 2);
      expect(told.map(({ payload }) => payload)).toEqual([
        { id: 'unread', data: { streamId: 's1', count: 1 } },
        { id: 'links', data: { url: 'https://x.example', selector: '#chat-1' } },
      ]);
    });
  });
});
