import {
  BROKEN_COOKIES,
  BROKEN_CORS,
  BROKEN_ENDPOINTS,
  BROKEN_SESSIONS,
} from '../../test/checkPod/brokenLogouts.js';
import { BROKEN_PAGES } from '../../test/checkPod/brokenPages.js';
import { startChangingProxy, type Change, type ChangingProxy } from '../../test/checkPod/changingProxy.js';
import { checkWithDefaults, namesOf, SPEC_MS } from '../../test/checkPod/checkWithDefaults.js';
import { startDocumentedPod, type DocumentedPod } from '../../test/checkPod/documentedPod.js';
import type { BrokenPod } from '../../test/checkPod/faults.js';
import type { CheckOptions } from './checkOptions.js';
import { CHECK_NAMES, type PodReport } from './checkResult.js';

const PORTAL = 'http://portal.localhost:4100';
const BROKEN_PODS: readonly BrokenPod[] = [
  ...BROKEN_PAGES,
  ...BROKEN_ENDPOINTS,
  ...BROKEN_CORS,
  ...BROKEN_SESSIONS,
  ...BROKEN_COOKIES,
];

describe('A pod with one fault', () => {
  let pod: DocumentedPod;
  let proxies: ChangingProxy[] = [];

  beforeAll(async () => {
    pod = await startDocumentedPod([PORTAL]);
  }, SPEC_MS);

  afterEach(async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    proxies = [];
  });

  afterAll(async () => {
    await pod.stop();
  }, SPEC_MS);

  async function check(
    change: Change,
    setCookie: string,
    more: Partial<CheckOptions> = {},
  ): Promise<PodReport> {
    const proxy = await startChangingProxy(pod.podUrl, change);
    proxies.push(proxy);
    return checkWithDefaults(proxy.url, { portalOrigin: PORTAL, setCookies: [setCookie], ...more });
  }

  it(
    'is there for each check, and passes all of them without the fault',
    async () => {
      const report = await check((answer) => answer, await pod.logIn());
      expect(report.passed).toBeTrue();
      expect(namesOf(report, 'passed')).toEqual([...CHECK_NAMES]);
      expect(new Set(BROKEN_PODS.map(({ check: name }) => name))).toEqual(new Set(CHECK_NAMES));
    },
    SPEC_MS,
  );

  for (const { check: name, fault, change, setCookie = (header: string) => header } of BROKEN_PODS) {
    it(
      `fails by the name of ${name} alone if ${fault}`,
      async () => {
        const report = await check(change, setCookie(await pod.logIn()));
        expect(namesOf(report, 'failed')).toEqual([name]);
        expect(report.passed).toBeFalse();
        const result = report.results.find((one) => one.name === name);
        if (result?.outcome !== 'failed') return;
        for (const text of [result.problem, result.why, result.fix]) expect(text).toMatch(/\.$/);
        expect(result.exchanges.length).toBeGreaterThan(0);
      },
      SPEC_MS,
    );
  }

  it(
    'fails by the name of logoutAnswers alone if its logout endpoint never answers',
    async () => {
      const report = await check(
        (answer, { method }) => (method === 'POST' ? undefined : answer),
        await pod.logIn(),
        { deadlineMs: 2000 },
      );
      expect(namesOf(report, 'failed')).toEqual(['logoutAnswers']);
      expect(namesOf(report, 'skipped')).toContain('sessionLogout');
    },
    SPEC_MS,
  );

  it(
    'passes if that check is left out',
    async () => {
      const report = await check(
        (answer, { path }) => (path === '/client-bff/index.html' ? { ...answer, status: 404 } : answer),
        await pod.logIn(),
        { skip: ['collaborationPage'] },
      );
      expect(report.passed).toBeTrue();
      expect(namesOf(report, 'skipped')).toEqual(['collaborationPage']);
    },
    SPEC_MS,
  );
});
