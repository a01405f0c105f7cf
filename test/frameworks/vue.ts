import { createApp, createSSRApp, h, KeepAlive, nextTick, reactive, type VNode } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Shown } from './framework.js';
import { FIRST, putRoot, renderedByServer } from './fixture.js';

/* Vue owns what is in the body, and keeps the part that can be put aside alive. */

const shown = reactive({ ...FIRST });
const Aside = { name: 'Aside', render: () => h('div', { id: 'aside' }) };

function page({ count, hasSecond, generation, hasAside }: Shown): VNode {
  return h('main', { key: generation }, [
    h('p', { id: 'count' }, count),
    h('div', { class: 'symphony-ecm', id: 'one' }),
    hasSecond ? h('div', { id: 'two' }) : undefined,
    h(KeepAlive, () => (hasAside ? h(Aside) : undefined)),
  ]);
}

window.fixture = {
  write: async (way) => {
    const state = renderedByServer(way);
    const html = way === 'create' ? '' : await renderToString(createSSRApp({ render: () => page(state) }));
    putRoot(`<!doctype html><html lang="en"><title>Page</title><body><div id="app">${html}</div>`);
  },
  start: async (way) => {
    const app = (way === 'create' ? createApp : createSSRApp)({ render: () => page(shown) });
    app.config.warnHandler = () => undefined;
    app.mount('#app');
    await nextTick();
  },
  show: async (changes) => {
    Object.assign(shown, changes);
    await nextTick();
  },
  reactive: (value) => reactive(value) as typeof value,
};
