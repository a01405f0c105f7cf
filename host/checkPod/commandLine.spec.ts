import { SymphonyError } from '../../shared/errors.js';
import { defaults } from '../options.js';
import { HELP, readCommand } from './commandLine.js';

const URL_OF_POD = 'https://pod.example';
const PORTAL = 'https://portal.example';
const NEEDED = ['check-pod', URL_OF_POD, '--origin', PORTAL];

describe('The command line', () => {
  it('needs a pod and a portal, and takes the defaults for all else', () => {
    expect(readCommand(NEEDED)).toEqual({
      kind: 'checkPod',
      asJson: false,
      options: {
        podOrigin: URL_OF_POD,
        portalOrigin: PORTAL,
        partnerId: undefined,
        paths: defaults.paths,
        cookie: '',
        setCookies: [],
        deadlineMs: 5000,
        skip: [],
      },
    });
  });

  it('takes all options, in any order', () => {
    const command = readCommand([
      ...['--json', '--origin', 'https://PORTAL.example:443/', '--deadline=100', '--partner-id', 'acme'],
      ...['check-pod', '--focus', '/f?a=b', '--collaboration', '/c', '--service', '/s', `${URL_OF_POD}/`],
      ...['--logout', '/l', '--top-level-logout', `${URL_OF_POD}/t`, '--cookie', 'a=1; b=2'],
      ...[
        '--set-cookie',
        'c=3; Secure',
        '--set-cookie',
        'd=4',
        '--skip',
        'logoutPage',
        '--skip',
        'logoutCors',
      ],
    ]);
    expect(command).toEqual({
      kind: 'checkPod',
      asJson: true,
      options: {
        podOrigin: URL_OF_POD,
        portalOrigin: PORTAL,
        partnerId: 'acme',
        paths: {
          focus: '/f?a=b',
          collaboration: '/c',
          service: '/s',
          logout: '/l',
          topLevelLogout: `${URL_OF_POD}/t`,
        },
        cookie: 'a=1; b=2',
        setCookies: ['c=3; Secure', 'd=4'],
        deadlineMs: 100,
        skip: ['logoutPage', 'logoutCors'],
      },
    });
  });

  it('asks for help or the version, whatever else is there', () => {
    expect(readCommand(['check-pod', '--help'])).toEqual({ kind: 'help' });
    expect(readCommand(['-h'])).toEqual({ kind: 'help' });
    expect(readCommand(['--version'])).toEqual({ kind: 'version' });
    for (const path of Object.values(defaults.paths)) expect(HELP).toContain(path);
  });

  for (const [args, said] of [
    [[], 'there is no command'],
    [['check'], 'there is no command check'],
    [['check-pod'], 'URL is missing'],
    [['check-pod', URL_OF_POD], '--origin is missing'],
    [['check-pod', `${URL_OF_POD}/embed`, '--origin', PORTAL], 'URL should be an origin'],
    [['check-pod', 'pod.example', '--origin', PORTAL], 'URL should be an origin'],
    [['check-pod', 'ftp://pod.example', '--origin', PORTAL], 'URL should be an origin'],
    [['check-pod', 'https://user:word@pod.example', '--origin', PORTAL], 'URL should be an origin'],
    [['check-pod', URL_OF_POD, '--origin', '*'], '--origin should be an origin'],
    [['check-pod', URL_OF_POD, '--origin'], "option '--origin <value>' argument missing"],
    [[...NEEDED, URL_OF_POD], 'there is only one URL'],
    [[...NEEDED, '--paths', '/'], "unknown option '--paths'"],
    [[...NEEDED, '--focus', 'https://other.example/'], '--focus should be a path'],
    [[...NEEDED, '--logout', '//other.example/'], '--logout should be a path'],
    [[...NEEDED, '--deadline', 'soon'], '--deadline should be a whole number'],
    [[...NEEDED, '--deadline', '0'], '--deadline should be a whole number'],
    [[...NEEDED, '--skip', 'cors'], '--skip names cors'],
    [[...NEEDED, '--cookie', 'a=b\nc'], '--cookie should be the value of a header'],
    [[...NEEDED, '--set-cookie', 'Secure'], '--set-cookie should be the value of a header'],
  ] as const)
    it(`is refused: ${JSON.stringify(args)}`, () => {
      let thrown: unknown;
      try {
        readCommand(args);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(SymphonyError);
      expect((thrown as SymphonyError).type).toBe('INVALID_ARGUMENT');
      expect((thrown as SymphonyError).message).toMatch(
        /^Failed to check the pod: .*\. See docs\/troubleshooting\.md#INVALID_ARGUMENT$/,
      );
      expect((thrown as SymphonyError).message).toContain(said);
    });
});
