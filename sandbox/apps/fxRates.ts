import { element } from './element.js';
import { showCalculator } from './calculator.js';
import { showRates } from './rates.js';

/*
 * "FX rates", an extension app: a page of another site that the chats show beside themselves. It needs to know nothing of
 * them but what its address says.
 */

const theme = new URLSearchParams(location.search).get('theme');
document.documentElement.dataset['theme'] = theme === 'dark' ? 'dark' : 'light';

const { module } = element('main', HTMLElement).dataset;
if (module === 'calculator') showCalculator();
else showRates();

// Who embeds the app cannot see whether a page of another site has come or failed. So the app says it.
const podOrigin = element('meta[name=pod-origin]', HTMLMetaElement).content;
if (parent !== window) parent.postMessage({ type: 'symphonyAppReady', appId: 'fx-rates' }, podOrigin);
