import { failureOf, iframeIn, openHost } from '../../test/pages/openHost.js';
import type { FrameBehaviour } from '../../test/frame/behaviour.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { openPod } from '../../test/pages/openPod.js';
import { createSymphony } from 'symphony-embed/host';
import { PROTOCOL } from '../../shared/wire/contract.js';

const CONNECT_MS = 1_800;
/** For a frame that has no chance to connect, so that a slow machine changes nothing. */
const HOPELESS_MS = 800;

describe('A frame that does not connect', () => {
  const reasons: [string, FrameBehaviour][] = [
    ['is not found', { page: 'notFound' }],
    ['answers with an error', { page: 'serverError' }],
    ['is empty', { page: 'empty' }],
    ['may not be framed', { page: 'unframeable' }],
    ['never answers', { page: 'silent' }],
    ['does not allow this origin', { allowedOrigins: ['https://another-portal.example'] }],
    ['allows only an origin that looks like this one', { allowedOrigins: ['http://localhost.evil.example'] }],
  ];
  for (const [what, frame] of reasons)
    it(`is CONNECTION_FAILED when its page ${what}, and is taken out again`, async () => {
      const { symphony, slot, pod } = await openHost({ frame }, { timeouts: { connectMs: HOPELESS_MS } });
      const { type, message } = await failureOf(symphony.render(slot));
      expect(type).toBe('CONNECTION_FAILED');
      for (const words of [
        pod.url,
        `within ${String(HOPELESS_MS)} ms`,
        'troubleshooting.md#CONNECTION_FAILED',
      ])
        expect(message).toContain(words);
      expect(slot.children.length).toBe(0);
      expect((await failureOf(symphony.openStream('s1'))).type).toBe('NOT_RENDERED');
    });

  it('is CONNECTION_FAILED when nothing listens at the pod’s address', async () => {
    const symphony = createSymphony({ podUrl: 'http://127.0.0.1:1', timeouts: { connectMs: HOPELESS_MS } });
    const slot = makeSlot();
    expect((await failureOf(symphony.render(slot))).type).toBe('CONNECTION_FAILED');
    expect(slot.children.length).toBe(0);
  });

  it('does not take other frames along', async () => {
    const { symphony, slot, pod } = await openHost({}, { timeouts: { connectMs: CONNECT_MS } });
    await symphony.render(slot);
    await pod.setFrame({ page: 'notFound' });
    const other = makeSlot();
    expect((await failureOf(symphony.openStream('s2', other))).type).toBe('CONNECTION_FAILED');
    expect([slot.children.length, other.children.length]).toEqual([1, 0]);
    expect(await symphony.openStream('s3')).toEqual({ streamId: 's3' });
    await pod.setFrame({});
    expect(await symphony.openStream('s2', other)).toEqual({ streamId: 's2' });
  });

  it('is forgotten: the next render works', async () => {
    const { symphony, slot, pod } = await openHost(
      { frame: { page: 'serverError' } },
      { timeouts: { connectMs: CONNECT_MS } },
    );
    await failureOf(symphony.render(slot));
    await pod.setFrame({});
    await symphony.render(slot, { streamId: 's1' });
    expect(slot.children.length).toBe(1);
  });

  it('is refused at once by a page whose own policy forbids it', async () => {
    const pod = await openPod();
    const portal = document.createElement('iframe');
    portal.srcdoc = `<meta http-equiv="Content-Security-Policy" content="frame-src 'none'">
      <div class="symphony-ecm"></div>
      <script render="explicit" src="${pod.url}/embed/sdk.js"></script>`;
    makeSlot().append(portal);
    await new Promise((resolve) => {
      portal.onload = resolve;
    });
    const { symphony } = portal.contentWindow as unknown as {
      symphony: { render: () => Promise<{ error: { type: string; message: string } }> };
    };
    const { error } = await symphony.render();
    expect(error.type).toBe('CONNECTION_FAILED');
    expect(error.message).toContain(`the frame-src of this page has to allow ${pod.url}`);
    expect((await pod.journal()).some(({ what }) => what === 'page')).toBeFalse();
  });
});

describe('A frame that is slow', () => {
  it('is waited for', async () => {
    const { symphony, slot } = await openHost({ frame: { connectAfterMs: 700, readyAfterMs: 100 } });
    expect(await symphony.render(slot, { streamId: 's1' })).toBeDefined();
  });

  it('is TIMEOUT when it connects and never shows its chat, and stays, to show what is wrong', async () => {
    const { symphony, slot } = await openHost({ frame: { ready: 'never' } }, { timeouts: { readyMs: 300 } });
    const { type, message } = await failureOf(symphony.render(slot));
    expect(type).toBe('TIMEOUT');
    expect(message).toContain('300 ms');
    expect(slot.children.length).toBe(1);
  });

  it('is TIMEOUT when it never answers a call, and answers the next one', async () => {
    const { symphony, slot } = await openHost(
      { streams: { slow: { open: 'never' } } },
      { timeouts: { callMs: 300 } },
    );
    await symphony.render(slot);
    const { type, message } = await failureOf(symphony.openStream('slow'));
    expect(type).toBe('TIMEOUT');
    expect(message).toContain('openStream');
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });
});

describe('A frame of another protocol', () => {
  it('is INCOMPATIBLE_VERSION on both sides, naming both numbers, and is taken out again', async () => {
    const { symphony, slot, pod } = await openHost({
      frame: { page: 'raw', raw: { protocol: 99, calls: [] } },
    });
    const { type, message } = await failureOf(symphony.render(slot));
    expect(type).toBe('INCOMPATIBLE_VERSION');
    for (const words of [`protocol ${PROTOCOL}`, 'protocol 99', 'raw 1.0']) expect(message).toContain(words);
    expect(slot.children.length).toBe(0);
    await pod.journalled('connected');
  });

  it('learns of it too', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot);
    await pod.setFrame({ page: 'raw', raw: { protocol: PROTOCOL + 1, calls: [] } });
    // The page is reloaded by itself, with another version of the app: the iframe stays while it says hello.
    await pod.tell({ do: 'reload' });
    const [answer] = await pod.journalled('answer');
    expect(answer?.detail).toEqual({
      method: 'hello',
      answer: {
        ok: false,
        error: {
          type: 'INCOMPATIBLE_VERSION',
          message: jasmine.stringMatching(`protocol ${PROTOCOL}.*protocol ${PROTOCOL + 1}`),
        },
      },
    });
    expect(iframeIn(slot).isConnected).toBeTrue();
  });

  for (const hello of [{}, { protocol: String(PROTOCOL), app: 'x' }, { protocol: PROTOCOL }, 'hello', []])
    it(`is not connected by ${JSON.stringify(hello)}`, async () => {
      const { symphony, slot, pod } = await openHost(
        { frame: { page: 'raw', raw: { hello, calls: [] } } },
        { timeouts: { connectMs: 1_500 } },
      );
      expect((await failureOf(symphony.render(slot))).type).toBe('CONNECTION_FAILED');
      const [answer] = await pod.journalled('answer');
      expect(JSON.stringify(answer?.detail?.['answer'])).toContain('INVALID_ARGUMENT');
    });
});
