import { parseArgs } from 'node:util';
import { failure, type SymphonyError } from '../../shared/errors.js';
import { defaults, type Paths } from '../options.js';
import type { CheckOptions } from './checkOptions.js';
import { CHECK_NAMES, type CheckName } from './checkResult.js';

/** What the command line asks for. */
export type Command =
  { kind: 'help' } | { kind: 'version' } | { kind: 'checkPod'; options: CheckOptions; asJson: boolean };

const DEADLINE_MS = 5_000;
/** Long enough for any pod, and short enough for Node's timers. */
const DEADLINE_MAX_MS = 600_000;

/** The names of the options that replace paths. */
const PATH_OPTIONS = {
  'focus': 'focus',
  'collaboration': 'collaboration',
  'service': 'service',
  'logout': 'logout',
  'top-level-logout': 'topLevelLogout',
} as const satisfies Record<string, keyof Paths>;

/** The text of `--help`. */
export const HELP = `Usage: symphony-embed check-pod URL --origin PORTAL [options]

Checks whether the SDK works with the pod at URL in the pages of PORTAL. Logs nobody out, unless you give
the cookies of a session.

  --origin PORTAL          the origin of the pages that embed the pod, like https://portal.example
  --partner-id ID          the partner id of this portal at the pod
  --focus PATH             ${defaults.paths.focus} by default
  --collaboration PATH     ${defaults.paths.collaboration} by default
  --service PATH           ${defaults.paths.service} by default
  --logout PATH            ${defaults.paths.logout} by default
  --top-level-logout PATH  ${defaults.paths.topLevelLogout} by default
  --cookie COOKIES         the cookies of a session, as in a Cookie header: THE CHECK LOGS THIS SESSION OUT
  --set-cookie HEADER      the same, as the Set-Cookie header of the login, whose attributes are checked too;
                           once for each header
  --skip NAME              leaves out the check of this name; once for each check
  --deadline MS            the deadline of each request, in milliseconds; ${DEADLINE_MS} by default
  --json                   prints the results as JSON
  --help, --version

Exit codes: 0 if no check fails, 1 if one fails, 2 if an argument is wrong or the pod cannot be reached.
`;

const PARSED_OPTIONS = {
  'origin': { type: 'string' },
  'partner-id': { type: 'string' },
  'focus': { type: 'string' },
  'collaboration': { type: 'string' },
  'service': { type: 'string' },
  'logout': { type: 'string' },
  'top-level-logout': { type: 'string' },
  'cookie': { type: 'string' },
  'set-cookie': { type: 'string', multiple: true },
  'skip': { type: 'string', multiple: true },
  'deadline': { type: 'string' },
  'json': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
  'version': { type: 'boolean', short: 'v' },
} as const;

/**
 * Reads the arguments of the command line.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, url, ...others] = positionals;
  if (command !== 'check-pod')
    throw refuse(
      `there is no command ${command ?? '(none was given)'}; the command is check-pod, see --help`,
    );
  if (others.length) throw refuse(`there is only one URL to check, and not also ${others.join(' ')}`);
  const podOrigin = readOrigin('URL', url, 'https://pod.example');
  const options: CheckOptions = {
    podOrigin,
    portalOrigin: readOrigin('--origin', values.origin, 'https://portal.example'),
    partnerId: values['partner-id'],
    paths: readPaths(values, podOrigin),
    cookie: readCookie('--cookie', values.cookie ?? ''),
    setCookies: (values['set-cookie'] ?? []).map((header) => readCookie('--set-cookie', header)),
    deadlineMs: readDeadline(values.deadline),
    skip: (values.skip ?? []).map(readCheckName),
  };
  return { kind: 'checkPod', options, asJson: values.json ?? false };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: PARSED_OPTIONS, allowPositionals: true });
  } catch (thrown) {
    // Node's advice after the first sentence is about programs that take any arguments.
    const [problem = ''] = (thrown as Error).message.split('. ');
    throw refuse(`${problem.charAt(0).toLowerCase()}${problem.slice(1)}; see --help`);
  }
}

function refuse(why: string): SymphonyError {
  return failure('INVALID_ARGUMENT', 'check the pod', why);
}

function readOrigin(name: string, given: string | undefined, example: string): string {
  if (given === undefined) throw refuse(`${name} is missing; add it, like ${example}`);
  const { protocol, origin, href } = new URL(URL.canParse(given) ? given : 'about:blank');
  if (!/^https?:$/.test(protocol) || href !== `${origin}/`)
    throw refuse(`${name} should be an origin without a path, like ${example}`);
  return origin;
}

function readPaths(values: Partial<Record<keyof typeof PATH_OPTIONS, string>>, podOrigin: string): Paths {
  const paths = { ...defaults.paths };
  for (const [option, name] of Object.entries(PATH_OPTIONS)) {
    const path = values[option as keyof typeof PATH_OPTIONS];
    if (path === undefined) continue;
    if (!URL.canParse(path, podOrigin) || new URL(path, podOrigin).origin !== podOrigin)
      throw refuse(`--${option} should be a path at the pod, like ${paths[name]}`);
    paths[name] = path;
  }
  return paths;
}

function readCookie(name: string, given: string): string {
  // Node would refuse other characters in a header.
  if (given !== '' && !/^[^=;]+=[\t\x20-\x7e\x80-\xff]*$/.test(given))
    throw refuse(`${name} should be the value of a header, like session=5f3a`);
  return given;
}

function readDeadline(given: string | undefined): number {
  const deadlineMs = given === undefined ? DEADLINE_MS : Number(given);
  if (Number.isInteger(deadlineMs) && deadlineMs > 0 && deadlineMs <= DEADLINE_MAX_MS) return deadlineMs;
  throw refuse(`--deadline should be a whole number of milliseconds from 1 to ${DEADLINE_MAX_MS}`);
}

function readCheckName(given: string): CheckName {
  const name = CHECK_NAMES.find((each) => each === given);
  if (name) return name;
  throw refuse(`--skip names ${given}, but the checks are ${CHECK_NAMES.join(', ')}`);
}
