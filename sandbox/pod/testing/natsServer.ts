import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './freePort.js';

const READY_DEADLINE_MS = 10_000;

/** A real NATS server of one's own. */
export interface NatsServer {
  url: string;
  /** Ends it at once. */
  halt(): Promise<void>;
  /** Starts it again, at the same address. */
  resume(): Promise<void>;
}

/** NATS's program, if it is on this machine. */
export function findNats(): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
    .map((folder) => join(folder, 'nats-server'))
    .find((program) => existsSync(program));
}

/** Starts a server on a free port. */
export async function startNats(program: string): Promise<NatsServer> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const halt = async (): Promise<void> => {
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  const resume = async (): Promise<void> => {
    server = spawn(program, ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    await untilOpen(port);
  };
  await resume();
  return { url: `nats://127.0.0.1:${String(port)}`, halt, resume };
}

async function untilOpen(port: number): Promise<void> {
  const giveUpAt = performance.now() + READY_DEADLINE_MS;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch (error) {
      if (performance.now() > giveUpAt)
        throw new Error('Failed to start NATS: it does not answer.', { cause: error });
      await delay(50);
    } finally {
      socket.destroy();
    }
  }
}
