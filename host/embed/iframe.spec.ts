import { iframeIn, failureOf, openHost } from '../../test/pages/openHost.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { until } from '../../test/pages/until.js';

describe('The iframe of a chat', () => {
  it('has a name for screen readers, the clipboard, and tells the pod no more than the origin', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot);
    const iframe = iframeIn(slot);
    expect(iframe.title).not.toBe('');
    expect(iframe.allow).toContain('clipboard-write');
    expect(iframe.referrerPolicy).toBe('origin');
    const [page] = await pod.journalled('page');
    expect(page?.detail?.['referer']).toBe(`${window.origin}/`);
  });

  it('fills its slot, has no border, and no inline style that a strict page would refuse', async () => {
    const { symphony, slot } = await openHost();
    await symphony.render(slot);
    const iframe = iframeIn(slot);
    expect(iframe.hasAttribute('style')).toBeFalse();
    const { width, height, borderTopWidth } = getComputedStyle(iframe);
    expect([width, height, borderTopWidth]).toEqual(['400px', '400px', '0px']);
  });

  it('can be styled by the page', async () => {
    const { symphony, slot } = await openHost();
    await symphony.render(slot);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`#${slot.id} .symphony-ecm-frame { height: 123px }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    expect(getComputedStyle(iframeIn(slot)).height).toBe('123px');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  });

  it('carries the origin of the page, and the partner id when there is one', async () => {
    const { symphony, slot } = await openHost({}, { partnerId: 'a&b=c' });
    const other = await openHost();
    await symphony.render(slot);
    await other.symphony.render(other.slot);
    const [named, nameless] = [slot, other.slot].map((each) => new URL(iframeIn(each).src));
    expect([...named!.searchParams]).toEqual([
      ['sdkOrigin', window.origin],
      ['partnerId', 'a&b=c'],
    ]);
    expect([...nameless!.searchParams]).toEqual([['sdkOrigin', window.origin]]);
  });

  it('comes from where the options say', async () => {
    const { symphony, slot, pod } = await openHost(
      {},
      { paths: { focus: '/deep/embed/index.html?theme=x', service: '/deep/embed/service.html' } },
    );
    await symphony.checkAuth();
    await symphony.render(slot);
    const urls = (await pod.journalled('page', 2)).map(({ detail }) => String(detail?.['url']));
    expect(urls[0]).toMatch(/^\/deep\/embed\/service\.html\?sdkOrigin=/);
    expect(urls[1]).toMatch(/^\/deep\/embed\/index\.html\?theme=x&sdkOrigin=/);
  });

  for (const rest of ['/some/page', '?x=1', '#y', '/embed/sdk.js'])
    it(`does not take an address with ${rest} for that of a pod`, async () => {
      const { pod } = await openHost();
      const { type, message } = await failureOf(openHost({}, { podUrl: pod.url + rest }));
      expect(type).toBe('INVALID_ARGUMENT');
      expect(message).toContain('podUrl');
    });

  it('may use what the option allow names, too', async () => {
    const { symphony, slot } = await openHost({}, { allow: 'camera; microphone' });
    await symphony.render(slot);
    expect(iframeIn(slot).allow).toContain('clipboard-write; camera; microphone');
  });
});

describe('The iframe of the service frame', () => {
  it('is seen, heard and stepped into by nobody', async () => {
    const { symphony } = await openHost({ service: { connectAfterMs: 100 } });
    const asked = symphony.checkAuth();
    const iframe = await until(
      () => document.querySelector<HTMLIFrameElement>('.symphony-ecm-service'),
      'the service frame',
    );
    const { width, height } = iframe.getBoundingClientRect();
    expect(width * height).toBe(0);
    expect(iframe.inert).toBeTrue();
    expect(iframe.ariaHidden).toBe('true');
    const before = makeSlot().getBoundingClientRect().top;
    await asked;
    expect(iframe.isConnected).toBeFalse();
    expect(makeSlot().getBoundingClientRect().top - 400).toBe(before);
  });
});
