import { frameAncestorsOf, matchesSource } from './frameAncestors.js';

const POD = 'https://pod.example';

describe('The frame-ancestors of a page', () => {
  for (const [header, sources] of [
    ['', []],
    ["default-src 'none'", []],
    ['frame-ancestors', [[]]],
    ["frame-ancestors 'none'", [["'none'"]]],
    ['frame-ancestors https://a.example  https://b.example', [['https://a.example', 'https://b.example']]],
    ["default-src 'self';Frame-Ancestors https://a.example;", [['https://a.example']]],
    ['frame-ancestors https://a.example; frame-ancestors https://b.example', [['https://a.example']]],
    [
      "frame-ancestors https://a.example, script-src *, frame-ancestors 'self'",
      [['https://a.example'], ["'self'"]],
    ],
  ] as const)
    it(`are read from "${header}"`, () => {
      expect(frameAncestorsOf(header)).toEqual(sources.map((list) => [...list]));
    });
});

describe('A source in frame-ancestors', () => {
  for (const [source, origin] of [
    ['https://portal.example', 'https://portal.example'],
    ['HTTPS://Portal.Example', 'https://portal.example'],
    ['https://portal.example/', 'https://portal.example'],
    ['https://portal.example:443', 'https://portal.example'],
    ['https://portal.example:8443', 'https://portal.example:8443'],
    ['https://portal.example:*', 'https://portal.example:8443'],
    ['https://*.example', 'https://portal.example'],
    ['https://*.example', 'https://a.portal.example'],
    ['https://*', 'https://portal.example'],
    ['portal.example', 'https://portal.example'],
    ['portal.example:8443', 'https://portal.example:8443'],
    ['http://portal.example', 'https://portal.example'],
    ['http://portal.example:80', 'https://portal.example'],
    ['http://portal.localhost:4000', 'http://portal.localhost:4000'],
    ['http://my_portal.example', 'http://my_portal.example'],
    ['https:', 'https://portal.example'],
    ['http:', 'https://portal.example'],
    ['*', 'https://portal.example'],
    ["'self'", POD],
  ] as const)
    it(`allows ${origin} by ${source}`, () => {
      expect(matchesSource(source, origin, POD)).toBeTrue();
    });

  for (const [source, origin] of [
    ['https://portal.example', 'http://portal.example'],
    ['https://portal.example', 'https://portal.example:8443'],
    ['https://portal.example:8443', 'https://portal.example'],
    ['https://portal.example', 'https://portal.example.evil.example'],
    ['https://portal.example', 'https://a.portal.example'],
    ['https://portal.example/chat', 'https://portal.example'],
    ['https://*.portal.example', 'https://portal.example'],
    ['https://*.example', 'https://portalexample'],
    ['portal.example', 'http://portal.example'],
    ['https:', 'http://portal.example'],
    ["'self'", 'https://portal.example'],
    ["'none'", 'https://portal.example'],
    ['https://', 'https://portal.example'],
    ['', 'https://portal.example'],
  ] as const)
    it(`does not allow ${origin} by ${source || 'nothing'}`, () => {
      expect(matchesSource(source, origin, POD)).toBeFalse();
    });
});
