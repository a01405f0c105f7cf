type Page = typeof globalThis;

/**
 * Hardens the built-ins of a page, as pages and their libraries do. It names nothing outside of itself, so that a page can
 * contain its text.
 */
export function harden(page: Page): void {
  // Old libraries extend all objects, and some write lists as text.
  (page.Object.prototype as unknown as Record<string, unknown>)['extend'] = () => undefined;
  (page.Object.prototype as unknown as Record<string, unknown>)['toJSON'] = () => '{}';
  (page.Array.prototype as unknown as Record<string, unknown>)['toJSON'] = () => '[]';
  for (const { prototype } of [
    page.Error,
    page.TypeError,
    page.Object,
    page.Array,
    page.Function,
    page.Promise,
    page.String,
    page.Map,
    page.Set,
  ])
    page.Object.freeze(prototype);
}

const broken = (): never => {
  throw new Error('This page has broken it.');
};

/** Breaks promises. Then nobody can call a frame any more, and the pod is still asked. */
export function breakPromises(page: Page): void {
  page.Promise = broken as never;
}

/** Breaks what a page may have replaced. What was loaded before goes on working. */
export function breakBuiltIns(page: Page): void {
  page.fetch = broken;
  page.setTimeout = broken as never;
  page.clearTimeout = broken;
  page.performance.now = () => NaN;
  page.Math.random = broken;
  page.Date.now = broken;
}
