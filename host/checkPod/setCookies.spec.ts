import { CookieJar, parseSetCookie } from './setCookies.js';

describe('A Set-Cookie header', () => {
  it('is parsed, with attributes in any case', () => {
    const { name, value, attributes } = parseSetCookie(' a = b=c ; secure;SAMESITE=None; path = /; Path=/x');
    expect([name, value]).toEqual(['a', 'b=c']);
    expect([...attributes]).toEqual([
      ['secure', ''],
      ['samesite', 'None'],
      ['path', '/x'],
    ]);
  });

  it('is shown without its value', () => {
    expect(parseSetCookie('session=secret; Secure; Path=/').text).toBe('session=…; Secure; Path=/');
  });
});

describe('A jar of cookies', () => {
  it('sends what it was given, without spaces', () => {
    const jar = new CookieJar(' a=1;b=x=y ; nonsense; ');
    expect(jar.header).toBe('a=1; b=x=y');
  });

  it('keeps, replaces and deletes cookies as responses say', () => {
    const jar = new CookieJar('a=1; b=2; c=3; d=4');
    jar.store([
      'a=5; Max-Age=60',
      'b=; Max-Age=0',
      'c=; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
      'd=6; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60',
      'e=7',
    ]);
    expect(jar.header).toBe('a=5; d=6; e=7');
  });
});
