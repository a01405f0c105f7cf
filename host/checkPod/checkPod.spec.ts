import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkWithDefaults, namesOf, SPEC_MS } from '../../test/checkPod/checkWithDefaults.js';
import { startDocumentedPod } from '../../test/checkPod/documentedPod.js';
import { defaults } from '../options.js';
import { CHECK_NAMES } from './checkResult.js';
import { reportText } from './reportText.js';

const PORTAL = 'https://portal.example';

describe('The smallest pod of the documentation', () => {
  it(
    'passes all checks for each of its portals, and no other one',
    async () => {
      const portals = ['http://a.localhost:4100', PORTAL];
      const pod = await startDocumentedPod(portals);
      try {
        for (const portalOrigin of portals) {
          const report = await checkWithDefaults(pod.podUrl, {
            portalOrigin,
            setCookies: [await pod.logIn()],
          });
          expect(namesOf(report, 'passed')).toEqual([...CHECK_NAMES]);
        }
        const report = await checkWithDefaults(pod.podUrl, { portalOrigin: 'https://other.example' });
        expect(namesOf(report, 'failed')).toEqual(['frameAncestors', 'logoutFromPortal', 'logoutCors']);
      } finally {
        await pod.stop();
      }
    },
    SPEC_MS,
  );
});

describe('The documentation of check-pod', () => {
  it(
    'has each check and each default path',
    async () => {
      const text = await readFile(join(import.meta.dirname, '../../../docs/pod.md'), 'utf8');
      const [, section = ''] = /^## Check a pod$(.*?)^## /ms.exec(text) ?? [];
      const firstCells = [...section.matchAll(/^\| (`.*?) +\| /gm)].map(([, cell = '']) => cell);
      const names = firstCells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
      expect(names).toEqual([...CHECK_NAMES]);
      for (const path of Object.values(defaults.paths)) expect(text).toContain(`\`${path}\``);
    },
    SPEC_MS,
  );
});

describe('The report of a pod', () => {
  it('says for each check what was asked, what came back, what is wrong, why, and what to do', () => {
    const exchanges = [{ asked: 'GET /a', answered: '404' }];
    const text = reportText({
      podOrigin: 'https://pod.example',
      portalOrigin: PORTAL,
      passed: false,
      results: [
        { name: 'focusPage', outcome: 'passed', exchanges },
        { name: 'servicePage', outcome: 'failed', exchanges, problem: 'P.', why: 'W.', fix: 'F.' },
        { name: 'logoutPage', outcome: 'skipped', reason: 'R.' },
      ],
    });
    expect(text).toBe(`https://pod.example, for the portal ${PORTAL}

passed focusPage
  asked    GET /a
  answered 404

FAILED servicePage
  asked    GET /a
  answered 404
  wrong    P.
  why      W.
  do       F.

skipped logoutPage
  because  R.

1 passed, 1 failed, 1 skipped
`);
  });

  it(
    'has one result for each name, in the same order',
    async () => {
      const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const report = await checkWithDefaults(
        `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
        { portalOrigin: PORTAL },
      );
      expect(report.results.map(({ name }) => name)).toEqual([...CHECK_NAMES]);
      server.close();
    },
    SPEC_MS,
  );
});
