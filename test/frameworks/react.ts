import { createElement, StrictMode, useEffect, type ReactElement } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server.browser';
import type { Shown } from './framework.js';
import { FIRST, putRoot, renderedByServer } from './fixture.js';

/* React owns the whole document. The bundle says which React it is. */

let shown = FIRST;
let root: Root | undefined;
let handleShown = (): void => undefined;

function App({ count, hasSecond, hasAside, generation }: Shown): ReactElement {
  // An effect of each rendering: by then, the document is built.
  useEffect(() => {
    handleShown();
  });
  return createElement(
    'html',
    { lang: 'en', key: generation },
    createElement('head', null, createElement('title', null, `Page ${count}`)),
    createElement(
      'body',
      null,
      createElement('p', { id: 'count' }, count),
      createElement('div', { className: 'symphony-ecm', id: 'one' }),
      hasSecond && createElement('div', { id: 'two' }),
      hasAside && createElement('div', { id: 'aside' }),
    ),
  );
}

function build(state: Shown): ReactElement {
  return createElement(StrictMode, null, createElement(App, state));
}

async function whenShown(run: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    handleShown = resolve;
    run();
  });
}

window.fixture = {
  write: (way) => {
    if (way !== 'create') putRoot(renderToString(build(renderedByServer(way))));
    return Promise.resolve();
  },
  start: (way) =>
    whenShown(() => {
      if (way === 'create') {
        root = createRoot(document);
        root.render(build(shown));
      } else root = hydrateRoot(document, build(shown), { onRecoverableError: () => undefined });
    }),
  show: (changes) =>
    whenShown(() => {
      shown = { ...shown, ...changes };
      root?.render(build(shown));
    }),
};
