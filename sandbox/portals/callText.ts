/** A call as it would stand in the source of a page. Arguments that are not given are left out. */
export function callText(name: string, ...args: readonly unknown[]): string {
  const given = args.filter((argument) => argument !== undefined);
  return `${name}(${given.map(sourceOf).join(', ')})`;
}

function sourceOf(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll(/"([a-zA-Z]\w*)":/g, '$1: ')
    .replaceAll('"', "'")
    .replaceAll(',', ', ');
}
