/** Asks the pod to do something. Rejects when it cannot be reached. */
export function podRequest(path: string, body: object = {}): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-symphony-embed': '1' },
    body: JSON.stringify(body),
  });
}

/** The page's element with this id. */
export function element<T extends HTMLElement>(id: string, type: abstract new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`Failed to find the page's element "${id}".`);
  return found;
}

/** Tells the user how it went. */
export function showStatus(text: string, wrong = false): void {
  const status = element('status', HTMLElement);
  status.textContent = text;
  status.classList.toggle('wrong', wrong);
}

/** Says at the top what the page is now about, and moves the focus there. The form that had the focus is gone. */
export function showHead(title: string, hint: string): void {
  const heading = element('title', HTMLElement);
  document.title = title;
  heading.textContent = title;
  element('hint', HTMLElement).textContent = hint;
  heading.focus();
}
