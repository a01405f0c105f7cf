import { SymphonyError } from '../shared/errors.js';
import { allowOrigins } from './allowedOrigins.js';

describe('allowOrigins', () => {
  it('allows exactly the origins that it is given', () => {
    const isAllowed = allowOrigins(['https://portal.example', 'http://localhost:8080']);
    expect(isAllowed('https://portal.example')).toBeTrue();
    expect(isAllowed('http://localhost:8080')).toBeTrue();
  });

  for (const origin of [
    'https://portal.example.evil.com',
    'https://evilportal.example',
    'https://sub.portal.example',
    'https://portalXexample',
    'http://portal.example',
    'https://portal.example:444',
    'https://portal.example/',
    'https://portal.example\n',
    '\nhttps://portal.example',
    ' https://portal.example',
    'https://evil.com/https://portal.example',
    'https://evil.com?https://portal.example',
    'https://portal.example@evil.com',
    'HTTPS://PORTAL.EXAMPLE',
    'null',
    '',
  ])
    it(`is not taken in by ${JSON.stringify(origin)}`, () => {
      expect(allowOrigins(['https://portal.example'])(origin)).toBeFalse();
    });

  it('allows every subdomain of a wildcard', () => {
    const isAllowed = allowOrigins(['https://*.portal.example', 'http://*.localhost:1234']);
    for (const origin of [
      'https://a.portal.example',
      'https://a.b.portal.example',
      'http://pod.localhost:1234',
    ])
      expect(isAllowed(origin)).withContext(origin).toBeTrue();
  });

  for (const origin of [
    'https://portal.example',
    'https://.portal.example',
    'https://evilportal.example',
    'https://a.portal.example.evil.com',
    'https://evil.com/.portal.example',
    'https://evil.com?.portal.example',
    'https://evil.com#.portal.example',
    'https://evil.com\\.portal.example',
    'https://user@evil.com:1.portal.example',
    'http://a.portal.example',
    'https://a.portal.example:8443',
  ])
    it(`does not take ${origin} for a subdomain`, () => {
      expect(allowOrigins(['https://*.portal.example'])(origin)).toBeFalse();
    });

  const spellings: [string, string][] = [
    ['https://portal.example/', 'https://portal.example'],
    ['https://portal.example:443', 'https://portal.example'],
    ['http://portal.example:80/', 'http://portal.example'],
    ['HTTPS://Portal.Example', 'https://portal.example'],
    ['https://my_portal.example', 'https://my_portal.example'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['capacitor://localhost', 'capacitor://localhost'],
    ['chrome-extension://abcdefgh/', 'chrome-extension://abcdefgh'],
    ['https://*.Portal.example:443/', 'https://my_own.portal.example'],
  ];
  for (const [given, origin] of spellings)
    it(`takes ${given} for ${origin}`, () => {
      expect(allowOrigins([given])(origin)).toBeTrue();
      expect(allowOrigins([given])(`${origin}.evil.example`)).toBeFalse();
    });

  it('gives the right spelling of what can never be an origin', () => {
    for (const [given, right] of [
      ['https://portal.example/app', 'https://portal.example'],
      ['portal.example', 'https://portal.example'],
      ['https://user@Portal.example', 'https://portal.example'],
    ] as const)
      expect(() => allowOrigins([given])).toThrowMatching(
        ({ message }: SymphonyError) =>
          message.includes(given) && message.includes(`an origin like ${right}. See `),
      );
  });

  it('gives the same answer every time', () => {
    const isAllowed = allowOrigins(['https://*.portal.example']);
    expect([1, 2, 3].map(() => isAllowed('https://a.portal.example'))).toEqual([true, true, true]);
  });

  for (const origins of [
    ['*'],
    ['https://*'],
    ['https://a.*.example'],
    ['*://portal.example'],
    ['https://*portal.example'],
    ['portal.example'],
    ['https://portal.example/path'],
    ['https://portal.example:*'],
    ['ftp://portal.example'],
    ['null'],
    [''],
    [],
    ['https://portal.example', '*'],
    [/https:\/\/portal\.example/ as never],
  ])
    it(`refuses ${String(origins.map(String)) || 'nothing'} as allowed origins`, () => {
      let thrown: unknown;
      try {
        allowOrigins(origins);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(SymphonyError);
      expect((thrown as SymphonyError).type).toBe('INVALID_ARGUMENT');
    });
});
