/** Puts values into the `{{NAME}}` places of a page. The values are put in as they are. */
export function fillTemplate(html: string, values: Readonly<Record<string, string>>): string {
  return html.replace(/\{\{([\w.]+)\}\}/g, (place, name: string) => values[name] ?? place);
}

/** A value as JSON that cannot end the script element that it stands in. */
export function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
