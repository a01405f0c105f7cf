import { failure } from '../../shared/errors.js';

/**
 * Returns an app's URL of the pod, relative to the address of the frame's document.
 *
 * @param protocols - The protocols that are allowed, as a pattern.
 * @param doing - What the URL is for, for the error.
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` if `path` is no such URL.
 */
export function podUrl(path: string, protocols: RegExp, doing: string): URL {
  const url = URL.canParse(path, location.href) ? new URL(path, location.href) : undefined;
  if (!url || !protocols.test(url.protocol)) throw failure('INVALID_ARGUMENT', doing, 'url should be a URL');
  return url;
}
