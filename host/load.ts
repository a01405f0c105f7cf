import { failure, toSymphonyError } from '../shared/errors.js';
import type { DocumentedSymphony } from './documented.js';
import { originOf } from './readOptions.js';

/** What {@link load} takes. */
export interface LoadOptions {
  /** The pod, an origin like `https://acme.symphony.example`. */
  podUrl: string;
  /** The partner id that the pod knows this portal by. */
  partnerId?: string | undefined;
  /** Focus by default. */
  mode?: 'focus' | 'collaboration' | undefined;
}

const SCRIPT_ID = 'symphony-ecm-sdk';
const loading = new Map<string, Promise<DocumentedSymphony>>();

/**
 * Loads the pod's own script, as the documented script tag does, and gives `window.symphony`. The script is fetched once,
 * however often this is called; a load that failed is forgotten, so that it can be tried again.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, or `CONNECTION_FAILED` when the script does not come.
 * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/get-started
 */
export function load(options: LoadOptions): Promise<DocumentedSymphony> {
  const { podUrl, partnerId, mode } = Object(options) as LoadOptions;
  let src: string;
  try {
    src = `${originOf(podUrl, 'load')}/embed/sdk.js`;
  } catch (thrown) {
    return Promise.reject(toSymphonyError(thrown));
  }
  const known = loading.get(src);
  if (known) return known;
  const loaded = inject(src, partnerId, mode);
  loading.set(src, loaded);
  loaded.catch(() => loading.delete(src));
  return loaded;
}

function inject(
  src: string,
  partnerId: string | undefined,
  mode: LoadOptions['mode'],
): Promise<DocumentedSymphony> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.id = SCRIPT_ID;
    script.src = src;
    script.setAttribute('render', 'explicit');
    if (partnerId !== undefined) script.dataset['partnerId'] = partnerId;
    if (mode === 'collaboration') script.dataset['mode'] = 'full';
    const fail = (why: string): void => {
      script.remove();
      reject(failure('CONNECTION_FAILED', `load ${src}`, why));
    };
    script.onload = () => {
      const { symphony } = window as { symphony?: DocumentedSymphony };
      if (symphony) resolve(symphony);
      else fail('it did not make window.symphony');
    };
    script.onerror = () => {
      fail('it did not come; check podUrl and the page’s script-src');
    };
    document.head.append(script);
  });
}
