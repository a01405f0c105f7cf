import { html, type TemplateResult } from 'lit';

/** A text of the table, in which code stands between backticks. */
export function codeText(text: string): TemplateResult {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}`;
}
