import type { Samples } from '../../results.js';
import { contenders, rivals } from '../contenders/all.js';
import type { Opened } from '../contenders/contender.js';
import { makeSlots, removeSlots, settle } from '../slots.js';
import { inRounds } from './inRounds.js';

const AT_ONCE = 100;
const SMALL = 'x'.repeat(200);
const LARGE = 'x'.repeat(100_000);

/** How many calls make a turn, long enough to be measured and short enough for many rounds. */
const IN_TURN = { small: 200, large: 20 };

/** Everybody's connection, open for as long as something is measured with it. */
export async function withConnections<T>(
  run: (connections: Opened[], onNotification: (listener: () => void) => void) => Promise<T>,
): Promise<T> {
  const slots = makeSlots(contenders.length);
  let listener = (): void => undefined;
  const connections: Opened[] = [];
  for (const [index, slot] of slots.entries()) {
    const contender = contenders[index];
    if (contender)
      connections.push(
        await contender.open(slot, () => {
          listener();
        }),
      );
  }
  await settle();
  const result = await run(connections, (next) => (listener = next));
  for (const connection of connections) await connection.close();
  removeSlots(slots);
  return result;
}

/** Calls one after the other, and a hundred at a time, small and large: microseconds for each. */
export async function measureCalls(budgetMs: number): Promise<Record<string, Samples>> {
  return withConnections(async (connections) => {
    const names = contenders.map(({ name }) => name);
    const compare = (turn: (connection: Opened) => Promise<unknown>, calls: number): Promise<Samples> =>
      inRounds({
        contenders: names,
        rivals,
        figures: ['callUs'],
        budgetMs: budgetMs / 4,
        turn: async (index) => {
          const connection = connections[index];
          if (!connection) throw new Error('Failed to measure calls: there is no such connection.');
          const startedAt = performance.now();
          await turn(connection);
          return [((performance.now() - startedAt) * 1000) / calls];
        },
      });
    const inTurn =
      (text: string, calls: number) =>
      async ({ send }: Opened): Promise<void> => {
        for (let call = 0; call < calls; call++) await send(text);
      };
    const atOnce =
      (text: string) =>
      ({ send }: Opened): Promise<unknown> =>
        Promise.all(Array.from({ length: AT_ONCE }, () => send(text)));
    return {
      'calls in turn, 200 B': await compare(inTurn(SMALL, IN_TURN.small), IN_TURN.small),
      'calls in turn, 100 kB': await compare(inTurn(LARGE, IN_TURN.large), IN_TURN.large),
      '100 calls at once, 200 B': await compare(atOnce(SMALL), AT_ONCE),
      '100 calls at once, 100 kB': await compare(atOnce(LARGE), AT_ONCE),
    };
  });
}
