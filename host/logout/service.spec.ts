import { createSymphony } from 'symphony-embed/host';
import type { FrameBehaviour, PodBehaviour } from '../../test/frame/behaviour.js';
import { inSeparateProcesses } from '../../test/pages/inSeparateProcesses.js';
import { expectNothingLeft, logOut, type LogoutEnd } from '../../test/pages/logOut.js';
import { openPod } from '../../test/pages/openPod.js';
import { iframesOf, type Shown } from '../../test/pages/showFrames.js';
import { snapshotPage } from '../../test/pages/snapshotPage.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 800;
const LONG_DEADLINE_MS = 5_000;
/** For a service frame that spoils it: half of the time it has to connect, also on a busy machine. */
const FAULT_DEADLINE_MS = 5_000;

/** A page in which nothing is rendered. */
async function prepare(behaviour: PodBehaviour): Promise<Shown> {
  const pod = await openPod(behaviour);
  const changes = snapshotPage();
  return { pod, symphony: createSymphony({ podUrl: pod.url }), slots: [], names: [], changes };
}

function expectService({ report }: LogoutEnd, outcome: string, revoked: boolean): void {
  expect(report.frames).toEqual([jasmine.objectContaining({ slot: 'service', outcome, revoked })]);
}

async function hostAsked({ pod }: Shown): Promise<number> {
  return (await pod.journal()).filter(({ what, detail }) => what === 'logout' && !detail?.['embedHeader'])
    .length;
}

describe('logout() with nothing rendered', () => {
  it('asks a service frame that nobody sees', async () => {
    const shown = await prepare({ service: { clearAfterMs: 50 } });
    const loggingOut = logOut(shown.symphony, LONG_DEADLINE_MS);
    const iframe = await until(() => iframesOf(shown.pod)[0], 'the service frame');
    expect(new URL(iframe.src).pathname).toBe('/embed/service.html');
    expect(iframe.inert).toBeTrue();
    expect(iframe.getAttribute('aria-hidden')).toBe('true');
    const { width, height } = iframe.getBoundingClientRect();
    expect([width, height]).toEqual([0, 0]);
    const end = await loggingOut;
    expect(end.type).toBe('success');
    expectService(end, 'acknowledged', true);
    expect(await hostAsked(shown)).toBe(0);
    expectNothingLeft(shown);
  });

  const absent: FrameBehaviour['page'][] = ['notFound', 'serverError', 'empty', 'unframeable', 'silent'];
  for (const page of absent) {
    it(`asks by itself when the service page is ${String(page)}, and says that no data was cleared`, async () => {
      const shown = await prepare({ service: { page: page! } });
      const end = await logOut(shown.symphony, DEADLINE_MS);
      expect(end.type).toBe('LOGOUT_INCOMPLETE');
      expect(end.report.revoked).toBeTrue();
      expect(end.report.frames.length).toBe(1);
      expect(end.report.frames[0]?.slot).toBe('service');
      expect(['failed', 'timedOut']).toContain(end.report.frames[0]!.outcome);
      expect(await hostAsked(shown)).toBe(1);
      expectNothingLeft(shown);
    });

    it(`cannot know anything when that is ${String(page)} and the pod fails`, async () => {
      const shown = await prepare({ service: { page: page! }, logout: 'fails' });
      const end = await logOut(shown.symphony, DEADLINE_MS);
      expect(end.type).toBe('LOGOUT_UNCONFIRMED');
      expect(end.failure?.retryable).toBeTrue();
      expect(end.failure?.topLevelLogoutUrl).toBe(`${shown.pod.url}/apps/logout`);
      expectNothingLeft(shown);
    });
  }

  it('asks by itself when the service frame cannot revoke', async () => {
    const shown = await prepare({ service: { revoke: 'absent' } });
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('success');
    expectService(end, 'acknowledged', false);
    expect(await hostAsked(shown)).toBe(1);
    expectNothingLeft(shown);
  });

  const faults: { name: string; service: FrameBehaviour; outcome: string }[] = [
    { name: 'never ends its clear', service: { clear: 'never' }, outcome: 'timedOut' },
    { name: 'hangs', service: { clear: 'hangs', hangMs: 2 * FAULT_DEADLINE_MS }, outcome: 'timedOut' },
    { name: 'throws', service: { clear: 'throws' }, outcome: 'failed' },
    { name: 'reloads', service: { clear: 'reloads' }, outcome: 'gone' },
  ];
  for (const { name, service, outcome } of faults) {
    const define = name === 'hangs' ? inSeparateProcesses : it;
    define(`says so when the service frame ${name}`, async () => {
      const shown = await prepare({ service });
      const end = await logOut(shown.symphony, FAULT_DEADLINE_MS);
      expect(end.type).toBe('LOGOUT_INCOMPLETE');
      expect(end.report.revoked).toBeTrue();
      expect(end.report.frames.map((frame) => frame.outcome as string))
        .withContext(JSON.stringify(end.report.frames))
        .toEqual([outcome]);
      expectNothingLeft(shown);
    });
  }

  it('says that it cannot help to try again when the pod refuses', async () => {
    const shown = await prepare({ logout: 'refuses' });
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(end.failure?.retryable).toBeFalse();
    expectService(end, 'acknowledged', false);
    expectNothingLeft(shown);
  });

  it('is the same after the page took all frames out by itself', async () => {
    const shown = await prepare({});
    const { pod, symphony } = shown;
    const slot = document.createElement('div');
    document.body.append(slot);
    await symphony.render(slot);
    slot.remove();
    const end = await logOut(symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('success');
    expectService(end, 'acknowledged', true);
    expect((await pod.journalled('page', 2)).map(({ detail }) => detail?.['kind'])).toEqual([
      'focus',
      'service',
    ]);
    expectNothingLeft(shown);
  });
});
