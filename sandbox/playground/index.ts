import { streamIdIn } from '../podApi/streamIdIn.js';
import { CodeBlock } from './codeBlock.js';
import { EventsPanel } from './eventsPanel.js';
import { FunctionForm } from './functionForm.js';
import { FunctionsPanel } from './functionsPanel.js';
import { loadSymphony, type TagOptions } from './loadSymphony.js';
import { LogView } from './logView.js';
import { Playground } from './playground.js';
import { PlaygroundPage } from './playgroundPage.js';
import { PlaygroundStage } from './playgroundStage.js';
import { SettingsPanel } from './settingsPanel.js';
import { readSetup, writeSetup } from './setup.js';
import { SetupCard } from './setupCard.js';
import { ThemePanel } from './themePanel.js';

/** The partner that the pod knows its own pages by. */
const OWN_PARTNER_ID = 'sandbox';

const query = new URLSearchParams(location.search);
const streamId = streamIdIn(query) ?? '';
const setup = readSetup(location.hash);
const tag: TagOptions = {
  partnerId: query.get('partnerId') ?? OWN_PARTNER_ID,
  mode: query.get('mode') === 'full' ? 'collaboration' : 'focus',
};
const playground = new Playground(tag, { ...setup, ...(streamId && { streamId }) }, loadSymphony(tag));
PlaygroundPage.playground = playground;

let written = location.hash;
playground.onChange(() => {
  const hash = writeSetup(playground.setup);
  if (hash === written) return;
  written = hash;
  history.replaceState(null, '', hash || location.pathname + location.search);
});
window.addEventListener('hashchange', () => {
  written = location.hash;
  playground.change(readSetup(location.hash));
});

customElements.define('code-block', CodeBlock);
customElements.define('events-panel', EventsPanel);
customElements.define('function-form', FunctionForm);
customElements.define('functions-panel', FunctionsPanel);
customElements.define('log-view', LogView);
customElements.define('playground-stage', PlaygroundStage);
customElements.define('settings-panel', SettingsPanel);
customElements.define('setup-card', SetupCard);
customElements.define('theme-panel', ThemePanel);
// The element that is in the page already, with all others in it.
customElements.define('playground-page', PlaygroundPage);

void playground.listeners.start('onUserInteractionRequired').catch(console.error);
if (streamId) {
  // The containers are there once the page has been rendered.
  void document
    .querySelector<PlaygroundPage>('playground-page')
    ?.updateComplete.then(() => playground.render());
}
