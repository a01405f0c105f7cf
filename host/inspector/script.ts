import './index.js';

/*
 * The inspector as a script, for pages without a bundler, and for `data-debug="inspector"` on the script tag of the SDK. It
 * adds the element at the bottom of the window, unless the page has one.
 */

function dock(): void {
  if (document.querySelector('symphony-inspector')) return;
  const element = document.createElement('symphony-inspector');
  element.toggleAttribute('docked', true);
  document.body.append(element);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', dock, { once: true });
else dock();
