import { object, optional } from 'valibot';
import { failure } from '../shared/errors.js';
import { milliseconds } from '../shared/hostLeaves.js';
import { mapOf, oneOf, string, text } from '../shared/schemas.js';
import { validate } from '../shared/validate.js';
import { defaults, type HostOptions, type SymphonyOptions } from './options.js';

const optionsSchema = object({
  podUrl: string,
  partnerId: optional(text),
  mode: optional(oneOf('focus collaboration')),
  timeouts: optional(mapOf(milliseconds)),
  paths: optional(mapOf(text)),
});

/**
 * The options, with the defaults filled in.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function readOptions(given: SymphonyOptions): HostOptions {
  const { podUrl, partnerId, mode, timeouts, paths } = validate(optionsSchema, given, 'create symphony');
  return {
    podOrigin: originOf(podUrl, 'create symphony'),
    partnerId,
    mode: mode ?? defaults.mode,
    timeouts: { ...defaults.timeouts, ...timeouts },
    paths: { ...defaults.paths, ...paths },
    debug: given.debug ?? false,
  };
}

/**
 * The origin of a pod's address.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function originOf(podUrl: string, doing: string): string {
  if (!/^https?:/.test(podUrl) || !URL.canParse(podUrl)) {
    throw failure(
      'INVALID_ARGUMENT',
      doing,
      'podUrl should be the address of a pod, like https://acme.symphony.example',
    );
  }
  return new URL(podUrl).origin;
}
