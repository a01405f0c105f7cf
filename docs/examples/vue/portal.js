import { createApp } from 'vue';
import 'symphony-embed/element';
import Portal from './Portal.vue';

createApp(Portal).mount('#app');
