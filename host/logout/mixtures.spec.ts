import { expectNothingLeft, logOut } from '../../test/pages/logOut.js';
import { isComplete, misbehaviours } from '../../test/pages/misbehaviours.js';
import { showFrames, streamsThat } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 1_500;

/** What a frame makes known when it connects comes too early to be another thing in each. */
const some = misbehaviours.filter(({ frame }) => frame.revoke !== 'absent');
/** All of them, each time with another one in the main slot and another order behind it. */
const mixtures = some.flatMap((_, first) =>
  first % 2 ? [] : [[...some.slice(first), ...some.slice(0, first)]],
);

describe('logout() with frames that misbehave in every way at once', () => {
  for (const mixture of mixtures) {
    it(`tells of each what it did when the main one ${mixture[0]!.name}`, async () => {
      const streams = Object.fromEntries(mixture.map(({ frame }, index) => [`s${String(index + 1)}`, frame]));
      // One more, which is as it should be.
      const shown = await showFrames(mixture.length + 1, { streams });
      const { pod, symphony, slots, names } = shown;
      const interfering = until(
        async () => (await streamsThat(pod, 'clear')).length >= mixture.length / 2,
        'frames that clear',
      ).then(() => {
        mixture.forEach(({ page }, index) => page?.(slots[index]!));
      });
      const end = await logOut(symphony, DEADLINE_MS);
      await interfering;
      expect(end.type).toBe('LOGOUT_INCOMPLETE');
      expect(end.report.revoked).toBeTrue();
      expect(end.report.frames.map(({ slot }) => slot)).toEqual(names);
      mixture.forEach(({ name, outcome }, index) => {
        expect(end.report.frames[index]?.outcome).withContext(`the one that ${name}`).toBe(outcome);
      });
      expect(end.report.frames.at(-1)?.outcome).toBe('acknowledged');
      // Only those are named that did not clear. Another one can be named because it was too slow to empty the storage.
      mixture.forEach((misbehaviour, index) => {
        const isNamed = new RegExp(`${names[index]!} \\(`).test(end.message ?? '');
        expect(isNamed).withContext(misbehaviour.name).toBe(!isComplete(misbehaviour));
      });
      expectNothingLeft(shown, ['length of the history']);
    });
  }

  it('says that the pod did not confirm when that fails too', async () => {
    const streams = Object.fromEntries(some.map(({ frame }, index) => [`s${String(index + 1)}`, frame]));
    const shown = await showFrames(some.length, { streams, logout: 'fails' });
    const { pod, symphony } = shown;
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(end.report.revoked).toBeFalse();
    expect(end.report.frames.some(({ revoked }) => revoked)).toBeFalse();
    expect(end.failure?.retryable).toBeTrue();
    expect(end.failure?.topLevelLogoutUrl).toBe(`${pod.url}/apps/logout`);
    expectNothingLeft(shown, ['length of the history']);
  });
});
