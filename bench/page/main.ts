import type { PageResults } from '../results.js';
import { measureCalls } from './measure/calls.js';
import { startCounting } from './measure/countHeld.js';
import { measureHoldings } from './measure/holdings.js';
import { measureHungFrame, measureLogouts } from './measure/logouts.js';
import { measureNotifications } from './measure/notifications.js';
import { measureOpening } from './measure/opening.js';
import { openProfiled, openProfiledLogout } from './measure/profiled.js';

const query = new URLSearchParams(location.search);

/** What a page can be opened for. */
const MEASURES: Record<string, (budgetMs: number) => Promise<Partial<PageResults>>> = {
  calls: async (budgetMs) => ({ samples: await measureCalls(budgetMs) }),
  notifications: async (budgetMs) => ({ samples: await measureNotifications(budgetMs) }),
  opening: async (budgetMs) => ({ samples: await measureOpening(budgetMs) }),
  logouts: async (budgetMs) => ({ samples: await measureLogouts(budgetMs, [1, 10, 50, 100]) }),
  hung: async (budgetMs) => ({ samples: await measureHungFrame(budgetMs) }),
  // Hundreds of frames take a while to come up: little is measured of them, but it is.
  scale: async () => ({
    samples: await measureLogouts(0, [200, 400], ['raw MessagePort', 'symphony-embed']),
  }),
  // Not measured: a profiler makes it work.
  profile: async () => {
    await openProfiled(query.get('contender') ?? 'symphony-embed');
    return {};
  },
  profileLogout: async () => {
    await openProfiledLogout(Number(query.get('frames')));
    return {};
  },
  holdings: async () => {
    startCounting();
    return { holdings: await measureHoldings() };
  },
};

const measure = MEASURES[query.get('measure') ?? ''];
let body: Partial<PageResults> | { failed: string };
try {
  if (!measure) throw new Error('Failed to measure: the address names nothing that can be.');
  body = await measure(Number(query.get('budgetMs')));
} catch (thrown) {
  body = { failed: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
}
await fetch('/results', { method: 'POST', body: JSON.stringify(body) });
