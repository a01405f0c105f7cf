import type { Samples } from '../../results.js';

/** A contender this much slower than the first one would take all the time: its turns of the first round have to do. */
const TOO_SLOW = 25;
/** Those that goals are about are in every round, the others in one of so many. */
const FIELD_EVERY = 5;

/** What is to be compared. */
export interface Comparison {
  /** Names; the first one is the floor. */
  contenders: string[];
  figures: string[];
  /** Who is in every round; everybody, when left out. */
  rivals?: readonly string[];
  /** Gives the figures of one turn of a contender. */
  turn: (contender: number) => Promise<number[]>;
  /** How long it may take, but for the least of rounds. */
  budgetMs: number;
  /** Whether the first round counts as well: where a round takes so long that there is but one. */
  isEachRoundCounted?: boolean;
  roundsAtLeast?: number;
  roundsAtMost?: number;
}

/**
 * Measures in rounds, each in another order and then in the reverse of it, so that what drifts on a busy machine hits
 * everybody alike. A first round, which warms everything up, is not counted.
 */
export async function inRounds({
  contenders,
  figures,
  rivals = contenders,
  turn,
  budgetMs,
  isEachRoundCounted = false,
  roundsAtLeast = 3,
  roundsAtMost = 100,
}: Comparison): Promise<Samples> {
  const everybody = contenders.map((_, index) => index);
  const first = await takeRound(everybody);
  const floor = first[0]?.[0] ?? 0;
  const inTime = everybody.filter(
    (each) => rivals.includes(contenders[each] ?? '') || (first[each]?.[0] ?? 0) <= TOO_SLOW * floor,
  );
  const rounds: Samples['rounds'] = isEachRoundCounted ? [first] : [];
  const endsAt = performance.now() + budgetMs;
  while (rounds.length < roundsAtLeast || (performance.now() < endsAt && rounds.length < roundsAtMost)) {
    const isOfAll = rounds.length % FIELD_EVERY === 0;
    rounds.push(
      await takeRound(isOfAll ? inTime : inTime.filter((each) => rivals.includes(contenders[each] ?? ''))),
    );
  }
  // Who was too slow has the figures of the first round, in the first one that counts.
  const [counted] = rounds;
  for (const each of everybody) if (counted && !inTime.includes(each)) counted[each] = first[each] ?? null;
  return { contenders, figures, rounds };

  async function takeRound(present: readonly number[]): Promise<(number[] | null)[]> {
    const order = shuffled(present);
    const taken: (number[] | null)[] = everybody.map(() => null);
    for (const each of [...order, ...order.toReversed()]) {
      const values = await turn(each);
      const before = taken[each];
      taken[each] = before ? values.map((value, index) => (value + (before[index] ?? value)) / 2) : values;
    }
    return taken;
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
