type Undo = () => void | Promise<void>;

const undos: Undo[] = [];

/** Runs after the spec that is running now, last one first, whatever became of it. */
export function afterSpec(undo: Undo): void {
  undos.push(undo);
}

afterEach(async () => {
  const failures: unknown[] = [];
  for (const undo of undos.splice(0).reverse()) {
    try {
      await undo();
    } catch (thrown) {
      // The rest is undone all the same.
      failures.push(thrown);
    }
  }
  if (failures.length) throw new AggregateError(failures, `Failed to tidy up: ${failures.join('; ')}`);
});
