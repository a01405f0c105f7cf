import { failure } from '../shared/errors.js';

/** A container element, and what the page calls it. */
export interface Slot {
  element: Element;
  name: string;
}

/**
 * The container that `render` is given: a class name, bare as documented, or an element.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` when there is none.
 */
export function slotOfClass(className: string | Element): Slot {
  if (typeof className !== 'string') return slotOf(className, 'render');
  const element = document.getElementsByClassName(className)[0];
  // Some pages give a selector here too.
  return element ? { element, name: `.${className}` } : slotOf(className, 'render');
}

/**
 * The container that a selector names.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` when there is none.
 */
export function slotOf(selector: string | Element, doing: string): Slot {
  if (selector instanceof Element) {
    const { id, classList, tagName } = selector;
    return {
      element: selector,
      name: id ? `#${id}` : classList[0] ? `.${classList[0]}` : tagName.toLowerCase(),
    };
  }
  const name = typeof selector === 'string' ? selector : 'it';
  try {
    // Pages also name it by its bare id or class.
    const element =
      document.getElementById(selector) ??
      document.getElementsByClassName(selector)[0] ??
      document.querySelector(selector);
    if (element) return { element, name };
  } catch {
    // No valid selector: nothing can match it.
  }
  throw failure('INVALID_ARGUMENT', doing, `no element of the page matches ${name}`);
}
