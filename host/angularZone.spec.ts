import zone from '../node_modules/zone.js/bundles/zone.umd.min.js?text';
import type { PodBehaviour } from '../test/frame/behaviour.js';
import { openPod, type Pod } from '../test/pages/openPod.js';
import { openPortal, type PortalWindow } from '../test/pages/openPortal.js';
import { until } from '../test/pages/until.js';

/*
 * In an Angular page. Angular runs the app in a zone, and takes it for stable when nothing that was started there is to come.
 * Tests, service workers and hydration wait for that.
 */

interface AngularPage extends PortalWindow {
  /** Whether a timer is pending in the zone. */
  isBusy: boolean;
  /** How often the zone has become busy. */
  turns: number;
  inZone: (run: () => unknown) => unknown;
}

/** What `NgZone` does. */
const NG_ZONE = `
  isBusy = false;
  turns = 0;
  const ngZone = Zone.current.fork({
    name: 'angular',
    onHasTask: (delegate, current, target, state) => {
      delegate.hasTask(target, state);
      if (current !== target || state.change !== 'macroTask') return;
      isBusy = state.macroTask;
      turns++;
    },
  });
  inZone = (run) => ngZone.run(run);
`;

async function openAngular(behaviour: PodBehaviour): Promise<{ pod: Pod; page: AngularPage }> {
  const pod = await openPod(behaviour);
  const page = await openPortal(
    `<div class="symphony-ecm"></div><script>${zone}</script><script>${NG_ZONE}</script>
     <script id="symphony-ecm-sdk" render="explicit" src="${pod.url}/embed/sdk.js"></script>`,
  );
  return { pod, page: page as AngularPage };
}

function call(page: AngularPage, name: string, ...args: unknown[]): Promise<unknown> {
  const symphony = page['symphony'] as Record<string, (...args: unknown[]) => Promise<unknown>>;
  return page.inZone(() => symphony[name]?.(...args)) as Promise<unknown>;
}

describe('In an Angular page', () => {
  it('the zone is stable while a person takes their time to log in', async () => {
    const { pod, page } = await openAngular({ frame: { interaction: 'login' } });
    let isSettled = false;
    void call(page, 'render').then(() => (isSettled = true));
    await pod.journalled('connected');
    await until(() => !page.isBusy, 'the zone to be stable');
    const before = page.turns;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(page.isBusy).toBeFalse();
    expect(page.turns).toBe(before);
    expect(isSettled).toBeFalse();
    await call(page, 'logout');
  });

  it('a chat, a message and a logout work in the zone', async () => {
    const { page } = await openAngular({});
    expect(await call(page, 'render', 'symphony-ecm', { streamId: 's1' })).toEqual(
      jasmine.objectContaining({ streamId: 's1' }),
    );
    const sent = await call(page, 'sendMessage', 'hello', { mode: 'blast', users: ['7'] });
    expect((sent as { streamId: string[] }).streamId.join()).toBe('s1');
    expect(JSON.stringify(await call(page, 'logout'))).toBe('{}');
    expect(page.isBusy).toBeFalse();
  });
});
