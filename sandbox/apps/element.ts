/** An element that the page is known to have. */
export function element<Kind extends Element>(selector: string, kind: abstract new () => Kind): Kind {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`Failed to find ${selector}: the page does not have it.`);
  return found;
}
