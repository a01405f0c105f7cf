import type { PodBehaviour } from '../frame/behaviour.js';
import { openPod, type Pod } from '../pages/openPod.js';
import { until } from '../pages/until.js';
import { addressOf, callSymphony, openPortal, type PortalWindow } from '../pages/openPortal.js';
import type { Fixture } from './fixture.js';
import type { Framework, Way } from './framework.js';

/*
 * Portals that are built with UI frameworks. React owns the whole document, Vue what is in the body, and Turbo replaces the
 * body with the one of the next page.
 */

interface Portal {
  pod: Pod;
  page: PortalWindow;
  fixture: Fixture;
  call: (name: string, ...args: unknown[]) => Promise<Record<string, unknown>>;
  /** The iframe in a slot. */
  iframe: (selector: string) => HTMLIFrameElement | null;
  iframes: () => number;
}

function frameworkTag({ url }: Pod, framework: Framework): string {
  return `<script src="${url}/fixture/${framework}.js"></script>`;
}

function sdkTag({ url }: Pod): string {
  return `<script id="symphony-ecm-sdk" render="explicit" src="${url}/embed/sdk.js"></script>`;
}

async function open(framework: Framework, behaviour: PodBehaviour = {}): Promise<Portal> {
  const pod = await openPod(behaviour);
  const page = await openPortal(frameworkTag(pod, framework) + sdkTag(pod));
  return {
    pod,
    page,
    fixture: page['fixture']!,
    call: (name, ...args) => callSymphony(page, name, ...args) as Promise<Record<string, unknown>>,
    iframe: (selector) => page.document.querySelector<HTMLIFrameElement>(`${selector} iframe`),
    iframes: () => page.document.querySelectorAll('iframe').length,
  };
}

/** The page, built, with a chat in the main slot. */
async function openBuilt(framework: Framework, way: Way): Promise<Portal> {
  const portal = await open(framework);
  await portal.fixture.write(way);
  await portal.fixture.start(way);
  expect(await portal.call('render', 'symphony-ecm', { streamId: 's1' })).toEqual(
    jasmine.objectContaining({ streamId: 's1' }),
  );
  return portal;
}

async function expectLoggedOut({ call, iframes, pod }: Portal, count: number): Promise<void> {
  expect(await call('logout')).toEqual({});
  expect(iframes()).toBe(0);
  expect((await pod.journalled('cleared', count)).length).toBe(count);
  expect((await pod.journalled('logout')).length).toBe(1);
}

const FRAMEWORKS: Framework[] = ['react18', 'react19', 'vue'];

describe('A portal', () => {
  for (const framework of FRAMEWORKS) {
    for (const way of ['create', 'hydrate', 'mismatch'] as const)
      it(`that ${framework} builds (${way}) keeps its chats when it changes`, async () => {
        const portal = await openBuilt(framework, way);
        const { call, iframe, fixture, page } = portal;
        expect(await call('openStream', 's2', '#two')).toEqual({ streamId: 's2' });
        const before = [iframe('#one'), iframe('#two')];
        await fixture.show({ count: 3 });
        expect(page.document.querySelector('#count')?.textContent).toBe('3');
        expect([iframe('#one'), iframe('#two')]).toEqual(before);
        expect(await call('openStream', 's3')).toEqual({ streamId: 's3' });
        await expectLoggedOut(portal, 2);
      });

    it(`that ${framework} builds anew gets a new chat by render, and no other comes along`, async () => {
      const portal = await openBuilt(framework, 'create');
      const { call, fixture, iframes } = portal;
      await call('openStream', 's2', '#two');
      await fixture.show({ generation: 1 });
      expect(iframes()).toBe(0);
      const { error } = await call('openStream', 's3');
      expect(error).toEqual(jasmine.objectContaining({ type: 'FRAME_GONE' }));
      expect(await call('render', 'symphony-ecm', { streamId: 's4' })).toEqual(
        jasmine.objectContaining({ streamId: 's4' }),
      );
      expect(iframes()).toBe(1);
      await expectLoggedOut(portal, 1);
    });

    it(`in which ${framework} takes a slot away while its chat is opened is told so`, async () => {
      const portal = await openBuilt(framework, 'create');
      const { call, fixture, pod } = portal;
      await pod.setFrame({ readyAfterMs: 5_000 });
      const opening = call('openStream', 's2', '#two');
      await pod.journalled('page', 2);
      await fixture.show({ hasSecond: false });
      expect((await opening)['error']).toEqual(jasmine.objectContaining({ type: 'FRAME_GONE' }));
      await fixture.show({ hasSecond: true });
      await pod.setFrame({});
      expect(await call('openStream', 's3', '#two')).toEqual({ streamId: 's3' });
      await expectLoggedOut(portal, 2);
    });
  }

  for (const framework of FRAMEWORKS)
    for (const way of ['hydrate', 'mismatch'] as const)
      it(`whose chat came before ${framework} hydrates it (${way}) logs out, and leaves no frame`, async () => {
        const portal = await open(framework);
        const { call, fixture, iframes } = portal;
        await fixture.write(way);
        await call('render', 'symphony-ecm', { streamId: 's1' });
        await fixture.start(way);
        const left = iframes();
        // React and Vue may throw the server's HTML away, and the chat with it. Then the host says so.
        const opened = await call('openStream', 's2');
        if (left) expect(opened).toEqual({ streamId: 's2' });
        else expect(opened['error']).toEqual(jasmine.objectContaining({ type: 'FRAME_GONE' }));
        expect(await call('render', 'symphony-ecm', { streamId: 's3' })).toEqual(
          jasmine.objectContaining({ streamId: 's3' }),
        );
        expect(iframes()).toBe(1);
        await expectLoggedOut(portal, 1);
      });

  it('in which Vue puts a slot aside and gets it back shows its chat again', async () => {
    const portal = await openBuilt('vue', 'create');
    const { call, fixture, iframe } = portal;
    await call('openStream', 's2', '#aside');
    const before = iframe('#aside');
    await fixture.show({ hasAside: false });
    expect(iframe('#aside')).toBeNull();
    await fixture.show({ hasAside: true });
    expect(await call('openStream', 's3', '#aside')).toEqual({ streamId: 's3' });
    expect(portal.iframes()).toBe(2);
    expect(iframe('#aside') === before || !before?.isConnected).toBeTrue();
    await expectLoggedOut(portal, 2);
  });

  it('in which an effect of React runs twice has one frame for both calls', async () => {
    const { fixture, call, iframes, pod } = await open('react19');
    await fixture.start('create');
    const both = await Promise.all([
      call('render', 'symphony-ecm', { streamId: 's1' }),
      call('render', 'symphony-ecm', { streamId: 's1' }),
    ]);
    expect(both.map(({ error }) => error)).toContain(undefined);
    expect(iframes()).toBe(1);
    expect(await call('logout')).toEqual({});
    expect((await pod.journalled('logout')).length).toBe(1);
  });
});

describe('A portal with Turbo', () => {
  const SLOT = '<div class="symphony-ecm" id="one"></div>';
  const PERMANENT = '<div class="symphony-ecm" id="one" data-turbo-permanent></div>';

  async function openPages(slot: string) {
    const pod = await openPod();
    // Turbo runs the scripts in a body at each visit, so the tag of the SDK comes again and again.
    const [first, second] = [1, 2].map((number) =>
      addressOf(`<h1>Page ${number}</h1>${slot}${sdkTag(pod)}`, frameworkTag(pod, 'turbo')),
    );
    const page = await openPortal('', first);
    const turbo = () => page['Turbo'] as { visit: (url: string, options?: { action: string }) => void };
    const call = (name: string, ...args: unknown[]): Promise<Record<string, unknown>> =>
      callSymphony(page, name, ...args) as Promise<Record<string, unknown>>;
    /** Resolves when the page with this number is shown. */
    const go = async (number: number, run: () => void): Promise<void> => {
      let isLoaded = false;
      page.addEventListener('turbo:load', () => (isLoaded = true), { once: true });
      run();
      await until(() => isLoaded, `page ${number}`);
      expect(page.document.querySelector('h1')?.textContent).toBe(`Page ${number}`);
    };
    return {
      pod,
      call,
      visit: () =>
        go(2, () => {
          turbo().visit(second!);
        }),
      /**
       * Turbo makes this of the back button. The history itself cannot be used: in WebKit, it does nothing in an iframe, once
       * the page has had another one with a history at the same place.
       */
      goBack: () =>
        go(1, () => {
          turbo().visit(first!, { action: 'restore' });
        }),
      iframes: () => page.document.querySelectorAll('iframe').length,
    };
  }

  it('renders anew on the next page, and logs out there', async () => {
    const { pod, call, visit, iframes } = await openPages(SLOT);
    await call('render', 'symphony-ecm', { streamId: 's1' });
    await visit();
    expect(iframes()).toBe(0);
    expect(await call('render', 'symphony-ecm', { streamId: 's2' })).toEqual(
      jasmine.objectContaining({ streamId: 's2' }),
    );
    expect(await call('logout')).toEqual({});
    expect(iframes()).toBe(0);
    expect((await pod.journalled('logout')).length).toBe(1);
  });

  it('shows no copy of a chat, when it goes back, after render and after logout', async () => {
    const { call, visit, goBack, iframes } = await openPages(SLOT);
    await call('render', 'symphony-ecm', { streamId: 's1' });
    await visit();
    await call('render', 'symphony-ecm', { streamId: 's2' });
    await goBack();
    // Turbo shows its copy of the first page. If it was quicker than the host, there is a copy of the iframe in it.
    expect(await call('render', 'symphony-ecm', { streamId: 's3' })).toEqual(
      jasmine.objectContaining({ streamId: 's3' }),
    );
    expect(iframes()).toBe(1);
    await visit();
    await goBack();
    expect(await call('logout')).toEqual({});
    expect(iframes()).toBe(0);
  });

  it('takes a permanent slot along, whose chat can be used on the next page', async () => {
    const { call, visit, iframes } = await openPages(PERMANENT);
    await call('render', 'symphony-ecm', { streamId: 's1' });
    await visit();
    expect(iframes()).toBe(1);
    expect(await call('openStream', 's2')).toEqual({ streamId: 's2' });
    expect(await call('logout')).toEqual({});
    expect(iframes()).toBe(0);
  });
});
