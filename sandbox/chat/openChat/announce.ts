/** Says something in the chat's status line: what came of an action, or why nothing did. */
export function announce(from: EventTarget, text: string): void {
  from.dispatchEvent(new CustomEvent('announce', { detail: text, bubbles: true }));
}
