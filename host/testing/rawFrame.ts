import { connect, WindowMessenger, type RemoteProxy } from 'penpal';
import { CHANNEL, WITNESS } from '../../shared/contract.js';
import { hostToFrameArgs } from '../../shared/hostToFrameArgs.js';
import type { FrameCommand } from './behaviour.js';
import { openCommands, postLegacyMessage } from './frameCommands.js';
import { framePage, never, toldAs, writeJournal } from './framePage.js';

/*
 * A frame on bare Penpal, for what the frame half never does: other protocol numbers, malformed calls and answers,
 * silence.
 */

type Remote = RemoteProxy<Record<string, (args: unknown) => unknown>>;

const {
  protocol = 1,
  hello,
  calls = [{ method: 'ready', args: {} }],
  answers = {},
  sequences = {},
  legacy,
} = framePage.behaviour.raw ?? {};

const methods = Object.fromEntries(
  Object.keys(hostToFrameArgs).map((method) => [
    method,
    (args: unknown): unknown => {
      writeJournal(method, args as Record<string, unknown>);
      const [answer, ...rest] = sequences[method] ?? [method in answers ? answers[method] : { ok: true }];
      if (rest.length) sequences[method] = rest;
      return answer === 'never' ? never() : answer;
    },
  ]),
);

async function call(remote: Remote, method: string, args: unknown): Promise<void> {
  try {
    const answer = await remote[method]?.(args);
    writeJournal('answer', { method, answer });
  } catch (thrown) {
    writeJournal('failed', { method, ...toldAs(thrown) });
  }
}

function keepWitness(): void {
  const witness = document.createElement('iframe');
  witness.name = WITNESS;
  witness.hidden = true;
  document.documentElement.append(witness);
}

async function run(): Promise<void> {
  keepWitness();
  if (legacy) postLegacyMessage();
  const remote = (await connect({
    messenger: new WindowMessenger({ remoteWindow: window.parent, allowedOrigins: ['*'] }),
    methods,
    channel: CHANNEL,
  }).promise) as Remote;
  writeJournal('connected');
  await call(remote, 'hello', hello ?? { protocol, app: 'raw 1.0' });
  for (const { method, args } of calls) await call(remote, method, args);
  openCommands().addEventListener('message', ({ data }) => {
    const command = JSON.parse(String(data)) as FrameCommand;
    if (command.do === 'call') void call(remote, command.method, command.args);
    else if (command.do === 'legacy') postLegacyMessage();
    else writeJournal('failed', { ...command, message: 'a raw frame only makes calls' });
  });
}

void run();
