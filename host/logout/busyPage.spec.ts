import { block } from '../../test/pages/block.js';
import { endOf, expectNothingLeft, outcomesOf } from '../../test/pages/logOut.js';
import { showFrames } from '../../test/pages/showFrames.js';

describe('logout() in a page that is busy until long after the deadline', () => {
  it('reads the answers that have come meanwhile, and has the storage emptied', async () => {
    const shown = await showFrames(2);
    const loggingOut = endOf(shown.symphony.logout({ deadlineMs: 2_500 }));
    block(4_000);
    const end = await loggingOut;
    expect(end.type).withContext(String(end.message)).toBe('success');
    expect(end.report.frames.map(({ revoked }) => revoked)).toEqual([true, false]);
    expect(end.report.hostRequest).toEqual({ asked: false });
    expectNothingLeft(shown);
  });

  it('reads them however short the deadline is', async () => {
    const shown = await showFrames(2);
    const loggingOut = endOf(shown.symphony.logout({ deadlineMs: 400 }));
    block(1_500);
    const end = await loggingOut;
    // The sweep that begins only now has less time than a slow machine may need, and says so.
    expect(end.type).not.toBe('LOGOUT_UNCONFIRMED');
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged', 'acknowledged']);
    expect(end.report.frames.map(({ revoked }) => revoked)).toEqual([true, false]);
    expectNothingLeft(shown);
  });

  it('gives the host’s own request the time that it needs', async () => {
    const shown = await showFrames(1, { frame: { revoke: 'throws' } });
    const loggingOut = endOf(shown.symphony.logout({ deadlineMs: 2_500 }));
    block(4_000);
    const end = await loggingOut;
    expect(end.type).withContext(String(end.message)).toBe('success');
    expect(end.report.hostRequest).toEqual({ asked: true, status: 200 });
    expectNothingLeft(shown);
  });
});
