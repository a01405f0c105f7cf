import { spawn } from 'node:child_process';
import { argv, platform } from 'node:process';

/*
 * Runs a command, for example `node .ci/quietly.mjs npm run build`. Prints its output only if it fails, and exits with its
 * exit code.
 */

const [program, ...args] = argv.slice(2);
const command = [program, ...args].join(' ');
const output = [];

function fail(fact, code) {
  process.stderr.write(Buffer.concat(output));
  console.error(`\n"${command}" failed: ${fact}.`);
  // Not process.exit(): that could cut off output which a pipe has not taken yet.
  process.exitCode = code;
}

console.error(`Running "${command}" …`);
// On Windows, npm is a batch file, which only a shell runs.
const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: platform === 'win32' });
for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(part));
child.on('error', ({ message }) => fail(message, 1));
child.on('close', (code, signal) => {
  if (code === 0) return;
  // A program that could not be started has an error, and a negative code.
  if (signal) fail(`it was ended by ${signal}`, 1);
  else if (code > 0) fail(`its exit code is ${code}`, code);
});
