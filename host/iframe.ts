/**
 * The iframe of an embed, not yet in the page. Its size and its border are attributes, which any style sheet of the page
 * outranks, and nothing in it needs a strict CSP to make an exception.
 */
export function createIframe(url: string, title: string): HTMLIFrameElement {
  const iframe = document.createElement('iframe');
  iframe.className = 'symphony-ecm-frame';
  iframe.title = title;
  iframe.allow = 'autoplay; clipboard-read; clipboard-write';
  iframe.referrerPolicy = 'origin';
  iframe.width = iframe.height = '100%';
  iframe.setAttribute('frameborder', '0');
  iframe.src = url;
  return iframe;
}

/** Makes an iframe that nobody is to see, hear of or step into. It keeps a box, since browsers slow down what has none. */
export function hideIframe(iframe: HTMLIFrameElement): HTMLIFrameElement {
  iframe.className = 'symphony-ecm-service';
  iframe.width = iframe.height = '0';
  iframe.inert = true;
  iframe.ariaHidden = 'true';
  iframe.style.position = 'fixed';
  return iframe;
}

/** What lies over an iframe, once it has been put where that is. Of several all are measured before the first is put. */
export interface Cover {
  element: HTMLElement;
  measure: () => void;
  put: () => void;
}

/** Lies over an iframe, so that nobody clicks into it any more. The iframe itself no longer takes keys either. */
export function coverIframe(iframe: HTMLIFrameElement): Cover {
  const cover = document.createElement('div');
  cover.className = 'symphony-ecm-cover';
  cover.ariaHidden = 'true';
  cover.style.cssText = 'position:absolute;left:0;top:0;background:#7f7f7f66';
  iframe.after(cover);
  let place = '';
  return {
    element: cover,
    measure: () => {
      // What its left and top count from depends on the page; how far it is off does not.
      const { left, top, width, height } = iframe.getBoundingClientRect();
      const from = cover.getBoundingClientRect();
      place = `;left:${left - from.left}px;top:${top - from.top}px;width:${width}px;height:${height}px`;
    },
    put: () => {
      cover.style.cssText += place;
    },
  };
}
