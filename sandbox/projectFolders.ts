import { fileURLToPath } from 'node:url';

// Compiled, this file is two folders below the project's root: build/sandbox.
function folder(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** Where the sandbox finds what it serves. Pages are read from their sources, scripts and styles from what was built. */
export const folders = {
  root: folder(''),
  dist: folder('dist/'),
  webScripts: folder('build/web/'),
  podPages: folder('sandbox/pod/pages/'),
  portals: folder('sandbox/portals/'),
  apps: folder('sandbox/apps/'),
  sso: folder('sandbox/sso/pages/'),
} as const;
