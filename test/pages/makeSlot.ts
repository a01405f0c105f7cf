import { afterSpec } from './afterSpec.js';

let count = 0;

/** A slot in the page, with an id and a class name of its own, removed after the spec. */
export function makeSlot(className = `slot-${String(++count)}`): HTMLDivElement {
  const slot = document.createElement('div');
  slot.id = `slot-id-${String(++count)}`;
  slot.className = className;
  slot.style.cssText = 'width: 400px; height: 400px';
  document.body.append(slot);
  afterSpec(() => {
    slot.remove();
  });
  return slot;
}
