import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useSandbox } from './pod/testing/useSandbox.js';
import { folders } from './projectFolders.js';

const SPEC_MS = 40_000;
const COMMAND_MAY_TAKE_MS = 20_000;
const STRANGER = 'https://stranger.example';

interface CommandRun {
  code: unknown;
  stdout: string;
  stderr: string;
}

/** Runs the command of the package, as it is shipped. */
function runCommand(...args: string[]): Promise<CommandRun> {
  const script = join(folders.dist, 'symphony-embed.mjs');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { timeout: COMMAND_MAY_TAKE_MS },
      (error, stdout, stderr) => {
        resolve({ code: error ? error.code : 0, stdout, stderr });
      },
    );
  });
}

/** Resolves with the exit code, and with the names of the checks that failed or were left out. */
async function check(
  podUrl: string,
  portalUrl: string,
  ...args: string[]
): Promise<Record<'code' | 'failed' | 'skipped', unknown>> {
  const run = await runCommand('check-pod', podUrl, '--origin', portalUrl, '--json', ...args);
  if (run.stdout === '') throw new Error(`check-pod printed no results: ${run.stderr}`);
  const { results } = JSON.parse(run.stdout) as { results: { name: string; outcome: string }[] };
  const namesOf = (outcome: string): string[] =>
    results.filter((result) => result.outcome === outcome).map(({ name }) => name);
  return { code: run.code, failed: namesOf('failed'), skipped: namesOf('skipped') };
}

describe('check-pod, of the sandbox’s pod', () => {
  const under = useSandbox();

  for (const [portal, partnerId, urlOf] of [
    ['A', 'acme', () => under.sandbox.portalAUrl],
    ['B', 'globex', () => under.sandbox.portalBUrl],
  ] as const)
    it(
      `finds nothing wrong for portal ${portal}, and logs out only the session that it was given`,
      async () => {
        const { podUrl } = under.sandbox;
        const browser = under.browser();
        await browser.logIn('alice@acme.example', urlOf());
        const cookies = browser.cookiesOf(urlOf());
        const outside = await check(podUrl, urlOf());
        expect(outside).toEqual(jasmine.objectContaining({ code: 0, failed: [] }));
        expect(await browser.isLoggedIn(urlOf())).toBeTrue();

        const inside = await check(podUrl, urlOf(), '--partner-id', partnerId, '--cookie', cookies);
        expect(inside).toEqual({ code: 0, failed: [], skipped: [] });
        expect(await browser.isLoggedIn(urlOf())).toBeFalse();
      },
      SPEC_MS,
    );

  it(
    'finds by name what an origin lacks that is not a partner’s',
    async () => {
      const { code, failed } = await check(under.sandbox.podUrl, STRANGER);
      expect(failed).toEqual(['frameAncestors', 'logoutFromPortal', 'logoutCors']);
      expect(code).toBe(1);
    },
    SPEC_MS,
  );

  it(
    'finds by name that a partner may not embed under the id of another one',
    async () => {
      const { podUrl, portalAUrl } = under.sandbox;
      const { code, failed } = await check(podUrl, portalAUrl, '--partner-id', 'globex');
      expect(failed).toEqual(['frameAncestors']);
      expect(code).toBe(1);
    },
    SPEC_MS,
  );

  it(
    'asks for other paths when told to, and says for people what came back',
    async () => {
      const { podUrl, portalAUrl } = under.sandbox;
      const paths = ['--focus', '/apps/embed/default', '--logout', '/no/logout'];
      const { code, stdout } = await runCommand('check-pod', podUrl, '--origin', portalAUrl, ...paths);
      expect(code).toBe(1);
      expect(stdout).toContain('passed focusPage\n  asked    GET /apps/embed/default?');
      expect(stdout).toContain('FAILED logoutAnswers\n  asked    POST /no/logout ');
      expect(stdout).toContain('\n  wrong    The status is 404, so nothing handles this request.\n');
    },
    SPEC_MS,
  );

  it(
    'prints no value of a cookie',
    async () => {
      const { podUrl, portalAUrl } = under.sandbox;
      const cookies = ['--cookie', '__Host-session=a-secret', '--set-cookie', 'other=a-secret; Secure'];
      const run = await runCommand('check-pod', podUrl, '--origin', portalAUrl, '--json', ...cookies);
      expect(run.stdout).toContain('other=…; Secure');
      expect(run.stdout).toContain('__Host-browser=…; ');
      expect(run.stdout + run.stderr).not.toMatch(/a-secret|__Host-browser=[^…]/);
    },
    SPEC_MS,
  );
});

describe('The command of the package', () => {
  it(
    'prints its version and its help',
    async () => {
      const { version } = JSON.parse(await readFile(join(folders.root, 'package.json'), 'utf8')) as {
        version: string;
      };
      expect(await runCommand('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
      const help = await runCommand('check-pod', '--help');
      expect(help).toEqual({
        code: 0,
        stdout: jasmine.stringContaining('--origin PORTAL') as unknown as string,
        stderr: '',
      });
    },
    SPEC_MS,
  );

  for (const [what, args, why] of [
    ['an argument is wrong', ['--origin', '*'], '--origin should be an origin'],
    ['the pod cannot be reached', ['--origin', STRANGER, '--deadline', '10000'], 'is not reachable'],
  ] as const)
    it(
      `ends with the code 2 when ${what}`,
      async () => {
        const { code, stdout, stderr } = await runCommand('check-pod', 'http://pod.invalid', ...args);
        expect(code).toBe(2);
        expect(stdout).toBe('');
        expect(stderr).toMatch(/^Failed to check the pod: .*\. See docs\/troubleshooting\.md#[A-Z_]+\n$/);
        expect(stderr).toContain(why);
      },
      SPEC_MS,
    );
});
