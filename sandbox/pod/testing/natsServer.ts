import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { endProcess } from './endProcess.js';
import { freePort } from './freePort.js';
import { until } from './until.js';

const READY_DEADLINE_MS = 10_000;

/** Why a spec that needs NATS does not run. */
export const NO_NATS = 'SKIPPED: there is no nats-server on this machine (looked in PATH and /usr/sbin).';

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
  const halt = (): Promise<void> => endProcess(server, 'SIGKILL');
  const resume = async (): Promise<void> => {
    server = spawn(program, ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    try {
      await until('NATS answers', () => isOpen(port), READY_DEADLINE_MS);
    } catch (error) {
      await halt();
      throw error;
    }
  };
  await resume();
  return { url: `nats://127.0.0.1:${String(port)}`, halt, resume };
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
