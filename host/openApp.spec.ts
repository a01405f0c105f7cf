import { makeSlot } from '../test/pages/makeSlot.js';
import { failureOf, iframeIn, openRendered } from '../test/pages/openHost.js';

describe('openApp', () => {
  it('opens an app in the main frame, or in the frame of a selector, which is made when it has none', async () => {
    const { symphony, pod, slot } = await openRendered();
    const other = makeSlot();
    const iframe = iframeIn(slot);
    await expectAsync(symphony.openApp('app1', 'Orders')).toBeResolvedTo(undefined);
    await expectAsync(symphony.openApp('app2', undefined, `#${other.id}`)).toBeResolvedTo(undefined);
    await expectAsync(symphony.openApp('app3', 'News', other)).toBeResolvedTo(undefined);
    const asked = await pod.journalled('openApp', 3);
    expect(asked.map(({ frame, detail }) => [frame, detail])).toEqual([
      [1, { appId: 'app1', moduleName: 'Orders' }],
      [2, { appId: 'app2' }],
      [2, { appId: 'app3', moduleName: 'News' }],
    ]);
    expect(iframeIn(slot)).toBe(iframe);
    expect(other.children.length).toBe(1);
  });

  it('tells the new frame which apps it may open', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.updateSettings({ allowedApps: 'app1,app2' });
    await symphony.openApp('app1', undefined, makeSlot());
    const [, made] = await pod.journalled('connected', 2);
    expect(made?.detail?.['settings']).toEqual({ allowedApps: 'app1,app2' });
  });

  for (const [what, appId, moduleName, selector] of [
    ['no app', '', undefined, undefined],
    ['an app that is no text', 7, undefined, undefined],
    ['a module that is no text', 'app1', 7, undefined],
    ['a slot that is not there', 'app1', 'Orders', '#not-there'],
  ] as const)
    it(`refuses ${what} with INVALID_ARGUMENT`, async () => {
      const { symphony, pod } = await openRendered();
      const call = symphony.openApp(appId as never, moduleName as never, selector);
      expect((await failureOf(call)).type).toBe('INVALID_ARGUMENT');
      expect((await pod.journal()).some(({ what }) => what === 'openApp')).toBeFalse();
    });
});

describe('openBlast', () => {
  it('opens the blast module in the main frame', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.openStream('s2', makeSlot());
    await expectAsync(symphony.openBlast()).toBeResolvedTo(undefined);
    expect((await pod.journalled('openBlast')).map(({ frame, detail }) => [frame, detail])).toEqual([
      [1, {}],
    ]);
  });
});
