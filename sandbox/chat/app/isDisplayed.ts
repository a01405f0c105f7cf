/** Whether this frame is on the page to be seen. One that is not displayed has no boxes, whatever it says of its size. */
export function isDisplayed(): boolean {
  const hasBoxes = document.documentElement.getClientRects().length > 0;
  return hasBoxes && window.innerWidth > 0 && window.innerHeight > 0;
}
