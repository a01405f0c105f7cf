import { failureOf, iframeIn, openHost, openRendered } from '../../test/pages/openHost.js';
import { afterSpec } from '../../test/pages/afterSpec.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { iframesOf } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

function openOther(): Document {
  const other = document.createElement('iframe');
  document.body.append(other);
  afterSpec(() => {
    other.remove();
  });
  return other.contentDocument!;
}

describe('An iframe that the page has moved', () => {
  it('belongs to its new container, and the old one gets a frame of its own', async () => {
    const { symphony, pod, slot } = await openRendered();
    const [before, after] = [makeSlot(), makeSlot()];
    await symphony.openStream('s2', before);
    const iframe = iframeIn(before);
    after.append(iframe);
    await pod.journalled('connected', 3);
    expect(await symphony.openStream('s3', after)).toEqual({ streamId: 's3' });
    expect(iframeIn(after)).toBe(iframe);
    expect(after.querySelectorAll('iframe').length).toBe(1);
    expect(await symphony.openStream('s4', before)).toEqual({ streamId: 's4' });
    expect(iframeIn(before)).not.toBe(iframe);
    const { frames } = await symphony.logout();
    expect(frames.map((frame) => frame.slot).sort()).toEqual(
      [`#${slot.id}`, `#${before.id}`, `#${after.id}`].sort(),
    );
    expect(iframesOf(pod)).toEqual([]);
  });

  it('still belongs to its container when the page puts an element of its own around it', async () => {
    const { symphony, pod } = await openRendered();
    const slot = makeSlot();
    await symphony.openStream('s2', slot);
    const around = document.createElement('section');
    slot.append(around);
    around.append(iframeIn(slot));
    await pod.journalled('connected', 3);
    expect(await symphony.openStream('s3', slot)).toEqual({ streamId: 's3' });
    expect(slot.querySelectorAll('iframe').length).toBe(1);
    await symphony.logout();
  });
});

describe('An iframe that the page has moved to another window', () => {
  it('is removed, because it could not speak with this one, and its slot gets another one', async () => {
    const { symphony, pod, slot } = await openRendered();
    const other = makeSlot();
    await symphony.openStream('s2', other);
    const iframe = iframeIn(other);
    const there = openOther();
    const errors: string[] = [];
    for (const one of [window, there.defaultView!])
      one.addEventListener('error', ({ message }) => errors.push(message));
    there.body.append(iframe);
    expect(await symphony.openStream('s3', other)).toEqual({ streamId: 's3' });
    expect(iframe.isConnected).toBeFalse();
    const { frames } = await symphony.logout();
    expect(frames.map((frame) => frame.slot).sort()).toEqual([`#${slot.id}`, `#${other.id}`].sort());
    expect(errors).toEqual([]);
    expect(iframesOf(pod)).toEqual([]);
  });
});

describe('An iframe without a connection that the page has moved to another window', () => {
  it('is removed, too, and no error is left uncaught', async () => {
    const { symphony, pod, slot, events } = await openRendered({}, { timeouts: { connectMs: 1_500 } });
    await pod.tell({ do: 'leave' });
    await until(
      () => events.some((event) => event.kind === 'state' && event.state === 'gone'),
      'the goodbye',
    );
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('CONNECTION_FAILED');
    const errors: string[] = [];
    const there = openOther();
    for (const one of [window, there.defaultView!])
      one.addEventListener('error', ({ message }) => errors.push(message));
    const iframe = iframeIn(slot);
    const loaded = new Promise((resolve) => {
      iframe.addEventListener('load', resolve, { once: true });
    });
    there.body.append(iframe);
    await loaded;
    expect(errors).toEqual([]);
    expect(iframe.isConnected).toBeFalse();
  });
});

describe('A main container that the page has emptied', () => {
  it('gets its chat back by render, and openStream says so', async () => {
    const { symphony, slot } = await openRendered();
    slot.innerHTML = '';
    const { type, message } = await failureOf(symphony.openStream('s2'));
    expect(type).toBe('FRAME_GONE');
    expect(message).toContain('call render() again');
    expect(await symphony.render(slot, { streamId: 's2' })).toEqual({ streamId: 's2' });
  });
});

describe('A container that another window has made', () => {
  it('shows a chat once it is in this one', async () => {
    const { symphony, slot } = await openHost();
    const container = openOther().createElement('div');
    slot.append(container);
    expect(await symphony.render(container, { streamId: 's1' })).toEqual({ streamId: 's1' });
    await symphony.logout();
    expect(container.querySelector('iframe')).toBeNull();
  });

  it('is refused while it is in another one, since frames speak only to the window around them', async () => {
    const { symphony } = await openHost();
    const { type, message } = await failureOf(symphony.render(openOther().body));
    expect(type).toBe('INVALID_ARGUMENT');
    expect(message).toContain('no element of the page');
  });
});

describe('A hidden frame that waits for a person', () => {
  it('says so on the console where nobody has registered for it', async () => {
    const { symphony, slot } = await openHost({ frame: { interaction: 'login' } });
    slot.style.display = 'none';
    const warn = spyOn(console, 'warn');
    void symphony.render(slot, { ecpLoginPopup: true }).catch(() => undefined);
    await until(() => warn.calls.any(), 'the warning');
    expect(warn.calls.first().args[0]).toMatch(/waits for a person \(login\).*onUserInteractionRequired/);
    await symphony.logout();
  });

  it('says nothing where somebody has registered, or can see it', async () => {
    const warn = spyOn(console, 'warn');
    const reasons: string[] = [];
    const shown = await openHost({ frame: { interaction: 'login' } });
    void shown.symphony.render(shown.slot).catch(() => undefined);
    const hidden = await openHost({ frame: { interaction: 'login' } });
    hidden.slot.style.display = 'none';
    hidden.symphony.onUserInteractionRequired({ callback: ({ reason }) => reasons.push(reason) });
    void hidden.symphony.render(hidden.slot).catch(() => undefined);
    await until(() => reasons.length > 0, 'the callback');
    await until(
      () => shown.events.some((event) => event.kind === 'call' && event.method === 'userInteractionRequired'),
      'the other frame',
    );
    expect(warn).not.toHaveBeenCalled();
    await Promise.all([shown.symphony.logout(), hidden.symphony.logout()]);
  });
});
