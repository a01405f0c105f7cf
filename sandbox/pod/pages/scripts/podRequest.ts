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
