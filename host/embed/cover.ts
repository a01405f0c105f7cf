import { DIM_AFTER_MS, DIM_MS } from '../durations.js';

/**
 * Places an overlay on an iframe, so that nobody can click into it. It is transparent at first. The caller removes it, also
 * if this throws because the page has replaced a browser function.
 *
 * The browser keeps it in place, by CSS anchor positioning. Measuring the iframe would make the page compute its layout at
 * once. That costs a logout of many frames more than all its messages.
 */
export function coverIframe(iframe: HTMLIFrameElement, cover: HTMLElement, number: number): void {
  const anchor = `--symphony-ecm-${number}`;
  cover.className = 'symphony-ecm-cover';
  cover.ariaHidden = 'true';
  cover.style.cssText = 'position:absolute;left:0;top:0';
  iframe.after(cover);
  if (CSS.supports('top:anchor(top)')) {
    iframe.style.setProperty('anchor-name', anchor);
    cover.style.cssText += `;position-anchor:${anchor};inset:anchor(top) anchor(right) anchor(bottom) anchor(left)`;
  } else {
    // The origin of `left` and `top` depends on the page. The distance between the two boxes does not.
    const { left, top, width, height } = iframe.getBoundingClientRect();
    const from = cover.getBoundingClientRect();
    cover.style.cssText += `;left:${left - from.left}px;top:${top - from.top}px;width:${width}px;height:${height}px`;
  }
  // People should not see a quick logout flash, and painting takes time.
  cover.animate({ background: '#7f7f7f66' }, { delay: DIM_AFTER_MS, duration: DIM_MS, fill: 'forwards' });
}
