import type { ChannelEvent } from 'symphony-embed/host';
import { inspect, type SymphonyInspectorElement } from 'symphony-embed/inspector';
import { endOf, logOut } from '../../test/pages/logOut.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { renderFrames, showFrames, type Shown } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';
import type { PodBehaviour } from '../../test/frame/behaviour.js';

const DEADLINE_MS = 2_000;
const SHORT_MS = 600;
/** A frame has more than a second for its `clear`, and the page asks the pod before that has passed. */
const LONG_MS = 5_000;

/** What the inspector shows. */
interface Inspected {
  element: SymphonyInspectorElement;
  all: (testId: string) => Element[];
  text: (testId: string) => string;
}

/** Puts an inspector into the page that has forgotten what came before. */
async function put(width = 1_000): Promise<Inspected> {
  const slot = makeSlot();
  slot.style.cssText = `width: ${width}px`;
  const element = document.createElement('symphony-inspector');
  slot.append(element);
  const all = (testId: string): Element[] => [
    ...(element.shadowRoot?.querySelectorAll(`[data-testid=${testId}]`) ?? []),
  ];
  const clear = await until(() => all('clear-inspector')[0] as HTMLElement | undefined, 'the inspector');
  clear.click();
  return { element, all, text: (testId) => textOf(all(testId)[0]) };
}

function textOf(element: Element | undefined): string {
  return element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

async function inspected(count: number, behaviour: PodBehaviour = {}): Promise<Shown & Inspected> {
  const inspector = await put();
  return { ...(await showFrames(count, behaviour, { debug: inspect })), ...inspector };
}

async function settled({ all }: Inspected): Promise<string> {
  const report = await until(
    () => all('report').find((each) => each.getAttribute('data-verdict') !== 'running'),
    'the report',
  );
  return report.getAttribute('data-verdict') ?? '';
}

/** The rows of the chart of the logout, by name, with the words behind them. */
function chartRows({ all }: Inspected): Record<string, string> {
  const rows = [...(all('logout-chart')[0]?.querySelectorAll('.row') ?? [])];
  return Object.fromEntries(
    rows.map((row) => [
      textOf(row.querySelector('.row-name') ?? undefined),
      textOf(row.querySelector('.verdict') ?? undefined),
    ]),
  );
}

/** The rows of the table: frame, outcome, time and sentence. */
function tableRows({ all }: Inspected): string[][] {
  return all('report-row').map((row) => [...row.children].map((cell) => textOf(cell)));
}

describe('The inspector', () => {
  it('tells the same of a complete logout in its table and in its chart', async () => {
    const shown = await inspected(3);
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(await settled(shown)).toBe('done');
    expect(shown.text('report-headline')).toBe('Logged out');
    const table = tableRows(shown);
    const chart = chartRows(shown);
    expect(Object.keys(chart)).toEqual(['Page', 'Pod', ...shown.names]);
    expect(table.map(([name]) => name)).toEqual(shown.names);
    for (const [name = '', outcome, after] of table) {
      expect(outcome).toBe('Acknowledged');
      expect(chart[name]).toBe(`✓ acknowledged, ${after ?? ''}`);
    }
    expect(chart['Page']).toMatch(/^✓ logged out, /);
    expect(chart['Pod']).toMatch(/^✓ confirmed, /);
    const phases = shown.text('phases');
    for (const phase of ['Stop', 'Revoke', 'Clear', 'Acknowledge', 'Sweep', 'Remove'])
      expect(phases).toContain(phase);
    expect(shown.all('advice')).toEqual([]);
  });

  it('never ends in a tick when the pod has not confirmed, and says what to do', async () => {
    const shown = await inspected(2, { logout: 'fails' });
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(await settled(shown)).toBe('unconfirmed');
    const chart = chartRows(shown);
    expect(chart['Page']).toMatch(/^✗ not confirmed, /);
    expect(chart['Pod']).toMatch(/^✗ /);
    expect(shown.text('advice')).toContain('Call logout() again.');
    expect(shown.all('top-level')[0]?.getAttribute('href')).toBe(`${shown.pod.url}/apps/logout`);
    // Every frame was asked to revoke, and then the page itself did.
    expect(shown.text('failover')).toContain(
      `${shown.names[1] ?? ''} asked → ${shown.names[1] ?? ''} got no confirmation`,
    );
    expect(shown.text('failover')).toMatch(/the page itself got no confirmation\.$/);
    expect(shown.all('failover-arrow').length).toBe(2);
  });

  it('shows who was asked after whom until the pod has confirmed', async () => {
    const shown = await inspected(2, { streams: { s1: { revoke: 'throws' } } });
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    await settled(shown);
    const [main = '', other = ''] = shown.names;
    expect(shown.text('failover')).toBe(
      `${main} was asked to end the session → ${main} got no confirmation → ${other} asked → the pod confirmed.`,
    );
    expect(shown.all('failover-arrow').length).toBe(1);
  });

  it('says of each frame what it did, and waits only for those that have not answered', async () => {
    const shown = await inspected(3, { streams: { s2: { clear: 'never' }, s3: { clear: 'throws' } } });
    const ending = endOf(shown.symphony.logout({ deadlineMs: SHORT_MS }));
    await until(
      () => shown.all('report-row').some((row) => row.getAttribute('data-outcome') === 'answered'),
      'an answer',
    );
    const outcomes = shown.all('report-row').map((row) => row.getAttribute('data-outcome'));
    expect(outcomes[1]).toBe('waiting');
    expect(shown.text('report-headline')).toBe('Logging out');
    expect((await ending).type).toBe('LOGOUT_INCOMPLETE');
    expect(await settled(shown)).toBe('incomplete');
    const rows = tableRows(shown);
    expect(rows.map(([, outcome]) => outcome)).toEqual(['Acknowledged', 'Timed out', 'Failed']);
    expect(rows[1]?.[3]).toContain(
      `${shown.names[1] ?? ''} had not cleared its data after ${rows[1]?.[2] ?? ''}: `,
    );
    expect(rows[2]?.[3]).toContain('that it could not clear its data');
    expect(chartRows(shown)['Page']).toMatch(/^✗ incomplete, /);
    const advice = shown.text('advice');
    expect(advice).toContain('Do this now');
    expect(advice).toContain('Call logout() again: a new frame clears what is left');
    expect(advice).toContain(`${shown.names[1] ?? ''}: It hung, or its clear took too long.`);
    expect(advice).toContain(`${shown.names[2] ?? ''}: Fix the app`);
  });

  it('draws the deadline where the logout has reached it', async () => {
    const shown = await inspected(1, { logout: 'silent' });
    await logOut(shown.symphony, SHORT_MS);
    expect(await settled(shown)).toBe('unconfirmed');
    expect(shown.all('deadline').length).toBe(1);
  });

  it('tells in the order of time of a frame that the pod has answered and that clears too slowly', async () => {
    const shown = await inspected(2, { streams: { s1: { clear: 'never' } } });
    const end = await logOut(shown.symphony, LONG_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    await settled(shown);
    const [main = ''] = shown.names;
    const failover = shown.text('failover');
    expect(failover).toMatch(
      / was asked to end the session → no answer after .*, so the page itself asked → /,
    );
    expect(failover).toMatch(/the page itself asked → the pod confirmed to the page itself → /);
    expect(failover).toContain(`→ the pod confirmed to ${main}`);
    const arrow = shown.all('failover-arrow')[0]?.getAttribute('d') ?? '';
    const [, fromX, toX] = /^M([\d.]+) [\d.]+ L([\d.]+) /.exec(arrow) ?? [];
    expect(Number(fromX)).toBeLessThanOrEqual(Number(toX));
    // What the other frame has answered is the first acknowledgement, and nothing else.
    const other = tableRows(shown)[1]?.[2] ?? '';
    expect(shown.text('phases')).toContain(`Acknowledge at ${other}`);
    expect(shown.text('advice')).not.toContain('Browser storage');
  });

  it('says when a frame was gone', async () => {
    const shown = await inspected(2, { streams: { s2: { clear: 'reloads' } } });
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    await settled(shown);
    const [, row] = tableRows(shown);
    expect(row?.[1]).toBe('Gone');
    expect(row?.[3]).toContain('before it had answered');
  });

  it('compares a logout with the one before, and copies its report', async () => {
    const shown = await inspected(1);
    await logOut(shown.symphony, DEADLINE_MS);
    await settled(shown);
    expect(shown.all('before')).toEqual([]);
    await renderFrames(shown);
    const end = await logOut(shown.symphony, DEADLINE_MS);
    await until(() => shown.all('before')[0], 'the comparison');
    expect(shown.text('before')).toMatch(/This one.*Logged out.*The one before.*Logged out/);
    const copied: string[] = [];
    spyOn(navigator.clipboard, 'writeText').and.callFake((text) => {
      copied.push(text);
      return Promise.resolve();
    });
    (shown.all('copy-report')[0] as HTMLElement).click();
    await until(() => shown.text('copy-report') === 'Copied', 'the word on the button');
    expect(JSON.parse(copied[0] ?? '')).toEqual(JSON.parse(JSON.stringify(end.report)));
  });

  it('is used with the keyboard: one stop for a chart, and the arrow keys from bar to bar', async () => {
    const shown = await inspected(2);
    await logOut(shown.symphony, DEADLINE_MS);
    await settled(shown);
    const bars = (): SVGElement[] => [
      ...(shown.all('logout-chart')[0]?.querySelectorAll<SVGElement>('.bar') ?? []),
    ];
    expect(bars().filter((bar) => bar.tabIndex === 0).length).toBe(1);
    bars()[0]?.focus();
    await until(
      () => shown.text('readout') === bars()[0]?.getAttribute('aria-label'),
      'the words of the first bar',
    );
    bars()[0]?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }),
    );
    await until(
      () => shown.text('readout') === bars()[1]?.getAttribute('aria-label'),
      'the words of the next bar',
    );
    expect(shown.element.shadowRoot?.activeElement).toBe(bars()[1] as Element);
    expect(
      bars()
        .map((bar) => bar.tabIndex)
        .indexOf(0),
    ).toBe(1);
  });

  it('calls slots what the page calls them, and makes cards of the table where there is little room', async () => {
    const inspector = await put(380);
    const shown = await showFrames(1, {}, { debug: inspect });
    inspector.element.slotNames = { [shown.names[0] ?? '']: 'Main chat' };
    await logOut(shown.symphony, DEADLINE_MS);
    await settled(inspector);
    const [row] = inspector.all('report-row');
    expect(tableRows(inspector)[0]?.[0]).toBe('Main chat');
    expect(getComputedStyle(row!).display).toBe('grid');
    const inner = inspector.element.shadowRoot?.querySelector('.inspector');
    expect(inner?.scrollWidth).toBeLessThanOrEqual(inner?.clientWidth ?? 0);
  });

  it('has no arguments, answers or tokens', async () => {
    const inspector = await put();
    const events: ChannelEvent[] = [];
    const shown = await showFrames(
      1,
      {},
      {
        debug: (event) => {
          events.push(event);
          inspect(event);
        },
      },
    );
    await shown.symphony.sendMessage('the secret of the message', { mode: 'blast', users: ['1'] });
    await logOut(shown.symphony, DEADLINE_MS);
    await settled(inspector);
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(inspector.element.shadowRoot?.innerHTML).not.toContain('secret');
  });

  it('writes calls and logouts to the Performance panel, and leaves none behind', async () => {
    const entries: PerformanceMeasure[] = [];
    const observer = new PerformanceObserver((list) => {
      entries.push(...(list.getEntriesByType('measure') as PerformanceMeasure[]));
    });
    observer.observe({ type: 'measure' });
    const shown = await inspected(1);
    const end = await logOut(shown.symphony, DEADLINE_MS);
    const logout = await until(() => entries.find(({ name }) => name === 'symphony: logout'), 'the measure');
    observer.disconnect();
    expect(Math.abs(logout.duration - end.report.elapsedMs)).toBeLessThan(500);
    const { devtools } = logout.detail as { devtools: Record<string, unknown> };
    expect(devtools['trackGroup']).toBe('Symphony');
    expect(entries.some(({ name }) => name === 'symphony: clearSession')).toBeTrue();
    expect(
      performance.getEntriesByType('measure').filter(({ name }) => name.startsWith('symphony: ')),
    ).toEqual([]);
  });
});
