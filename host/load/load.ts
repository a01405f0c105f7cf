import { failure, toSymphonyError } from '../../shared/errors.js';
import type { DocumentedSymphony } from '../scriptTag/documented.js';
import { originOf } from '../arguments/readOptions.js';

/** The options of {@link load}. */
export interface LoadOptions {
  /** The address of the pod, for example `https://acme.symphony.example`. */
  podUrl: string;
  /** The partner id of this portal at the pod. */
  partnerId?: string | undefined;
  /** `focus` by default. */
  mode?: 'focus' | 'collaboration' | undefined;
}

const SCRIPT_ID = 'symphony-ecm-sdk';
const loading = new Map<string, Promise<DocumentedSymphony>>();

/**
 * Loads the pod's own script, as the documented script tag does, and resolves with `window.symphony`. Calls for the
 * same pod share one script. After a failed load, the next call tries again.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, or `CONNECTION_FAILED` if the script cannot be loaded.
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
