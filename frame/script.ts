import { connectApp, revokeAt, SymphonyError } from './index.js';

// The frame half for apps without a bundler: `window.symphonyFrame`.
Object.assign(window, { symphonyFrame: { connectApp, revokeAt, SymphonyError } });
