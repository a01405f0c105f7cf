import type { LogoutReport } from 'symphony-embed/host';
import { inSeparateProcesses } from '../../test/pages/inSeparateProcesses.js';
import { expectNothingLeft, logOut, outcomesOf, type LogoutEnd } from '../../test/pages/logOut.js';
import { HANG_MS, isComplete, misbehaviours, type Misbehaviour } from '../../test/pages/misbehaviours.js';
import { renderFrames, showFrames, streamsThat, type Shown } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 1_500;
/** A frame whose step never ends answers at 78 % of the deadline. After a busy moment, that can be half a second later. */
const LATE_ANSWER_DEADLINE_MS = 5_000;
/** A thread that hangs leaves less of a busy machine to the pod. */
const HANGING_DEADLINE_MS = 2_000;

/** Does what the page does in such a case, once the frame of the slot has been asked. */
async function interfere(
  { pod }: Shown,
  { page }: Misbehaviour,
  slot: HTMLElement,
  stream: string,
): Promise<void> {
  if (!page) return;
  await until(async () => (await streamsThat(pod, 'clear')).includes(stream), `the clear of ${stream}`);
  page(slot);
}

function frameOf({ frames }: LogoutReport, name: string | undefined) {
  return frames.find(({ slot }) => slot === name);
}

function expectAsTold(
  report: LogoutReport,
  name: string | undefined,
  { outcome, error, says }: Misbehaviour,
): void {
  const frame = frameOf(report, name);
  expect(frame?.outcome)
    .withContext(`outcome of ${String(name)}`)
    .toBe(outcome);
  expect(frame?.error?.type).toBe(error);
  if (says) expect(frame?.error?.message).toMatch(says);
}

describe('logout() with a frame that misbehaves', () => {
  for (const misbehaviour of misbehaviours) {
    const { name, frame, changes = [], revokes, clears } = misbehaviour;
    const type = isComplete(misbehaviour) ? 'success' : 'LOGOUT_INCOMPLETE';
    const isLate = frame.revoke === 'never' || frame.clear === 'never';
    const deadlineMs = isLate ? LATE_ANSWER_DEADLINE_MS : DEADLINE_MS;

    it(`ends as it should when the only one ${name}`, async () => {
      const shown = await showFrames(1, { frame: { ...frame, store: { token: 'secret' } } });
      const { pod, symphony, slots, names } = shown;
      const interfering = interfere(shown, misbehaviour, slots[0]!, 's1');
      const end = await logOut(symphony, deadlineMs);
      await interfering;
      expect(end.type).toBe(type);
      expect(end.report.revoked).toBeTrue();
      expectAsTold(end.report, names[0], misbehaviour);
      expect(end.report.frames.length).toBe(1);
      expect(end.report.frames[0]?.revoked).toBe(revokes);
      expectNothingLeft(shown, changes);
      if (!revokes) {
        const asked = (await pod.journalled('logout')).filter(({ detail }) => !detail?.['embedHeader']);
        expect(asked.length).withContext('requests of the host').toBe(1);
      }
      if (end.type === 'LOGOUT_INCOMPLETE') expect(end.message).toContain(names[0]!);
      if (!clears) return;
      await pod.setFrame({});
      await renderFrames(shown);
      expect((await pod.journalled('storage', 2)).at(-1)?.detail).toEqual({});
    });

    it(`does not let the others suffer when one of three ${name}`, async () => {
      const shown = await showFrames(3, { streams: { s2: frame } });
      const { pod, symphony, slots, names } = shown;
      const interfering = interfere(shown, misbehaviour, slots[1]!, 's2');
      const end = await logOut(symphony, deadlineMs);
      await interfering;
      // Who is not asked to revoke cannot fail in it.
      const isAsked = frame.revoke === undefined;
      expect(end.type).toBe(isAsked ? type : 'success');
      expect(end.report.revoked).toBeTrue();
      if (isAsked) expectAsTold(end.report, names[1], misbehaviour);
      expect(frameOf(end.report, names[0])).toEqual(
        jasmine.objectContaining({ outcome: 'acknowledged', revoked: true }),
      );
      expect(frameOf(end.report, names[2])?.outcome).toBe('acknowledged');
      expect(await streamsThat(pod, 'revoke', 1)).toEqual(['s1']);
      expectNothingLeft(shown, changes);
    });
  }

  inSeparateProcesses('ends as it should when the only one hangs', async () => {
    const shown = await showFrames(1, { frame: { clear: 'hangs', hangMs: HANG_MS } });
    const end = await logOut(shown.symphony, HANGING_DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(outcomesOf(end)).toEqual({ [shown.names[0]!]: 'timedOut' });
    expect(end.report.revoked).toBeTrue();
    expectNothingLeft(shown);
  });

  inSeparateProcesses('ends as it should when one hangs, and with it all frames of its pod', async () => {
    const shown = await showFrames(3, { streams: { s2: { clear: 'hangs', hangMs: HANG_MS } } });
    const end = await logOut(shown.symphony, HANGING_DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(end.report.frames.length).toBe(3);
    expect(outcomesOf(end)[shown.names[1]!]).toBe('timedOut');
    expect(end.report.revoked).toBeTrue();
    expectNothingLeft(shown);
  });

  inSeparateProcesses('ends as it should when all hung before it was called', async () => {
    const shown = await showFrames(3);
    await shown.pod.tell({ do: 'hang', ms: HANG_MS });
    await shown.pod.journalled('hangs');
    const end = await logOut(shown.symphony, HANGING_DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(Object.values(outcomesOf(end))).toEqual(['timedOut', 'timedOut', 'timedOut']);
    expect(end.report.frames.every(({ revoked }) => !revoked)).toBeTrue();
    const requests = await shown.pod.journalled('logout');
    expect(requests.map(({ detail }) => detail?.['embedHeader'])).toEqual([undefined]);
    expectNothingLeft(shown);
  });

  it('never waits for a frame that answers nothing at all, and says so', async () => {
    const shown = await showFrames(2, {
      frame: {
        page: 'raw',
        raw: { answers: { clearSession: 'never', openStream: { ok: true, value: {} } } },
      },
    });
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(Object.values(outcomesOf(end))).toEqual(['timedOut', 'timedOut']);
    expectNothingLeft(shown);
  });

  it('settles in time when such a frame asks for a person meanwhile', async () => {
    const shown = await showFrames(1, {
      frame: { page: 'raw', raw: { answers: { clearSession: 'never' } } },
    });
    const { pod, symphony } = shown;
    const asking = pod
      .journalled('clearSession')
      .then(() => pod.tell({ do: 'call', method: 'userInteractionRequired', args: { reason: 'login' } }));
    let end: LogoutEnd | undefined;
    void logOut(symphony, DEADLINE_MS).then((ended) => (end = ended));
    const ended = await until(() => end, 'the logout', 4 * DEADLINE_MS);
    await asking;
    expect(ended.type).toBe('LOGOUT_INCOMPLETE');
    expect(Object.values(outcomesOf(ended))).toEqual(['timedOut']);
    expectNothingLeft(shown);
  });
});
