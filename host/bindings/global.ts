import type { DocumentedSymphony } from 'symphony-embed/host';

/*
 * The type of `window.symphony`, for pages that load the script tag: `import 'symphony-embed/global'`.
 */

declare global {
  interface Window {
    /** The functions of Embedded Mode in their documented shapes, once the script tag has run. */
    symphony: DocumentedSymphony;
  }
}
