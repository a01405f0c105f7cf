import { failure, toSymphonyError } from '../../shared/errors.js';
import { object, optional } from '../../shared/wire/schema.js';
import { oneOf, string, text } from '../../shared/wire/schemas.js';
import { originOf } from '../arguments/readOptions.js';
import { take } from '../arguments/take.js';
import type { DocumentedSymphony } from '../scriptTag/documented.js';

/** The options of {@link load}. */
export interface LoadOptions {
  /** The address of the pod, for example `https://acme.symphony.example`. */
  podUrl: string;
  /** The partner id of this portal at the pod. */
  partnerId?: string | undefined;
  /** `focus` by default. */
  mode?: 'focus' | 'collaboration' | undefined;
}

const loadSchema = object({
  podUrl: string,
  partnerId: optional(text),
  mode: optional(oneOf('focus collaboration')),
});

const SCRIPT_ID = 'symphony-ecm-sdk';
/** The name of the Trusted Types policy, for the page's CSP. */
const POLICY = 'symphony-embed';

interface Load {
  /** The options that make a difference, as text. */
  by: string;
  loaded: Promise<DocumentedSymphony>;
}
const loads = new Map<string, Load>();

/**
 * Loads the pod's own script, as the documented script tag does, and resolves with `window.symphony`. Calls for the
 * same pod share one script. After a failed load, the next call tries again.
 *
 * A page with a CSP `require-trusted-types-for 'script'` must also allow the policy of this function:
 * `trusted-types symphony-embed`.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, also if the same pod is loaded with other options already;
 * `CONNECTION_FAILED` if the script cannot be loaded.
 * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/get-started
 */
export function load(options: LoadOptions): Promise<DocumentedSymphony> {
  try {
    return loadOnce(take(loadSchema, options, 'load'));
  } catch (thrown) {
    return Promise.reject(toSymphonyError(thrown));
  }
}

function loadOnce({ podUrl, partnerId, mode }: LoadOptions): Promise<DocumentedSymphony> {
  const src = `${originOf(podUrl, 'load')}/embed/sdk.js`;
  const by = JSON.stringify([partnerId ?? null, mode ?? 'focus']);
  const known = loads.get(src);
  if (known && known.by !== by) {
    const why = 'it is loaded with another partnerId or mode already';
    throw failure('INVALID_ARGUMENT', `load ${src}`, why);
  }
  if (known) return known.loaded;
  const loaded = inject(src, partnerId, mode);
  loads.set(src, { by, loaded });
  loaded.catch(() => loads.delete(src));
  return loaded;
}

interface Policy {
  createScriptURL: (url: string) => string;
}
let policy: Policy | undefined;

/** Returns what the page's CSP accepts as the address of a script. */
function trusted(src: string): string {
  const { trustedTypes } = window as {
    trustedTypes?: { createPolicy: (name: string, rules: Policy) => Policy };
  };
  try {
    policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: (url) => url });
  } catch {
    // The page's CSP does not allow the policy. Its own default policy may accept the address.
  }
  return policy?.createScriptURL(src) ?? src;
}

function inject(
  src: string,
  partnerId: string | undefined,
  mode: LoadOptions['mode'],
): Promise<DocumentedSymphony> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.id = SCRIPT_ID;
    try {
      script.src = trusted(src);
    } catch {
      const why = `the page’s CSP should allow it: trusted-types ${POLICY}`;
      reject(failure('CONNECTION_FAILED', `load ${src}`, why));
      return;
    }
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
