import { failure, type SymphonyError } from './errors.js';
import { Lifetime } from './lifetime.js';

const never = new Promise<never>(() => undefined);

function lifetimeEnds(words: string): SymphonyError {
  return failure('LOGGED_OUT', 'wait', words);
}

function tooLate(): SymphonyError {
  return failure('TIMEOUT', 'wait', 'it is too late');
}

/** Waits in a lifetime for what never comes, and without a deadline. Resolves with the reason of its end. */
function waitIn(life: Lifetime): Promise<unknown> {
  return life.until(never, undefined, tooLate).catch((thrown: unknown) => thrown);
}

describe('A lifetime that ends', () => {
  it('rejects what waits in it and in its children, at any depth, with one reason', async () => {
    const life = new Lifetime();
    const child = life.child();
    const grandchild = child.child();
    const waiting = [life, life, child, grandchild].map(waitIn);
    const why = lifetimeEnds('it is over');
    life.end(why);
    expect(await Promise.all(waiting)).toEqual([why, why, why, why]);
    for (const reason of await Promise.all(waiting)) expect(reason).toBe(why);
    expect([life.ended, child.ended, grandchild.ended]).toEqual([why, why, why]);
  });

  it('leaves its parent, and the other children of that one, alone', async () => {
    const parent = new Lifetime();
    const child = parent.child();
    const sibling = parent.child();
    const ending = waitIn(child);
    const others = Promise.all([waitIn(parent), waitIn(sibling)]);
    const why = lifetimeEnds('only this one');
    child.end(why);
    expect(await ending).toBe(why);
    expect([parent.ended, sibling.ended]).toEqual([undefined, undefined]);
    const later = lifetimeEnds('the others');
    parent.end(later);
    for (const reason of await others) expect(reason).toBe(later);
  });

  it('keeps its first reason, whoever ends it again', async () => {
    const parent = new Lifetime();
    const child = parent.child();
    const waiting = waitIn(child);
    const first = lifetimeEnds('first');
    child.end(first);
    child.end(lifetimeEnds('second'));
    parent.end(lifetimeEnds('third'));
    expect(await waiting).toBe(first);
    expect(child.ended).toBe(first);
  });

  it('rejects at once what begins to wait afterwards, in it or in a new child', async () => {
    const life = new Lifetime();
    const why = lifetimeEnds('it is over');
    life.end(why);
    expect(await waitIn(life)).toBe(why);
    expect(await waitIn(life.child())).toBe(why);
  });

  it('may be ended by one whose wait it rejects', async () => {
    const life = new Lifetime();
    const child = life.child();
    const waiting = waitIn(child);
    const why = lifetimeEnds('it is over');
    const again = waiting.then(() => {
      life.end(lifetimeEnds('again'));
    });
    life.end(why);
    await again;
    expect(life.ended).toBe(why);
  });

  it('leaves nothing in its parent', () => {
    const added = spyOn(Set.prototype, 'add').and.callThrough();
    const parent = new Lifetime();
    const child = parent.child();
    const children = added.calls.all().find(({ args }) => args[0] === child)?.object as Set<unknown>;
    expect(children.size).toBe(1);
    child.end(lifetimeEnds('it is over'));
    expect(children.size).toBe(0);
  });

  it('holds nothing of what has settled before', async () => {
    const added = spyOn(Set.prototype, 'add').and.callThrough();
    const life = new Lifetime();
    expect(await life.until(Promise.resolve('answer'), 60_000, tooLate)).toBe('answer');
    await expectAsync(life.until(Promise.reject(new Error('no')), 60_000, tooLate)).toBeRejectedWithError(
      'no',
    );
    for (const { object } of added.calls.all()) expect((object as Set<unknown>).size).toBe(0);
  });
});

describe('A deadline in a lifetime', () => {
  it('rejects with what `late` makes of it', async () => {
    await expectAsync(new Lifetime().until(never, 50, tooLate)).toBeRejectedWith(tooLate());
  });

  it('is not for an answer that comes before', async () => {
    const late = jasmine.createSpy().and.callFake(tooLate);
    const answer = new Promise((resolve) => setTimeout(resolve, 50, 'answer'));
    expect(await new Lifetime().until(answer, 60_000, late)).toBe('answer');
    expect(late).not.toHaveBeenCalled();
  });

  it('is put off by its whole time, again and again, while `late` gives nothing', async () => {
    const startedAt = performance.now();
    const late = jasmine.createSpy().and.returnValues(undefined, undefined, tooLate());
    await expectAsync(new Lifetime().until(never, 200, late)).toBeRejectedWith(tooLate());
    expect(late).toHaveBeenCalledTimes(3);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(600);
  });

  it('that is put off still ends with its lifetime', async () => {
    const life = new Lifetime();
    const why = lifetimeEnds('it is over');
    const waiting = life.until(never, 50, () => {
      queueMicrotask(() => {
        life.end(why);
      });
      return undefined;
    });
    await expectAsync(waiting).toBeRejectedWith(why);
  });
});
