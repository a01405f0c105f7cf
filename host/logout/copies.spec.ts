import { createSymphony } from 'symphony-embed/host';
import { endOf, logOut, outcomesOf } from '../../test/pages/logOut.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';
import { callSymphony, openPortal, type PortalWindow } from '../../test/pages/openPortal.js';
import { iframesOf, showFrames } from '../../test/pages/showFrames.js';

const DEADLINE_MS = 3_000;
const SLOTS = '<div class="symphony-ecm" id="one"></div><div id="two"></div>';

function tag(pod: Pod, attributes = ''): string {
  return `<script id="symphony-ecm-sdk" render="explicit" ${attributes} src="${pod.url}/embed/sdk.js"></script>`;
}

function framesIn(portal: PortalWindow): number {
  return portal.document.querySelectorAll('iframe').length;
}

/** Adds the tag from JavaScript, after the page has deleted `window.symphony`. */
async function addAgain(portal: PortalWindow, pod: Pod): Promise<void> {
  Reflect.deleteProperty(portal, 'symphony');
  portal.document.getElementById('symphony-ecm-sdk')?.remove();
  const script = portal.document.createElement('script');
  script.id = 'symphony-ecm-sdk';
  script.setAttribute('render', 'explicit');
  script.src = `${pod.url}/embed/sdk.js`;
  await new Promise((resolve) => {
    script.onload = resolve;
    portal.document.head.append(script);
  });
}

describe('The script tag, added again after window.symphony was deleted', () => {
  it('gives back the same object, with its frames', async () => {
    const pod = await openPod();
    const portal = await openPortal(SLOTS + tag(pod));
    await callSymphony(portal, 'render');
    const before = portal['symphony'];
    await addAgain(portal, pod);
    expect(portal['symphony']).toBe(before);
    expect(await callSymphony(portal, 'logout')).toEqual({});
    expect(framesIn(portal)).toBe(0);
    await pod.journalled('cleared');
  });
});

describe('A copy of an iframe in a shadow root', () => {
  it('goes with a logout', async () => {
    const { symphony, pod, slots } = await showFrames(1);
    const root = makeSlot().attachShadow({ mode: 'open' });
    root.innerHTML = `<section>${slots[0]!.innerHTML}</section>`;
    expect(root.querySelectorAll('iframe').length).toBe(1);
    expect((await logOut(symphony, DEADLINE_MS)).type).toBe('success');
    expect(root.querySelectorAll('iframe').length).toBe(0);
    expect(iframesOf(pod)).toEqual([]);
  });

  it('goes, too, when the page has written the whole root anew', async () => {
    const pod = await openPod();
    const symphony = createSymphony({ podUrl: pod.url });
    const root = makeSlot().attachShadow({ mode: 'open' });
    root.innerHTML = '<div></div>';
    await symphony.render(root.firstElementChild!, { streamId: 's1' });
    root.innerHTML += '<p>more</p>';
    expect(root.querySelectorAll('iframe').length).toBe(1);
    await logOut(symphony, DEADLINE_MS);
    expect(root.querySelectorAll('iframe').length).toBe(0);
  });
});

describe('Two hosts of one pod in a page', () => {
  it('log out together: each asks its own frames, and the report names all', async () => {
    const { pod, symphony, slots } = await showFrames(1);
    const other = createSymphony({ podUrl: pod.url });
    const slot = makeSlot();
    await other.render(slot, { streamId: 's2' });
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(outcomesOf(end)).toEqual({
      [`.${slots[0]!.className}`]: 'acknowledged',
      [`#${slot.id}`]: 'acknowledged',
    });
    expect(iframesOf(pod)).toEqual([]);
    expect((await pod.journalled('cleared', 2)).length).toBe(2);
    await expectAsync(other.openStream('s2')).toBeRejectedWith(
      jasmine.objectContaining({ type: 'NOT_RENDERED' }),
    );
  });

  it('wait for each other: the one that is ready first leaves the frames of the other one alone', async () => {
    const { pod, symphony, slots } = await showFrames(1, { streams: { s1: { clearAfterMs: 600 } } });
    const other = createSymphony({ podUrl: pod.url });
    const slot = makeSlot();
    await other.render(slot, { streamId: 's2' });
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).withContext(String(end.message)).toBe('success');
    expect(outcomesOf(end)).toEqual({
      [`.${slots[0]!.className}`]: 'acknowledged',
      [`#${slot.id}`]: 'acknowledged',
    });
    expect(iframesOf(pod)).toEqual([]);
  });

  it('do not wait for each other for ever when both are called', async () => {
    const { pod, symphony } = await showFrames(1);
    const other = createSymphony({ podUrl: pod.url });
    await other.render(makeSlot(), { streamId: 's2' });
    const ends = await Promise.all([
      endOf(symphony.logout({ deadlineMs: DEADLINE_MS })),
      endOf(other.logout({ deadlineMs: DEADLINE_MS })),
    ]);
    expect(ends.map(({ type }) => type)).toEqual(['success', 'success']);
    expect(iframesOf(pod)).toEqual([]);
  });

  it('say so when a frame of the other one could not clear', async () => {
    const { pod, symphony } = await showFrames(1, { streams: { s2: { clear: 'throws' } } });
    const other = createSymphony({ podUrl: pod.url });
    await other.render(makeSlot(), { streamId: 's2' });
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(end.message).toContain('failed');
    expect(iframesOf(pod)).toEqual([]);
  });

  it('say so when the other one has not finished by the deadline', async () => {
    const { pod, symphony } = await showFrames(1);
    const peers = (window as unknown as Record<symbol, { peers: Set<unknown> }>)[
      Symbol.for('symphony-embed')
    ]!.peers;
    const peer = { pod: pod.url, logout: () => new Promise(() => undefined) };
    peers.add(peer);
    const end = await logOut(symphony, 1_000);
    peers.delete(peer);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(end.message).toContain('another host did not finish');
    expect(iframesOf(pod)).toEqual([]);
  });

  it('leave hosts of other pods, and hosts that have not rendered, alone', async () => {
    const { pod, symphony } = await showFrames(1);
    createSymphony({ podUrl: pod.url });
    const elsewhere = await showFrames(1);
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(end.report.frames.length).toBe(1);
    expect(await elsewhere.symphony.openStream('s3')).toEqual({ streamId: 's3' });
    expect((await elsewhere.pod.journal()).some(({ what }) => what === 'logout')).toBeFalse();
  });
});

describe('Copies of an iframe', () => {
  /** A logout waits for the pod, so that a copy has the time to load. */
  const copies: [string, (slot: HTMLElement) => void][] = [
    ['innerHTML +=', (slot) => void (slot.innerHTML += '<p>more</p>')],
    [
      'cloneNode',
      (slot) => {
        slot.after(slot.cloneNode(true));
      },
    ],
  ];
  for (const [how, copy] of copies)
    it(`that ${how} has made go with the logout`, async () => {
      const { pod, symphony, slots } = await showFrames(2);
      copy(slots[1]!);
      expect(iframesOf(pod).length).toBeGreaterThan(1);
      const end = await logOut(symphony, DEADLINE_MS);
      expect(end.type).toBe('success');
      expect(iframesOf(pod)).toEqual([]);
      for (const left of document.querySelectorAll(`[id="${slots[1]!.id}"]`))
        if (left !== slots[1]) left.remove();
    });

  it('go when the slot gets a new frame, as after a page comes back from a cache of markup', async () => {
    const { pod, symphony, slots } = await showFrames(1);
    slots[0]!.innerHTML = slots[0]!.innerHTML.repeat(1);
    await symphony.render(slots[0], { streamId: 's1' });
    expect(iframesOf(pod).length).toBe(1);
    await logOut(symphony, DEADLINE_MS);
    expect(iframesOf(pod)).toEqual([]);
  });

  it('leave iframes alone that the page has made itself', async () => {
    const { pod, symphony } = await showFrames(1);
    const own = document.createElement('iframe');
    own.src = `${pod.url}/embed/index.html`;
    makeSlot().append(own);
    await logOut(symphony, DEADLINE_MS);
    expect(own.isConnected).toBeTrue();
    own.remove();
  });
});
