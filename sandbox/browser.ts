import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { arch, env, platform } from 'node:process';

/** A Chromium, and how to start it without a screen. */
export interface Browser {
  executablePath: string;
  /** Flags to start it with, to which the caller adds a profile folder and an address. */
  args: string[];
}

/**
 * Flags that make Chromium quiet and headless, and nothing else: sites have their own processes, cookies and storage
 * are partitioned, timers are throttled and popups are blocked as they are for users. There is no `--disable-features`
 * in it, since of several the last one wins and a caller may need its own.
 */
const ARGS: readonly string[] = [
  '--headless=new',
  '--no-sandbox',
  '--site-per-process',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--metrics-recording-only',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--no-proxy-server',
  '--password-store=basic',
  '--use-mock-keychain',
];

const CHROMIUMS: Record<string, string[]> = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    '/opt/google/chrome/chrome',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'],
};

const FIREFOXES: Record<string, string[]> = {
  linux: ['firefox-esr', 'firefox', '/opt/firefox/firefox'],
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['Mozilla Firefox\\firefox.exe'],
};

/**
 * A Chromium: `CHROME_BIN`, or, on Linux, the one that comes as a development dependency and needs no libraries of the
 * system but glibc, or else an installed one.
 */
export async function findBrowser(): Promise<Browser> {
  const executablePath = namedIn('CHROME_BIN') ?? (await unpackChromium()) ?? findInstalled(CHROMIUMS);
  if (executablePath === undefined) {
    throw new Error(
      'Failed to find a browser: no Chromium or Google Chrome is installed in the usual places. ' +
        'Install one, or set CHROME_BIN to the path of its executable.',
    );
  }
  return { executablePath, args: [...ARGS] };
}

/**
 * A Chromium as users have it: with a back/forward cache, and with settings for cookies. The one that comes as a
 * development dependency has neither.
 */
export function findInstalledBrowser(): Browser | undefined {
  const executablePath = namedIn('CHROME_BIN') ?? findInstalled(CHROMIUMS);
  return executablePath === undefined ? undefined : { executablePath, args: [...ARGS] };
}

/** A Firefox of this machine: `FIREFOX_BIN`, or an installed one. */
export function findFirefox(): string | undefined {
  return namedIn('FIREFOX_BIN') ?? findInstalled(FIREFOXES);
}

function namedIn(variable: string): string | undefined {
  const path = env[variable];
  if (!path) return undefined;
  if (isExecutable(path)) return path;
  throw new Error(`Failed to find a browser: ${variable} is "${path}", which is not an executable file.`);
}

function findInstalled(candidates: Record<string, string[]>): string | undefined {
  return candidates[platform]?.flatMap(placesOf).find(isExecutable);
}

function placesOf(candidate: string): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return roots.filter((root) => root !== undefined).map((root) => join(root, candidate));
  }
  if (candidate.startsWith('/')) return [candidate, ...(env['HOME'] ? [join(env['HOME'], candidate)] : [])];
  return (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, candidate));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Starts the unpacked Chromium with the libraries and fonts that it came with, where the system lacks its own. It
 * replaces itself with the browser, so that who started it can stop it.
 */
const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")
if ldd "$here/chromium" 2>/dev/null | grep -q 'not found'; then
  export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi
if [ ! -e /etc/fonts/fonts.conf ]; then
  export FONTCONFIG_FILE="$here/fonts.conf"
fi
exec "$here/chromium" "$@"
`;

const FONTS = `<?xml version="1.0"?>
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">symphony-embed-fonts</cachedir>
</fontconfig>
`;

async function unpackChromium(): Promise<string | undefined> {
  if (platform !== 'linux' || arch !== 'x64') return undefined;
  const root = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', '..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const cache = join(root, '..', '..', '.cache', 'symphony-embed');
  const home = join(cache, `chromium-${version}`);
  const launcher = join(home, 'launch');
  if (existsSync(launcher)) return launcher;

  await mkdir(cache, { recursive: true });
  const unpacking = await mkdtemp(join(cache, 'unpacking-'));
  try {
    await inflateInto(unpacking, join(root, 'bin'));
    await writeFile(join(unpacking, 'fonts.conf'), FONTS);
    await writeFile(join(unpacking, 'launch'), LAUNCHER, { mode: 0o755 });
    // Appears as a whole, so that another process sees either nothing or a browser that can be started.
    await rename(unpacking, home);
  } catch (thrown) {
    await rm(unpacking, { recursive: true, force: true });
    // Another process was faster.
    if (existsSync(launcher)) return launcher;
    throw new Error(`Failed to unpack Chromium into ${home}`, { cause: thrown });
  }
  return launcher;
}

async function inflateInto(folder: string, bin: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  const before = env['TMPDIR'];
  // `inflate` has no other way to be told where to; it looks before it first waits.
  env['TMPDIR'] = folder;
  let inflated;
  try {
    inflated = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'].map((archive) => inflate(join(bin, archive)));
  } finally {
    if (before === undefined) delete env['TMPDIR'];
    else env['TMPDIR'] = before;
  }
  await Promise.all(inflated);
}
