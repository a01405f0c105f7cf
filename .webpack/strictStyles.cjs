/**
 * What the emoji picker does with styles, done in ways that a content security policy without inline styles allows: by
 * scripts, which need no permission of their own.
 */
const ALLOWED = {
  'targetNode.setAttribute(attributeName, newValue);':
    "if (attributeName === 'style') targetNode.style.cssText = newValue;\n        else targetNode.setAttribute(attributeName, newValue);",
  "const style = document.createElement('style');\n    style.textContent = baseStyles + EXTRA_STYLES;\n    this.shadowRoot.appendChild(style);":
    'const sheet = new CSSStyleSheet();\n    sheet.replaceSync(baseStyles + EXTRA_STYLES);\n    this.shadowRoot.adoptedStyleSheets = [sheet];',
};

/** A webpack loader for the emoji picker. Fails if a new version of it no longer contains one of these. */
module.exports = function strictStyles(source) {
  let strict = source;
  for (const [refused, allowed] of Object.entries(ALLOWED)) {
    if (!strict.includes(refused)) throw new Error(`The emoji picker does not contain: ${refused}`);
    strict = strict.replaceAll(refused, () => allowed);
  }
  return strict;
};
