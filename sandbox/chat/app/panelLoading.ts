import { SymphonyError } from 'symphony-embed/frame';
import type { ChatApp } from './chatApp.js';

const IDLE_WITHIN_MS = 1_000;

/**
 * Loads what a shown chat can do without: at once where it is needed, or else when the browser has nothing better to do,
 * so that it is there before somebody wants it.
 */
export function loadPanels(app: ChatApp): void {
  const { state } = app;
  let loading: Promise<unknown> | undefined;
  const load = (): void => {
    loading ??= import(/* webpackChunkName: "panels" */ '../panels.js').catch((thrown: unknown) => {
      // The next time that it is needed, it is asked for again.
      loading = undefined;
      handleFailure(app, thrown);
    });
  };
  let isPlanned = false;
  state.onChange(() => {
    const { view, prompt, appView } = state;
    if (loading || view.kind === 'loading') return;
    if (view.kind !== 'chat' || prompt || appView) load();
    else if (!isPlanned) {
      isPlanned = true;
      whenIdle(load);
    }
  });
}

/** Nobody waits for a dialog or a login that cannot come. */
function handleFailure({ state, prompts }: ChatApp, thrown: unknown): void {
  console.warn(thrown);
  const text = 'A part of the chat could not be loaded.';
  prompts.end(new SymphonyError('CONNECTION_FAILED', `Nothing was done: ${text}`));
  if (state.view.kind === 'login' || state.view.kind === 'terms')
    state.set({ view: { kind: 'problem', title: 'No connection', text, canRetry: true } });
}

function whenIdle(work: () => void): void {
  // Safari has no such callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: IDLE_WITHIN_MS });
  else setTimeout(work, IDLE_WITHIN_MS);
}
