import { failure } from '../../shared/errors.js';
import { milliseconds } from '../../shared/wire/hostLeaves.js';
import { mapOf, object, optional } from '../../shared/wire/schema.js';
import { oneOf, string, text } from '../../shared/wire/schemas.js';
import { defaults, type HostOptions, type SymphonyOptions } from '../options.js';
import { validate } from '../../shared/wire/validate.js';
import { take } from './take.js';

const optionsSchema = object({
  podUrl: string,
  partnerId: optional(text),
  mode: optional(oneOf('focus collaboration')),
  timeouts: optional(mapOf(() => milliseconds)),
  paths: optional(mapOf(() => text)),
  allow: optional(string),
});

/**
 * Validates the options and fills in the defaults.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function readOptions(given: SymphonyOptions): HostOptions {
  const doing = 'create symphony';
  const { podUrl, partnerId, mode, timeouts, paths = {}, allow } = take(optionsSchema, given, doing);
  const podOrigin = originOf(podUrl, doing);
  for (const [name, path] of Object.entries(paths)) {
    if (!URL.canParse(path, podOrigin) || new URL(path, podOrigin).origin !== podOrigin)
      throw failure('INVALID_ARGUMENT', doing, `paths.${name} should be a path at the pod`);
  }
  return {
    podOrigin,
    partnerId,
    mode: mode ?? defaults.mode,
    timeouts: { ...defaults.timeouts, ...timeouts },
    paths: { ...defaults.paths, ...paths },
    allow: allow ?? defaults.allow,
    debug: validate(readDebug, given, doing),
  };
}

/** It can be a function, so the schema does not read it. */
function readDebug(options: unknown): HostOptions['debug'] {
  const { debug } = options as SymphonyOptions;
  if (debug !== true) return debug === false ? undefined : debug;
  return (event) => {
    console.debug('symphony', event);
  };
}

/**
 * Returns the origin of a pod's address.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function originOf(podUrl: string, doing: string): string {
  const { protocol, origin, href } = new URL(URL.canParse(podUrl) ? podUrl : 'about:blank');
  if (!/^https?:$/.test(protocol) || href !== `${origin}/`) {
    throw failure(
      'INVALID_ARGUMENT',
      doing,
      'podUrl should be the address of a pod without a path, like https://acme.symphony.example',
    );
  }
  return origin;
}
