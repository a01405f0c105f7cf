import { readFileSync } from 'node:fs';
import { argv, exit, stderr, stdout } from 'node:process';
import { toSymphonyError } from '../../shared/errors.js';
import { checkPod } from './checkPod.js';
import { HELP, readCommand } from './commandLine.js';
import { reportText } from './reportText.js';

/*
 * The entry of the package's command, and the only file here with side effects on import. Bundled, it is in the
 * package's folder dist.
 */

// A reader such as `head` may have read enough.
stdout.on('error', () => undefined);

function print(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => {
      resolve();
    });
  });
}

function readVersion(): string {
  const packageFile = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(packageFile) as { version: string }).version;
}

async function run(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  switch (command.kind) {
    case 'help':
      await print(stdout, HELP);
      return 0;
    case 'version':
      await print(stdout, `${readVersion()}\n`);
      return 0;
    case 'checkPod': {
      const report = await checkPod(command.options);
      await print(stdout, command.asJson ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
      return report.passed ? 0 : 1;
    }
  }
}

async function fail(thrown: unknown): Promise<number> {
  await print(stderr, `${toSymphonyError(thrown).message}\n`);
  return 2;
}

// Ends the process at once: the look-up of a name may still be under way, after its deadline.
exit(await run(argv.slice(2)).catch(fail));
