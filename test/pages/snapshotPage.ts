/**
 * Remembers the page: its elements with all attributes, its globals, address, storage, focus and style sheets.
 *
 * @returns What has changed since, in words; nothing when the page is as it was.
 */
export function snapshotPage(): () => string[] {
  const before = look();
  return () => {
    const after = look();
    return Object.entries(before).flatMap(([what, was]) => {
      const is = after[what];
      return is === was ? [] : [`${what}: ${difference(was, is ?? '')}`];
    });
  };
}

function look(): Record<string, string> {
  return {
    'elements': document.documentElement.outerHTML,
    'globals': Object.getOwnPropertyNames(window).sort().join(' '),
    'properties of the document': Object.getOwnPropertyNames(document).sort().join(' '),
    'frames': String(window.length),
    'address': location.href,
    'length of the history': String(history.length),
    'title': document.title,
    'cookies': document.cookie,
    'localStorage': JSON.stringify(Object.entries(localStorage)),
    'sessionStorage': JSON.stringify(Object.entries(sessionStorage)),
    'focus': describeElement(document.activeElement),
    'style sheets': String(document.styleSheets.length + document.adoptedStyleSheets.length),
    'scroll position': `${String(scrollX)} ${String(scrollY)}`,
  };
}

function describeElement(element: Element | null): string {
  return element ? `<${element.localName} id="${element.id}" class="${element.className}">` : '';
}

/** The parts that are not the same, with a little of what is around them. */
function difference(was: string, is: string): string {
  let start = 0;
  while (start < was.length && was[start] === is[start]) start++;
  let end = 0;
  while (end < Math.min(was.length, is.length) - start && was.at(-1 - end) === is.at(-1 - end)) end++;
  const part = (text: string): string => text.slice(Math.max(0, start - 40), text.length - end + 40);
  return `"${part(was)}" became "${part(is)}"`;
}
