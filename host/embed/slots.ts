import { failure } from '../../shared/errors.js';

/** A container element, and the page's name for it. */
export interface Slot {
  element: Element;
  name: string;
}

/**
 * Returns the container for `render`, by a class name without a dot, as documented, or by an element.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` if there is none.
 */
export function slotOfClass(className: string | Element): Slot {
  if (typeof className !== 'string') return slotOf(className, 'render');
  const element = document.getElementsByClassName(className)[0];
  // Some pages pass a selector here, too.
  return element ? { element, name: `.${className}` } : slotOf(className, 'render');
}

/** Frames speak only to the window around them, so a container must be in this window. */
function isElement(value: unknown): value is Element {
  try {
    const { nodeType, ownerDocument } = value as Node;
    // Throws for what only looks like a node. Not `instanceof`: another window may have created the element.
    document.contains(value as Node);
    return nodeType === 1 && ownerDocument === document;
  } catch {
    // A proxy or a getter threw.
    return false;
  }
}

/**
 * Returns the container that a selector names.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` if there is none.
 */
export function slotOf(selector: string | Element, doing: string): Slot {
  if (isElement(selector)) {
    const { id, classList, tagName } = selector;
    return {
      element: selector,
      name: id ? `#${id}` : classList[0] ? `.${classList[0]}` : tagName.toLowerCase(),
    };
  }
  const name = typeof selector === 'string' ? selector : 'it';
  try {
    // Some pages pass an id or a class name instead of a selector.
    const element =
      document.getElementById(selector) ??
      document.getElementsByClassName(selector)[0] ??
      document.querySelector(selector);
    if (element) return { element, name };
  } catch {
    // An invalid selector matches nothing.
  }
  throw failure('INVALID_ARGUMENT', doing, `no element of the page matches ${name}`);
}
