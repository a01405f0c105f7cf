/** An overlay for an iframe. Measure every overlay before placing any, to avoid repeated layout. */
export interface Cover {
  element: HTMLElement;
  measure: () => void;
  place: () => void;
}

/** Covers an iframe, so that nobody can click into it. */
export function coverIframe(iframe: HTMLIFrameElement): Cover {
  const cover = document.createElement('div');
  cover.className = 'symphony-ecm-cover';
  cover.ariaHidden = 'true';
  cover.style.cssText = 'position:absolute;left:0;top:0;background:#7f7f7f66';
  iframe.after(cover);
  let position = '';
  return {
    element: cover,
    measure: () => {
      // The origin of `left` and `top` depends on the page. The distance between the two boxes does not.
      const { left, top, width, height } = iframe.getBoundingClientRect();
      const from = cover.getBoundingClientRect();
      position = `;left:${left - from.left}px;top:${top - from.top}px;width:${width}px;height:${height}px`;
    },
    place: () => {
      cover.style.cssText += position;
    },
  };
}
