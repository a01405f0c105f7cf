/**
 * Creates the iframe of an embed, but does not add it to the page. Size and border are attributes: any style sheet of
 * the page can override them, and a strict CSP needs no exception.
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

/** Hides an iframe from people and screen readers. It keeps a box, because browsers slow down iframes without one. */
export function hideIframe(iframe: HTMLIFrameElement): HTMLIFrameElement {
  iframe.className = 'symphony-ecm-service';
  iframe.width = iframe.height = '0';
  iframe.inert = true;
  iframe.ariaHidden = 'true';
  iframe.style.position = 'fixed';
  return iframe;
}
