import { judge, skip, type Advice, type Exchange, type Verdict } from '../checkResult.js';
import { clip, exchangeOf } from '../exchange.js';
import { frameAncestorsOf, matchesSource } from '../frameAncestors.js';
import type { CheckOptions } from '../checkOptions.js';
import type { Observations } from '../observe.js';
import type { Answered } from '../podRequest.js';
import type { Check } from './check.js';
import { framePageProblem } from './pageChecks.js';

/** Checks the headers of the pages for frames. */
export const FRAMING_CHECKS: readonly Check[] = [
  {
    name: 'xFrameOptions',
    run: (seen) =>
      forEachPage(seen, (page) => exchangeOf(page, 'x-frame-options'), xFrameOptionsProblem, {
        why: 'Where a browser obeys this header, it shows an empty frame in the portal. The header cannot name portals.',
        fix: 'Do not send X-Frame-Options with pages for frames. Name the portals in frame-ancestors.',
      }),
  },
  {
    name: 'frameAncestors',
    run: (seen) =>
      forEachPage(seen, policyExchange, frameAncestorsProblem, {
        why:
          'The browser shows a frame only if every policy of the page allows the portal. Without frame-ancestors, every ' +
          'site can show the page to users and make them click in it.',
        fix:
          `Send Content-Security-Policy: frame-ancestors ${seen.options.portalOrigin} with the page, and name the same ` +
          'portals in `allowedOrigins` of connectApp.',
      }),
  },
  {
    name: 'originAgentCluster',
    run: (seen) =>
      forEachPage(seen, (page) => exchangeOf(page, 'origin-agent-cluster'), originAgentClusterProblem, {
        why: 'A frame of the same site as the portal shares its thread without this header. Then a frame that hangs also stops the portal, and logout() with it.',
        fix: 'Send Origin-Agent-Cluster: ?1 with the page.',
      }),
  },
];

type PageProblem = (page: Answered, options: CheckOptions) => string | undefined;

/** Looks at each page that is there. The other checks are about the ones that are not. */
function forEachPage(
  { pages, options }: Observations,
  exchangeFor: (page: Answered) => Exchange,
  problemOf: PageProblem,
  advice: Advice,
): Verdict {
  const loaded = Object.values(pages).filter(
    (page): page is Answered => page.kind === 'answered' && framePageProblem(page) === undefined,
  );
  if (!loaded.length) return skip('No page for frames could be loaded.');
  const problems = loaded.map((page) => {
    const problem = problemOf(page, options);
    return problem === undefined ? undefined : `${new URL(page.url).pathname}: ${problem}`;
  });
  return judge(loaded.map(exchangeFor), problems, advice);
}

function xFrameOptionsProblem({ headers }: Answered): string | undefined {
  return headers['x-frame-options'] === undefined ? undefined : 'The page has the header X-Frame-Options.';
}

function originAgentClusterProblem({ headers }: Answered): string | undefined {
  const value = headers['origin-agent-cluster'];
  return /^\?1\s*(;|$)/.test(String(value ?? '').trim())
    ? undefined
    : 'The page does not have the header Origin-Agent-Cluster: ?1.';
}

function policyOf(headers: Answered['headers']): string {
  return String(headers['content-security-policy'] ?? '');
}

/** Policies are long, and only one directive counts here. */
function policyExchange(page: Answered): Exchange {
  const { asked, answered } = exchangeOf(page);
  const lists = frameAncestorsOf(policyOf(page.headers)).map(
    (sources) => `frame-ancestors ${sources.join(' ')}`,
  );
  return { asked, answered: `${answered}; ${clip(lists.join(', ')) || 'no frame-ancestors'}` };
}

function frameAncestorsProblem(
  { headers }: Answered,
  { portalOrigin, podOrigin }: CheckOptions,
): string | undefined {
  const lists = frameAncestorsOf(policyOf(headers));
  if (!lists.length) return 'No Content-Security-Policy header has frame-ancestors.';
  const allows = (list: string[]) => list.some((source) => matchesSource(source, portalOrigin, podOrigin));
  if (!lists.every(allows)) return `frame-ancestors does not allow ${portalOrigin}.`;
  // A scheme alone allows every site, too.
  const isForAll = (list: string[]) => list.some((source) => /^(\*|https?:)$/i.test(source));
  return lists.every(isForAll) ? 'frame-ancestors allows every site.' : undefined;
}
