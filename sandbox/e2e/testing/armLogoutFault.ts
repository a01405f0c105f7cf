import { request } from 'node:http';
import type { Sandbox } from '../../startSandbox.js';

/** Tells the pod what is to happen to the logouts that come from now on. */
export function armLogoutFault(
  { podUrl, port }: Sandbox,
  fault: { logout: 'ok' | 'slow' | 'refuse' | '500' | 'offline'; delayMs?: number },
): Promise<void> {
  const { host } = new URL(podUrl);
  return new Promise((resolve, reject) => {
    // Node itself finds no names under localhost.
    request(
      {
        host: '127.0.0.1',
        port,
        path: '/faults',
        method: 'POST',
        headers: { host, 'content-type': 'application/json' },
      },
      (response) => {
        response.resume();
        if (response.statusCode === 200) resolve();
        else reject(new Error(`Failed to arm a fault: the pod answered ${String(response.statusCode)}.`));
      },
    )
      .on('error', reject)
      .end(JSON.stringify(fault));
  });
}
