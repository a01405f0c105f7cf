import { connect, WindowMessenger, type RemoteProxy } from 'penpal';
import { CHANNEL, PROTOCOL, WITNESS } from '../../shared/wire/contract.js';
import { hostToFrameArgs } from '../../shared/wire/hostToFrameArgs.js';
import type { FrameCommand, RawFrame } from './behaviour.js';
import { openCommands, postLegacyMessage } from './frameCommands.js';
import { framePage, never, toldAs, writeJournal } from './framePage.js';

/*
 * A frame on bare Penpal, for what the frame half never does: other protocol numbers, malformed calls and answers,
 * silence.
 */

/** The answer of a frame that found its storage empty. */
const EMPTIED = { ok: true, value: { unavailable: [], failures: [] } };

type Remote = RemoteProxy<Record<string, (args: unknown) => unknown>>;

const {
  protocol = PROTOCOL,
  hello,
  calls = [{ method: 'ready', args: {} }],
  answers = {},
  sequences = {},
  legacy,
  flood,
} = framePage.behaviour.raw ?? {};

const methods = Object.fromEntries(
  Object.keys(hostToFrameArgs).map((method) => [
    method,
    (args: unknown): unknown => {
      writeJournal(method, args as Record<string, unknown>);
      if (method === flood?.on) floodHost(flood);
      const usual = method === 'emptyStorage' ? EMPTIED : { ok: true };
      const [answer, ...rest] = sequences[method] ?? [method in answers ? answers[method] : usual];
      if (rest.length) sequences[method] = rest;
      return answer === 'never' ? never() : answer === 'bomb' ? bomb() : answer;
    },
  ]),
);

/** An error of a few hundred bytes, whose copy without shared objects would have 2 ** 60 values. */
function bomb(): unknown {
  let data: unknown = 'x';
  for (let level = 0; level < 60; level++) data = [data, data];
  return { ok: false, error: { type: 'ERROR', message: 'x', data } };
}

async function call(remote: Remote, method: string, args: unknown): Promise<void> {
  try {
    const answer = await remote[method]?.(args);
    writeJournal('answer', { method, answer });
  } catch (thrown) {
    writeJournal('failed', { method, ...toldAs(thrown) });
  }
}

/** The host, once it is known. */
let host: Remote | undefined;

/** Makes calls, and waits for none. */
function floodHost({ calls: each, times }: NonNullable<RawFrame['flood']>): void {
  for (let time = 0; time < times; time++)
    for (const { method, args } of each) host?.[method]?.(args).catch(() => undefined);
  writeJournal('flooded');
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
  host = remote;
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
