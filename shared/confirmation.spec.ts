import { confirmsLogout } from './confirmation.js';

describe('confirmsLogout', () => {
  it('takes a 2xx status with { loggedOut: true } for a confirmation', () => {
    expect(confirmsLogout(true, { loggedOut: true })).toBeTrue();
    expect(confirmsLogout(true, { loggedOut: true, already: true })).toBeTrue();
  });

  it('takes nothing else for one', () => {
    expect(confirmsLogout(false, { loggedOut: true })).toBeFalse();
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
      expect(confirmsLogout(true, body)).withContext(JSON.stringify(body)).toBeFalse();
  });
});
