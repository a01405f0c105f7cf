/** Hides an app's document. */
export interface Cover {
  show: () => void;
  hide: () => void;
}

/*
 * Elements that `visibility` hides keep their place and their scrolling position. An element in a shadow root that sets
 * `visible` lies beneath the notice.
 */
const STYLES =
  ':root,:root *{visibility:hidden!important}:root:after{content:"Checking your session";visibility:visible;position:fixed;inset:0;z-index:2147483647;padding:40vh 0;text-align:center;background:Canvas;color:CanvasText}';

/**
 * Creates a cover that shows a notice instead of the document. It is a constructable style sheet: it changes neither an
 * attribute nor an inline style of the app, and the strictest content security policy allows it.
 */
export function createCover(): Cover {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  let focused: Element | null;

  /** Other sheets of the document stay. */
  function adopt(...sheets: CSSStyleSheet[]): void {
    document.adoptedStyleSheets = [
      ...document.adoptedStyleSheets.filter((other) => other !== sheet),
      ...sheets,
    ];
  }

  return {
    show: () => {
      focused ??= focusedIn(document);
      adopt(sheet);
    },
    hide: () => {
      adopt();
      // An element that becomes invisible loses the focus.
      if (document.hasFocus()) (focused as HTMLElement | null)?.focus();
      focused = null;
    },
  };
}

/** Returns the element with the focus, also in shadow roots. */
function focusedIn({ activeElement }: DocumentOrShadowRoot): Element | null {
  return activeElement?.shadowRoot ? focusedIn(activeElement.shadowRoot) : activeElement;
}
