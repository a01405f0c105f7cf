import type { LogoutFailure } from 'symphony-embed/host';
import type { LogoutAnswer } from '../../test/frame/behaviour.js';
import { failureOf, openHost } from '../../test/pages/openHost.js';
import { revokeAt } from './revokeAt.js';

const DEADLINE_MS = 1_500;

describe('revokeAt', () => {
  for (const answer of ['confirms', 'already'] satisfies LogoutAnswer[])
    it(`resolves when the pod ${answer}`, async () => {
      const { symphony, slot, pod } = await openHost({ logout: answer });
      await symphony.render(slot);
      const { revoked, frames } = await symphony.logout();
      expect(revoked).toBeTrue();
      expect(frames.map((frame) => [frame.outcome, frame.revoked])).toEqual([['acknowledged', true]]);
      const logouts = await pod.journalled('logout');
      expect(logouts.length).toBe(1);
      expect(logouts[0]?.detail).toEqual(
        jasmine.objectContaining({
          method: 'POST',
          url: '/session/logout',
          origin: pod.url,
          site: 'same-origin',
          embedHeader: '1',
          cookie: jasmine.stringContaining('session='),
        }),
      );
    });

  for (const [answer, words] of [
    ['refuses', '401'],
    ['fails', '500'],
    ['garbage', '200'],
    ['malformed', '200'],
    ['offline', ''],
  ] as const)
    it(`rejects when the pod’s answer ${answer}, and the frame clears all the same`, async () => {
      const { symphony, slot } = await openHost({ logout: answer });
      await symphony.render(slot);
      const { type, data } = await failureOf(symphony.logout({ deadlineMs: DEADLINE_MS }));
      expect(type).toBe('LOGOUT_UNCONFIRMED');
      const { revoked, frames } = data as LogoutFailure;
      expect(revoked).toBeFalse();
      expect(frames.map((frame) => [frame.outcome, frame.revoked])).toEqual([['acknowledged', false]]);
      expect(frames[0]?.error?.message).toContain(words);
      expect(frames[0]?.error?.message).toContain('revoke');
    });

  it('asks the address of the document, whatever the document has as its base', async () => {
    const request = spyOn(window, 'fetch').and.resolveTo(Response.json({ loggedOut: true }));
    const base = document.createElement('base');
    base.href = 'https://cdn.example/assets/';
    document.head.append(base);
    try {
      for (const path of ['/session/logout', 'session/logout'])
        await expectAsync(revokeAt(path)({ signal: AbortSignal.timeout(1_000) })).toBeRejected();
    } finally {
      base.remove();
    }
    const asked = request.calls.allArgs().map(([url]) => url);
    expect(asked).toEqual([`${location.origin}/session/logout`, `${location.origin}/session/logout`]);
  });

  it('does not believe an answer of another address', async () => {
    const request = spyOn(window, 'fetch');
    for (const url of ['', 'https://evil.example/end']) {
      const answer = Object.defineProperty(Response.json({ loggedOut: true }), 'url', { value: url });
      request.and.resolveTo(answer);
      await expectAsync(revokeAt('/end')({ signal: AbortSignal.timeout(1_000) }))
        .withContext(url)
        .toBeRejected();
    }
  });

  it('sends the headers that the app adds', async () => {
    const href = `${location.origin}/end`;
    const answer = Object.defineProperty(Response.json({ loggedOut: true }), 'url', { value: href });
    const request = spyOn(window, 'fetch').and.resolveTo(answer);
    await revokeAt('/end', { 'X-CSRF': 'token' })({ signal: AbortSignal.timeout(1_000) });
    expect(request).toHaveBeenCalledOnceWith(
      href,
      jasmine.objectContaining({
        method: 'POST',
        keepalive: true,
        headers: { 'X-Symphony-Embed': '1', 'X-CSRF': 'token' },
      }),
    );
  });
});

describe('The cookies of a frame', () => {
  it('are ended on every path that its page reads, partitioned or not', async () => {
    const paths = ['/', '/deep', '/deep/', '/deep/embed', '/deep/embed/'];
    const kinds = ['', ';partitioned'];
    const cookies = paths.flatMap((path, index) =>
      kinds.map(
        (kind, other) => `c${String(index)}${String(other)}=secret;path=${path};secure;samesite=none${kind}`,
      ),
    );
    const { symphony, slot } = await openHost(
      { frame: { cookies: [...cookies, '__Host-id=1;path=/;secure;samesite=none;partitioned'] } },
      { paths: { focus: '/deep/embed/index.html' } },
    );
    await symphony.render(slot);
    const { frames } = await symphony.logout();
    expect(frames.map(({ outcome, error }) => [outcome, error])).toEqual([['acknowledged', undefined]]);
  });
});
