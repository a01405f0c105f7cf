import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The smallest pod of docs/pod.md, in a process of its own. */
export interface DocumentedPod {
  podUrl: string;
  /** Logs in. Resolves with the `Set-Cookie` header. */
  logIn(): Promise<string>;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../../..');

/** Starts the pod exactly as its listings in the document have it. */
export async function startDocumentedPod(portalOrigins: readonly string[]): Promise<DocumentedPod> {
  // Inside of the package, so that it finds symphony-embed as an installed one does.
  const folder = await mkdtemp(join(root, 'build', 'documentedPod-'));
  const text = await readFile(join(root, 'docs/pod.md'), 'utf8');
  await writeFile(join(folder, 'pod.mjs'), listingIn(text, 'js'));
  await writeFile(join(folder, 'chat.html'), listingIn(text, 'html'));
  const pod = spawn(process.execPath, [join(folder, 'pod.mjs')], {
    env: { ...process.env, PORT: '0', PORTALS: portalOrigins.join(' ') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(pod, 'exit');
  const stop = async (): Promise<void> => {
    pod.kill();
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  // It prints its address when it is ready. When it fails, it ends.
  const [line] = (await Promise.race([once(pod.stdout, 'data'), exited])) as unknown[];
  const port = /:(\d+)\s*$/.exec(String(line))?.[1];
  if (port === undefined) {
    await stop();
    throw new Error('The documented pod printed no address. See above.');
  }
  return {
    podUrl: `http://pod.localhost:${port}`,
    logIn: async () => {
      const headers = { 'X-Symphony-Embed': '1' };
      const response = await fetch(`http://127.0.0.1:${port}/session/login`, { method: 'POST', headers });
      return response.headers.get('set-cookie') ?? '';
    },
    stop,
  };
}

/** The listing of a language. There is only one that is longer than an example. */
function listingIn(text: string, language: string): string {
  const listings = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const found = listings.filter(([, name, code = '']) => name === language && code.split('\n').length > 30);
  if (found.length !== 1) throw new Error(`docs/pod.md should have one long listing in ${language}.`);
  return found[0]?.[2] ?? '';
}
