const INDENT = '  ';
const LINE_LENGTH = 52;

/** A call of `window.symphony` as it would stand in a page. */
export function callSource(name: string, args: readonly unknown[]): string {
  const inLine = args.map((value) => sourceOf(value)).join(', ');
  const [first = ''] = inLine.split('\n');
  // A last object may be open at the end of the line; everything else that is long has lines of its own.
  if (`await symphony.${name}(${first}`.length <= LINE_LENGTH) return `await symphony.${name}(${inLine});`;
  const lines = args.map((value) => `${INDENT}${sourceOf(value, 1)},`).join('\n');
  return `await symphony.${name}(\n${lines}\n);`;
}

/** The code of a subscription. */
export function listenSource(type: string, params: Readonly<Record<string, unknown>>): string {
  const lines = [
    `type: ${sourceOf(type)},`,
    ...(Object.keys(params).length ? [`params: ${sourceOf(params, 1)},`] : []),
    'callback: (payload) => console.log(payload),',
  ];
  return `const stop = symphony.listen({\n${lines.map((line) => INDENT + line).join('\n')}\n});`;
}

/** A value as it would stand in a page. A token is a secret, and is left out. */
export function sourceOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => sourceOf(item, depth + 1))
    : Object.entries(value).map(
        ([key, part]) => `${keyOf(key)}: ${key === 'subjectToken' ? "'…'" : sourceOf(part, depth + 1)}`,
      );
  const [open, close] = isList ? '[]' : '{}';
  if (!parts.length) return `${open ?? ''}${close ?? ''}`;
  const room = isList ? '' : ' ';
  const line = `${open ?? ''}${room}${parts.join(', ')}${room}${close ?? ''}`;
  if (line.length + depth * INDENT.length <= LINE_LENGTH && !line.includes('\n')) return line;
  const inner = INDENT.repeat(depth + 1);
  const lines = parts.map((part) => `${inner}${part},`).join('\n');
  return `${open ?? ''}\n${lines}\n${INDENT.repeat(depth)}${close ?? ''}`;
}

function keyOf(key: string): string {
  return /^[a-z_$][\w$]*$/i.test(key) ? key : quote(key);
}

function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'")}'`;
}
