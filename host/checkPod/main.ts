import { readFileSync } from 'node:fs';
import { argv, stderr, stdout } from 'node:process';
import { checkPod } from './checkPod.js';
import { HELP, readCommand } from './commandLine.js';
import { reportText } from './reportText.js';
import { toSymphonyError } from '../../shared/errors.js';

/*
 * The entry of the package's command, and the only file here with side effects on import. Bundled, it is in the
 * package's folder dist.
 */

async function run(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  switch (command.kind) {
    case 'help':
      stdout.write(HELP);
      return 0;
    case 'version': {
      const packageFile = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
      stdout.write(`${(JSON.parse(packageFile) as { version: string }).version}\n`);
      return 0;
    }
    case 'checkPod': {
      const report = await checkPod(command.options);
      stdout.write(command.asJson ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
      return report.passed ? 0 : 1;
    }
  }
}

try {
  // Not `exit`, which can cut off what has been written.
  process.exitCode = await run(argv.slice(2));
} catch (thrown) {
  stderr.write(`${toSymphonyError(thrown).message}\n`);
  process.exitCode = 2;
}
