import type { ChannelEvent, SessionNotification, SymphonyError } from 'symphony-embed/host';
import { askedCalls, askedMethods } from '../../test/pages/askedCalls.js';
import { expectNothingLeft, logOut } from '../../test/pages/logOut.js';
import {
  furnishSlot,
  iframesOf,
  renderFrames,
  showFrames,
  streamsThat,
  type Shown,
} from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 4_000;

function notRendered() {
  return jasmine.objectContaining({ type: 'NOT_RENDERED' });
}

/** Calls everything that needs a frame, and expects that it says so. */
async function expectNotRendered({ symphony, pod }: Shown): Promise<void> {
  const slot = furnishSlot();
  const before = iframesOf(pod).length;
  const calls: (() => Promise<unknown>)[] = [
    () => symphony.openStream('s9'),
    () => symphony.openStream('s9', `#${slot.id}`),
    () => symphony.setStream('s9'),
    () => symphony.startRoom('someone'),
    () => symphony.updateSettings({ mode: 'dark' }),
    () => symphony.updateTheme({ primary: '#123456' }),
    ...askedMethods.map((name) => () => askedCalls[name](symphony, slot)),
  ];
  for (const call of calls) await expectAsync(call()).toBeRejectedWith(notRendered());
  expect(iframesOf(pod).length).toBe(before);
  slot.remove();
}

describe('logout() called again and again', () => {
  it('is one logout for a hundred calls', async () => {
    const shown = await showFrames(2);
    const calls = Array.from({ length: 100 }, () => shown.symphony.logout());
    expect(new Set(calls).size).toBe(1);
    await calls[0];
    expect((await shown.pod.journalled('logout')).length).toBe(1);
    expect((await streamsThat(shown.pod, 'clear', 2)).sort()).toEqual(['s1', 's2']);
    expectNothingLeft(shown);
  });

  it('is one failure for all who called', async () => {
    const { symphony, pod } = await showFrames(1, { logout: 'refuses' });
    const calls = [symphony.logout(), symphony.logout({ deadlineMs: 100 }), symphony.logout()];
    const reasons = await Promise.all(calls.map((call) => call.catch((thrown: unknown) => thrown)));
    expect(new Set(reasons).size).toBe(1);
    expect((reasons[0] as SymphonyError).type).toBe('LOGOUT_UNCONFIRMED');
    expect(iframesOf(pod)).toEqual([]);
  });

  it('is another logout once the first is over', async () => {
    const shown = await showFrames(1);
    const first = shown.symphony.logout();
    await first;
    const second = shown.symphony.logout();
    expect(second).not.toBe(first);
    expect((await second).frames.map(({ slot }) => slot)).toEqual(['service']);
    expect((await shown.pod.journalled('logout', 2)).length).toBe(2);
    expectNothingLeft(shown);
  });
});

describe('render() during a logout', () => {
  it('waits for its end, and then renders', async () => {
    const shown = await showFrames(2, { frame: { clearAfterMs: 200 } });
    const { pod, symphony, slots } = shown;
    let isOver = false;
    const loggingOut = logOut(symphony, DEADLINE_MS).then((end) => {
      isOver = true;
      return end;
    });
    const rendering = symphony.render(slots[1]!.className, { streamId: 's5' });
    expect((await rendering).streamId).toBe('s5');
    const order = (await pod.journal()).map(({ what }) => what).filter((what) => /^(clear|page)$/.test(what));
    expect(order).toEqual(['page', 'page', 'clear', 'clear', 'page']);
    expect(isOver).toBeTrue();
    expect((await loggingOut).type).toBe('success');
    expect(iframesOf(pod).length).toBe(1);
    expect(slots[1]!.querySelector('iframe')?.inert).toBeFalse();
    expect((await symphony.openStream('s6')).streamId).toBe('s6');
    await logOut(symphony, DEADLINE_MS);
    expectNothingLeft(shown);
  });

  it('renders as well when that logout failed', async () => {
    const shown = await showFrames(1, { logout: 'fails' });
    const loggingOut = logOut(shown.symphony, DEADLINE_MS);
    await expectAsync(renderFrames(shown)).toBeResolved();
    expect((await loggingOut).type).toBe('LOGOUT_UNCONFIRMED');
    expect(iframesOf(shown.pod).length).toBe(1);
  });

  it('gives up when logout() is called once more', async () => {
    const shown = await showFrames(1, { frame: { clearAfterMs: 100 } });
    const { symphony, slots, pod } = shown;
    const first = symphony.logout();
    const rendering = symphony.render(slots[0]!.className);
    const last = symphony.logout();
    await expectAsync(rendering).toBeRejectedWith(jasmine.objectContaining({ type: 'LOGGED_OUT' }));
    await Promise.all([first, last]);
    expect((await pod.journalled('page')).length).toBe(1);
    expectNothingLeft(shown);
    await expectNotRendered(shown);
  });
});

describe('Other functions', () => {
  it('say that nothing is rendered, before the first render, during and after a logout', async () => {
    const shown = await showFrames(0);
    await expectNotRendered(shown);
    shown.slots.push(furnishSlot());
    shown.names.push(`.${shown.slots[0]!.className}`);
    await shown.pod.setFrame({ clearAfterMs: 500 });
    await renderFrames(shown);
    const loggingOut = logOut(shown.symphony, DEADLINE_MS);
    await expectNotRendered(shown);
    expect(iframesOf(shown.pod).length).toBe(1);
    expect((await loggingOut).type).toBe('success');
    await expectNotRendered(shown);
    for (const what of ['openStream', 'startRoom', 'updateSettings', 'updateTheme', ...askedMethods])
      expect(await streamsThat(shown.pod, what)).toEqual([]);
  });

  it('lose their listeners to a logout', async () => {
    const shown = await showFrames(1);
    const { pod, symphony } = shown;
    const called = jasmine.createSpy('listener');
    symphony.listen({ type: 'ActivityNotifications', callback: called });
    symphony.listen({ type: 'SessionNotifications', callback: called });
    symphony.onUserInteractionRequired({ callback: called });
    await logOut(symphony, DEADLINE_MS);
    await renderFrames(shown);
    const heard: SessionNotification[] = [];
    symphony.listen({ type: 'SessionNotifications', callback: (told) => heard.push(told) });
    await pod.tell({ do: 'notify', type: 'ActivityNotifications' });
    await pod.tell({ do: 'interaction', reason: 'terms' });
    await pod.tell({ do: 'sessionEnded', reason: 'expired' });
    await until(() => heard.length > 0, 'the end of the session');
    expect(called).not.toHaveBeenCalled();
  });
});

describe('logout() with options', () => {
  for (const options of [
    { deadlineMs: 0 },
    { deadlineMs: -1 },
    { deadlineMs: NaN },
    { deadlineMs: Infinity },
    { deadlineMs: 2 ** 31 },
    { deadlineMs: '1000' },
    null,
    'now',
  ]) {
    it(`does nothing but refuse them when they are ${JSON.stringify(options)}`, async () => {
      const shown = await showFrames(1);
      const { pod, symphony } = shown;
      await expectAsync(symphony.logout(options as object)).toBeRejectedWith(
        jasmine.objectContaining({ type: 'INVALID_ARGUMENT' }),
      );
      const [iframe] = iframesOf(pod);
      expect(iframe?.inert).toBeFalse();
      expect((await symphony.openStream('s2')).streamId).toBe('s2');
      expect((await pod.journal()).filter(({ what }) => what === 'stop' || what === 'logout')).toEqual([]);
    });
  }

  it('takes the longest deadline that timers of browsers keep', async () => {
    const shown = await showFrames(2);
    const { revoked } = await shown.symphony.logout({ deadlineMs: 2 ** 31 - 1 });
    expect(revoked).toBeTrue();
    expectNothingLeft(shown);
  });

  it('takes a deadline that nothing can keep', async () => {
    // Answers that arrive while the page is busy count, so the pod must give none.
    const shown = await showFrames(2, { logout: 'silent' });
    expect((await logOut(shown.symphony, 0.001)).type).toBe('LOGOUT_UNCONFIRMED');
    expectNothingLeft(shown);
  });
});

describe('A debug callback', () => {
  for (const { name, make } of [
    {
      name: 'throws',
      make: () => () => {
        throw new Error('it was told to throw');
      },
    },
    {
      name: 'logs out at everything that happens meanwhile',
      make: (page: { shown?: Shown }) => (event: ChannelEvent) => {
        if (event.kind !== 'state' || event.slot === 'service') return;
        if (event.state === 'removed') void page.shown?.symphony.logout();
      },
    },
  ]) {
    it(`that ${name} changes nothing`, async () => {
      spyOn(console, 'error');
      const page: { shown?: Shown } = {};
      const shown = await showFrames(2, {}, { debug: make(page) });
      page.shown = shown;
      const end = await logOut(shown.symphony, DEADLINE_MS);
      expect(end.type).toBe('success');
      expect((await shown.pod.journalled('logout')).length).toBe(1);
      expectNothingLeft(shown);
    });
  }

  it('gets the beginning and the end of a logout, with its report, and who was asked to revoke', async () => {
    const events: ChannelEvent[] = [];
    const shown = await showFrames(
      2,
      { logout: 'fails' },
      {
        debug: (event) => {
          events.push(event);
        },
      },
    );
    const end = await logOut(shown.symphony, DEADLINE_MS);
    const of = <Kind extends ChannelEvent['kind']>(kind: Kind): Extract<ChannelEvent, { kind: Kind }>[] =>
      events.filter((event): event is Extract<ChannelEvent, { kind: Kind }> => event.kind === kind);
    const [begun] = of('logout');
    const [settled] = of('logoutEnd');
    expect(begun?.deadlineMs).toBe(DEADLINE_MS);
    expect(settled?.id).toBe(begun?.id);
    expect(settled?.errorType).toBe('LOGOUT_UNCONFIRMED');
    expect(settled?.report).toEqual(end.report);
    const asked = of('call').filter(({ method }) => method === 'clearSession');
    expect(asked.map(({ slot, revoke }) => [slot, revoke])).toEqual([
      [shown.names[0], true],
      [shown.names[1], false],
      [shown.names[1], true],
    ]);
    const byPage = of('call').filter(({ direction }) => direction === 'toPod');
    expect(byPage.map(({ slot, method }) => [slot, method])).toEqual([['', 'logout']]);
    expect(of('answer').some(({ id }) => id === byPage[0]?.id)).toBeTrue();
  });

  it('that takes a slot out as soon as its frame is asked leaves nothing in it', async () => {
    const page: { shown?: Shown } = {};
    const debug = (event: ChannelEvent): void => {
      const isAsked = event.kind === 'call' && event.method === 'clearSession';
      if (isAsked && event.slot === page.shown?.names[1]) page.shown.slots[1]?.remove();
    };
    const shown = await showFrames(2, {}, { debug });
    page.shown = shown;
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(end.report.frames.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'gone']);
    expect(end.report.frames[1]?.error?.message).toContain('the page removed its iframe');
    expect(shown.slots[1]!.querySelector('iframe')).toBeNull();
  });
});
