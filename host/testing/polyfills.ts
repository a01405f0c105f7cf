/**
 * Adds what the host needs and some documents without a browser lack.
 *
 * @returns A function that takes it away again.
 */
export function addPolyfills(): () => void {
  const undos = [addOrigin(), fixClassNames()];
  return () => {
    for (const undo of undos) undo();
  };
}

const nothing = (): void => undefined;

/** happy-dom's windows have no `origin`. */
function addOrigin(): () => void {
  return typeof window.origin === 'string' ? nothing : define(window, 'origin', location.origin);
}

/** happy-dom throws for class names that are no selectors. The host asks with all names that a page may pass. */
function fixClassNames(): () => void {
  try {
    document.getElementsByClassName('#').item(0);
    return nothing;
  } catch {
    const find = document.getElementsByClassName.bind(document);
    return define(document, 'getElementsByClassName', (names: string) => {
      const found = find(names);
      try {
        found.item(0);
        return found;
      } catch {
        return [];
      }
    });
  }
}

function define(target: object, name: string, value: unknown): () => void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
  return () => {
    Reflect.deleteProperty(target, name);
  };
}
