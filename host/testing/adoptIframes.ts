/*
 * The iframes of fake pods. They keep their address, but nothing is loaded into them, and their window is one in memory.
 * So the host needs no change, and no network.
 */

/** A pod that adopts iframes. */
export interface Adopter {
  /** The iframe has the address of a page of the pod. It is not in the document yet. */
  handleIframe: (iframe: HTMLIFrameElement) => {
    /** Returns the window of a new document: the iframe has come into the page, or has been moved. */
    openWindow: () => object;
  };
}

const adopters = new Map<string, Adopter>();
const adopted = new WeakSet<HTMLIFrameElement>();
let undoPatch: (() => void) | undefined;

/** Returns whether somebody adopts the iframes of this pod already. */
export function isAdopted(podOrigin: string): boolean {
  return adopters.has(podOrigin);
}

/**
 * Adopts every iframe that gets an address of the pod.
 *
 * @returns A function that stops this. With the last one, the browser's own function is back in its place.
 */
export function adoptIframes(podOrigin: string, adopter: Adopter): () => void {
  adopters.set(podOrigin, adopter);
  undoPatch ??= patchSrc();
  return () => {
    adopters.delete(podOrigin);
    if (adopters.size) return;
    undoPatch?.();
    undoPatch = undefined;
  };
}

function patchSrc(): () => void {
  const prototype = Object.getPrototypeOf(document.createElement('iframe')) as HTMLIFrameElement;
  const src = Object.getOwnPropertyDescriptor(prototype, 'src') ?? {};
  Object.defineProperty(prototype, 'src', {
    ...src,
    set(this: HTMLIFrameElement, url: string) {
      const adopter = URL.canParse(url) ? adopters.get(new URL(url).origin) : undefined;
      if (adopter && !adopted.has(this)) adopt(this, adopter);
      src.set?.call(this, url);
    },
  });
  return () => {
    Object.defineProperty(prototype, 'src', src);
  };
}

function adopt(iframe: HTMLIFrameElement, adopter: Adopter): void {
  adopted.add(iframe);
  // An iframe with a srcdoc does not load its address. It is in the markup, so copies of the iframe do not load it, either.
  iframe.srcdoc = '';
  const { openWindow } = adopter.handleIframe(iframe);
  const realWindow = (): unknown =>
    Reflect.get(Object.getPrototypeOf(iframe) as object, 'contentWindow', iframe);
  let present: { real: unknown; fake: object } | undefined;
  Object.defineProperty(iframe, 'contentWindow', {
    configurable: true,
    get: () => {
      if (!iframe.isConnected) return null;
      const real = realWindow();
      // An iframe that the page has moved has another window.
      if (!present || present.real !== real) present = { real, fake: openWindow() };
      return present.fake;
    },
  });
}
