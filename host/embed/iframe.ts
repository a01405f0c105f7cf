import { DIM_AFTER_MS, DIM_MS } from '../durations.js';
import type { HostOptions } from '../options.js';

/** The class of all frames that people see. */
const FRAME_CLASS = 'symphony-ecm-frame';

/**
 * Creates the iframe of an embed for a path of the pod, but does not add it to the page. Size and border are attributes:
 * any style sheet of the page can override them, and a strict CSP needs no exception.
 */
export function createIframe(
  { podOrigin, partnerId, allow }: HostOptions,
  path: string,
  title: string,
): HTMLIFrameElement {
  const url = new URL(path, podOrigin);
  url.searchParams.set('sdkOrigin', window.origin);
  if (partnerId) url.searchParams.set('partnerId', partnerId);
  const iframe = document.createElement('iframe');
  iframe.className = FRAME_CLASS;
  iframe.title = title;
  iframe.allow = `autoplay; clipboard-read; clipboard-write; ${allow}`;
  iframe.referrerPolicy = 'origin';
  iframe.width = iframe.height = '100%';
  iframe.setAttribute('frameborder', '0');
  iframe.src = url.href;
  return iframe;
}

/** Hides an iframe from people and screen readers. It keeps a box, because browsers slow down iframes without one. */
export function hideIframe(iframe: HTMLIFrameElement): HTMLIFrameElement {
  iframe.className = 'symphony-ecm-service';
  iframe.width = iframe.height = '0';
  iframe.inert = true;
  iframe.ariaHidden = 'true';
  iframe.style.position = 'fixed';
  return iframe;
}

/** Makes an iframe accept no more keys and clicks. */
export function fenceIframe(iframe: HTMLIFrameElement): void {
  iframe.inert = true;
  iframe.style.pointerEvents = 'none';
  // Some browsers leave the focus in an element that becomes inert.
  if (iframe.matches(':focus')) iframe.blur();
  // People should not see a quick logout flash, and painting takes time.
  iframe.animate({ opacity: 0.4 }, { delay: DIM_AFTER_MS, duration: DIM_MS, fill: 'forwards' });
}

/** Takes an iframe out of the page, and empties it. */
export function removeIframe(iframe: Element): void {
  // Do not call iframe.remove(): some pages replace it with a version that throws without a parent.
  iframe.parentNode?.removeChild(iframe);
  // If the page puts the iframe back, it must be empty.
  iframe.removeAttribute('src');
}

/** Returns all elements in a document, also those in shadow roots, unless these are closed. */
export function elementsIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? elementsIn(element.shadowRoot) : element,
  );
}

/**
 * Removes copies of the SDK's iframes. A page makes them when it parses or clones the markup of a slot, for example with
 * `innerHTML +=`. No host can reach their documents.
 *
 * @param from - The beginning of their addresses.
 */
export function removeCopies(find: () => Iterable<Element>, from: string): void {
  try {
    for (const element of [...find()])
      if (element.matches(`iframe.${FRAME_CLASS}[src^="${from}"]`)) removeIframe(element);
  } catch {
    // The page has replaced a browser function.
  }
}
