const GAP_PX = 6;

/** Puts a popover that is shown next to what it belongs to: under it or over it, and never beyond the frame. */
export function placeNear(popover: HTMLElement, anchor: Element): void {
  const { left, right, top, bottom } = anchor.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const { offsetWidth: width, offsetHeight: height } = popover;
  const isLeft = (left + right) / 2 < innerWidth / 2;
  const x = isLeft ? left : right - width;
  const below = bottom + GAP_PX;
  const y =
    below + height <= innerHeight - GAP_PX || top < innerHeight - bottom ? below : top - GAP_PX - height;
  popover.style.inset = 'auto';
  popover.style.left = `${within(x, innerWidth - width)}px`;
  popover.style.top = `${within(y, innerHeight - height)}px`;
}

function within(at: number, most: number): number {
  return Math.max(GAP_PX, Math.min(at, most - GAP_PX));
}
