import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';

/** Distributions keep MiniBrowser beside the libraries of their architecture, or with other programs' own programs. */
const ROOTS = ['/usr/lib', '/usr/lib64', '/usr/libexec'];
const FOLDERS = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'];

/** What WebKit cannot run without, on a machine without a screen and without a desktop. */
const SUPPORT = { xvfb: 'Xvfb', dbus: 'dbus-run-session' };

/** What to install where {@link findWebKit} finds nothing. */
export const HOW_TO_INSTALL_WEBKIT =
  'On Debian: apt-get install --no-install-recommends webkit2gtk-driver xvfb dbus. Elsewhere set WEBKIT_BIN to the ' +
  'path of MiniBrowser, and have Xvfb and dbus-run-session on the path.';

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function onPath(program) {
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isExecutable);
}

function findMiniBrowser() {
  const roots = ROOTS.filter((root) => existsSync(root)).flatMap((root) => [
    root,
    ...readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(root, name)),
  ]);
  return FOLDERS.flatMap((folder) => roots.map((root) => join(root, folder, 'MiniBrowser'))).find(
    isExecutable,
  );
}

/**
 * A WebKit of this machine: `WEBKIT_BIN`, or WebKitGTK's MiniBrowser, with the screen and the message bus that it needs.
 * Returns `undefined` if any of them is missing.
 */
export function findWebKit() {
  const told = env.WEBKIT_BIN;
  if (told && !isExecutable(told))
    throw new Error(`Failed to find a browser: WEBKIT_BIN is "${told}", which is not an executable file.`);
  const miniBrowser = told || findMiniBrowser();
  const screen = onPath(SUPPORT.xvfb);
  const bus = onPath(SUPPORT.dbus);
  return miniBrowser && screen && bus ? { miniBrowser, screen, bus } : undefined;
}
