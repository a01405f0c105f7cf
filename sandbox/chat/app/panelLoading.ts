import { SymphonyError } from 'symphony-embed/frame';
import type { ChatApp } from './chatApp.js';
import type { ChatState } from './chatState.js';

/** What a person does first who is about to use a chat. A screen reader may do no more than click. */
const SIGNS_OF_PERSON = ['pointermove', 'pointerdown', 'focusin', 'keydown', 'click'];

/**
 * Loads what a shown chat can do without: at once where it is needed, or else when somebody comes to the chat, so that it is
 * there before they want it. Many chats of a page are only read.
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
  state.onChange(() => {
    if (!loading && areNeeded(state)) load();
  });
  for (const sign of SIGNS_OF_PERSON) document.addEventListener(sign, load, { once: true, passive: true });
}

function areNeeded({ view, prompt, appView, mode, open, streams, connections }: ChatState): boolean {
  if (view.kind === 'loading') return false;
  if (view.kind !== 'chat' || prompt || appView) return true;
  // Somebody asks something of the user. A single chat shows what is asked for there.
  const shown = mode === 'collaboration' ? streams : open ? [open.stream] : [];
  return (
    shown.some(({ accessRequests }) => accessRequests?.length) ||
    (mode === 'collaboration' && connections.some(({ status }) => status === 'pending_incoming'))
  );
}

/** Nobody waits for a dialog or a login that cannot come. */
function handleFailure({ state, prompts }: ChatApp, thrown: unknown): void {
  console.warn(thrown);
  const text = 'A part of the chat could not be loaded.';
  prompts.end(new SymphonyError('CONNECTION_FAILED', `Nothing was done: ${text}`));
  if (state.view.kind === 'login' || state.view.kind === 'terms')
    state.set({ view: { kind: 'problem', title: 'No connection', text, canRetry: true } });
}
