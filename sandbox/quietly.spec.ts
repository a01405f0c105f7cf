import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { folders } from './projectFolders.js';

describe('The runner of quiet commands', () => {
  /** Runs a program of Node under it. */
  async function runQuietly(program: string): Promise<{ code: unknown; out: string; err: string }> {
    const runner = spawn(
      process.execPath,
      [join(folders.root, '.ci/quietly.mjs'), process.execPath, '-e', program],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let [out, err] = ['', ''];
    runner.stdout.on('data', (part) => (out += String(part)));
    runner.stderr.on('data', (part) => (err += String(part)));
    const [code] = (await once(runner, 'close')) as unknown[];
    return { code, out, err };
  }

  it('prints nothing of a command that succeeds', async () => {
    const { code, out, err } = await runQuietly(`console.log('built'); console.error('warned')`);
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/^Running ".*" …\n$/);
  });

  it('prints all of a command that fails, and fails like it', async () => {
    const program = `console.log('x'.repeat(200_000) + 'last'); console.error('broken'); process.exitCode = 3;`;
    const { code, out, err } = await runQuietly(program);
    expect(code).toBe(3);
    expect(out).toBe('');
    expect(err).toContain(`${'x'.repeat(200_000)}last`);
    expect(err).toContain('broken');
  });

  it('fails when the command is ended', async () => {
    expect((await runQuietly(`process.kill(process.pid, 'SIGKILL')`)).code).toBe(1);
  });
});
