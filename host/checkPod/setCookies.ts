/** A parsed `Set-Cookie` header. */
export interface SetCookie {
  name: string;
  value: string;
  /** By their names in lower case. Flags have an empty value. */
  attributes: ReadonlyMap<string, string>;
  /** The header without the value, which may open a session. */
  text: string;
}

/** Parses a `Set-Cookie` header. Of a repeated attribute, the last one counts, as in browsers. */
export function parseSetCookie(header: string): SetCookie {
  const [pair = '', ...parts] = header.split(';').map((part) => part.trim());
  const [name, value] = splitPair(pair);
  const attributes = parts.map((part) => splitPair(part));
  return {
    name,
    value,
    attributes: new Map(attributes.map(([key, text]) => [key.toLowerCase(), text])),
    text: [`${name}=…`, ...parts].join('; '),
  };
}

function splitPair(pair: string): [string, string] {
  const [name = ''] = pair.split('=', 1);
  return [name.trim(), pair.slice(name.length + 1).trim()];
}

/** The cookies of one browser for one pod. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** @param header - As in a `Cookie` header. */
  constructor(header: string) {
    for (const pair of header.split(';').filter((text) => text.includes('='))) {
      const [name, value] = splitPair(pair.trim());
      this.#cookies.set(name, value);
    }
  }

  /** The names of the cookies. */
  get names(): string[] {
    return [...this.#cookies.keys()];
  }

  /** The `Cookie` header, or `''` if there are no cookies. */
  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Does what `Set-Cookie` headers say. */
  store(headers: readonly string[]): void {
    for (const { name, value, attributes } of headers.map(parseSetCookie)) {
      if (isDeletion(attributes)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

function isDeletion(attributes: ReadonlyMap<string, string>): boolean {
  const maxAge = attributes.get('max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  // Without a date, this compares with NaN.
  return Date.parse(attributes.get('expires') ?? '') <= Date.now();
}
