import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const GRAVE = ['serious', 'critical'];

/** What axe finds in a document that keeps people out, in words. Frames in it look after themselves. */
export async function graveFindings(where: Page | Frame): Promise<string[]> {
  await where.evaluate(axe.source);
  const { violations, passes } = await where.evaluate(async () => {
    const { axe: inFrame } = window as unknown as { axe: typeof axe };
    // What fades in has no contrast yet.
    const isFinite = (animation: Animation): boolean =>
      animation.effect?.getComputedTiming().iterations !== Infinity;
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(isFinite)
        .map(({ finished }) => finished),
    );
    return inFrame.run(document, { iframes: false, resultTypes: ['violations'] });
  });
  expect(passes.map(({ id }) => id))
    .withContext('what was looked at')
    .toContain('color-contrast');
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
}
