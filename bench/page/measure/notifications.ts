import type { Samples } from '../../results.js';
import { contenders, rivals } from '../contenders/all.js';
import { withConnections } from './calls.js';
import { inRounds } from './inRounds.js';

const BURST = 10_000;
const APART = 500;

/** Notifications from a frame, ten thousand within one task, and each in a task of its own: microseconds for each. */
export async function measureNotifications(budgetMs: number): Promise<Record<string, Samples>> {
  return withConnections(async (connections, onNotification) => {
    const compare = (count: number, order: string): Promise<Samples> =>
      inRounds({
        contenders: contenders.map(({ name }) => name),
        rivals,
        figures: ['notificationUs'],
        budgetMs: budgetMs / 2,
        turn: async (index) => {
          const startedAt = performance.now();
          let left = count;
          const all = new Promise<void>((resolve) => {
            onNotification(() => {
              if (!--left) resolve();
            });
          });
          await Promise.all([all, connections[index]?.send(order)]);
          return [((performance.now() - startedAt) * 1000) / count];
        },
      });
    return {
      '10,000 notifications at once': await compare(BURST, `notify ${BURST}`),
      'notifications one by one': await compare(APART, `notify ${APART} apart`),
    };
  });
}
