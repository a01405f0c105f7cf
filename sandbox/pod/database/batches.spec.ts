import { Batches } from './batches.js';

/** Work that is done when the spec says so. */
class HeldWork {
  readonly started: string[][] = [];
  readonly #ends: (() => void)[] = [];

  readonly do = (items: readonly string[]): Promise<string[]> => {
    this.started.push([...items]);
    return new Promise((resolve, reject) => {
      this.#ends.push(() => {
        if (items.includes('bad')) reject(new Error('There was a bad one.'));
        else resolve(items.map((item) => `${item} done`));
      });
    });
  };

  async end(batch: number): Promise<void> {
    this.#ends[batch]?.();
    await started();
  }
}

/** Batches start after the input that is there has been read. */
async function started(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('Batches', () => {
  it('put together what comes at the same time, and what comes while one is under way', async () => {
    const work = new HeldWork();
    const batches = new Batches(work.do, { lanes: 1, size: 3 });
    const first = ['a', 'b'].map((item) => batches.add(item));
    await started();
    const later = ['c', 'd', 'e', 'f'].map((item) => batches.add(item));
    await started();
    expect(work.started).toEqual([['a', 'b']]);
    await work.end(0);
    expect(work.started).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    await work.end(1);
    expect(work.started[2]).toEqual(['f']);
    await work.end(2);
    const outcomes = await Promise.all([...first, ...later]);
    expect(outcomes).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((item) => `${item} done`));
  });

  it('do not let what is stuck hold up the rest', async () => {
    const work = new HeldWork();
    const batches = new Batches(work.do, { lanes: 2, size: 10, keyOf: (item) => item.charAt(0) });
    const stuck = batches.add('a1');
    await started();
    const later = [batches.add('a2'), batches.add('b1'), batches.add('a3'), batches.add('b2')];
    await started();
    expect(work.started).toEqual([['a1'], ['b1', 'b2']]);
    await work.end(1);
    expect(work.started.length).toBe(2);
    await work.end(0);
    expect(work.started[2]).toEqual(['a2', 'a3']);
    await work.end(2);
    expect(await stuck).toBe('a1 done');
    expect(await Promise.all(later)).toEqual(['a2 done', 'b1 done', 'a3 done', 'b2 done']);
  });

  it('that fail say so to all that are in them, and to nobody else', async () => {
    const work = new HeldWork();
    const batches = new Batches(work.do, { lanes: 1, size: 2 });
    const [first, bad, beside, next] = ['a', 'bad', 'b', 'c'].map((item) => batches.add(item));
    await started();
    const refused = Promise.all([expectAsync(first).toBeRejected(), expectAsync(bad).toBeRejected()]);
    for (const batch of [0, 1]) await work.end(batch);
    await refused;
    expect(await Promise.all([beside, next])).toEqual(['b done', 'c done']);
  });
});
