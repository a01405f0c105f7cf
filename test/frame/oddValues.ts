import type { Oddity } from './behaviour.js';

/** Makes of plain data what a wire made for JSON does not carry. */
export function makeOdd<T extends object>(value: T, odd: Oddity | undefined): T {
  switch (odd) {
    case 'proxy':
      return proxied(value);
    case 'reactive':
      return window.fixture!.reactive!(value);
    case 'dates':
      return { ...value, at: new Date(0) };
    case 'functions':
      return { ...value, listener: () => undefined, nested: { listener: () => undefined, kept: true } };
    case 'cycle': {
      const cycle: T & { self?: unknown } = { ...value };
      cycle.self = cycle;
      return cycle;
    }
    case undefined:
      return value;
  }
}

/** As the reactive objects of UI frameworks are: each object in it is a proxy, too. */
function proxied<T extends object>(value: T): T {
  return new Proxy(value, {
    get: (target, name, receiver) => {
      const field: unknown = Reflect.get(target, name, receiver);
      return typeof field === 'object' && field !== null ? proxied(field) : field;
    },
  });
}
