import { confirmsLogout } from './confirmation.js';

const ASKED = 'https://pod.example/session/logout';

describe('confirmsLogout', () => {
  it('takes a 2xx status with { loggedOut: true } for a confirmation', () => {
    const answer = { ok: true, url: ASKED };
    expect(confirmsLogout(answer, ASKED, { loggedOut: true })).toBeTrue();
    expect(confirmsLogout(answer, ASKED, { loggedOut: true, already: true })).toBeTrue();
  });

  it('takes nothing else for one', () => {
    expect(confirmsLogout({ ok: false, url: ASKED }, ASKED, { loggedOut: true })).toBeFalse();
    for (const url of ['', 'https://evil.example/session/logout', 'https://pod.example/elsewhere'])
      expect(confirmsLogout({ ok: true, url }, ASKED, { loggedOut: true }))
        .withContext(url)
        .toBeFalse();
    for (const body of [
      undefined,
      null,
      {},
      [],
      true,
      'loggedOut',
      { loggedOut: 'true' },
      { loggedOut: 1 },
      { loggedOut: false },
      { LoggedOut: true },
    ])
      expect(confirmsLogout({ ok: true, url: ASKED }, ASKED, body))
        .withContext(JSON.stringify(body))
        .toBeFalse();
  });
});
