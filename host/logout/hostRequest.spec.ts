import type { LogoutAnswer } from '../../test/frame/behaviour.js';
import { logOut } from '../../test/pages/logOut.js';
import { showFrames } from '../../test/pages/showFrames.js';

const DEADLINE_MS = 3_000;

describe('The report’s hostRequest', () => {
  it('says that the host did not ask where a frame got the confirmation', async () => {
    const { symphony, pod } = await showFrames(2);
    const { type, report } = await logOut(symphony, DEADLINE_MS);
    expect(type).toBe('success');
    expect(report.hostRequest).toEqual({ asked: false });
    expect((await pod.journalled('logout')).length).toBe(1);
  });

  it('has the status of the pod’s confirmation where no frame got one', async () => {
    const { symphony } = await showFrames(1, { frame: { revoke: 'throws' } });
    const { type, report } = await logOut(symphony, DEADLINE_MS);
    expect(type).toBe('success');
    expect(report.hostRequest).toEqual({ asked: true, status: 200 });
  });

  const refusals: [LogoutAnswer, number, boolean][] = [
    ['fails', 500, true],
    ['refuses', 401, false],
    ['garbage', 200, true],
    ['malformed', 200, true],
  ];
  for (const [logoutOfHost, status, retryable] of refusals)
    it(`has the status ${String(status)} of a pod whose answer ${logoutOfHost}, and that it did not confirm`, async () => {
      const { symphony } = await showFrames(1, { frame: { revoke: 'throws' }, logoutOfHost });
      const { type, report, failure } = await logOut(symphony, DEADLINE_MS);
      expect(type).toBe('LOGOUT_UNCONFIRMED');
      expect(report.hostRequest).toEqual({
        asked: true,
        status,
        problem: jasmine.stringMatching(/confirm/) as never,
      });
      expect(failure?.retryable).toBe(retryable);
    });

  for (const logoutOfHost of ['offline', 'unreadable'] satisfies LogoutAnswer[])
    it(`has the browser’s own words where the pod is ${logoutOfHost}`, async () => {
      const { symphony } = await showFrames(1, { frame: { revoke: 'throws' }, logoutOfHost });
      const { type, report, failure } = await logOut(symphony, DEADLINE_MS);
      expect(type).toBe('LOGOUT_UNCONFIRMED');
      expect(report.hostRequest).toEqual({
        asked: true,
        problem: jasmine.stringMatching(/TypeError: ./) as never,
      });
      expect(failure?.retryable).toBeTrue();
    });

  it('says that the host asked, and why that was not enough, where the pod never answers', async () => {
    const { symphony, pod } = await showFrames(1, { frame: { revoke: 'throws' }, logoutOfHost: 'silent' });
    const { type, report, failure } = await logOut(symphony, 1_000);
    expect(type).toBe('LOGOUT_UNCONFIRMED');
    expect((await pod.journalled('logout')).length).toBe(1);
    expect(report.hostRequest).toEqual({ asked: true, problem: jasmine.any(String) as never });
    expect(failure?.retryable).toBeTrue();
  });
});

describe('A pod that redirects the logout to another origin, which confirms', () => {
  it('has not confirmed to the host', async () => {
    const { symphony } = await showFrames(1, { frame: { revoke: 'throws' }, logoutOfHost: 'redirects' });
    const { type, report } = await logOut(symphony, DEADLINE_MS);
    expect(type).toBe('LOGOUT_UNCONFIRMED');
    expect(report.revoked).toBeFalse();
    expect(report.hostRequest).toEqual({ asked: true, problem: jasmine.any(String) as never });
  });

  it('has not confirmed to a frame', async () => {
    const { symphony } = await showFrames(1, { frame: { connectsElsewhere: true }, logout: 'redirects' });
    const { type, report } = await logOut(symphony, DEADLINE_MS);
    expect(type).toBe('LOGOUT_UNCONFIRMED');
    expect(report.frames.map(({ revoked }) => revoked)).toEqual([false]);
  });
});
