import type { Samples } from '../../results.js';
import { contenders, rivals } from '../contenders/all.js';
import { makeSlots, removeSlots } from '../slots.js';
import { inRounds } from './inRounds.js';

/** From an empty slot to the handshake, and to the frame that says that it shows its chat: milliseconds. */
export async function measureOpening(budgetMs: number): Promise<Record<string, Samples>> {
  const samples = await inRounds({
    contenders: contenders.map(({ name }) => name),
    rivals,
    figures: ['helloMs', 'readyMs'],
    budgetMs,
    turn: async (index) => {
      const [slot] = makeSlots(1);
      const contender = contenders[index];
      if (!slot || !contender) throw new Error('Failed to measure the opening: there is no such contender.');
      const startedAt = performance.now();
      const opened = await contender.open(slot, () => undefined, true);
      await opened.close();
      removeSlots([slot]);
      return [opened.helloAt - startedAt, opened.readyAt - startedAt];
    },
  });
  return { 'slot to frame': samples };
}
