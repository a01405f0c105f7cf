import type { ErrorType } from 'symphony-embed/host';

/** The modes in which something has an effect. */
export type Modes = 'focus' | 'collaboration' | 'both';

/** A page of Symphony's documentation of Embedded Mode. */
export type DocumentationPage =
  | 'blast'
  | 'configuration-parameters'
  | 'create-a-room'
  | 'get-started'
  | 'logout'
  | 'notifications'
  | 'open-a-chat'
  | 'open-an-app'
  | 'pin-a-message'
  | 'send-a-message';

/** A named value: a field of a payload, or of a subscription's parameters. */
export interface Field {
  name: string;
  /** As TypeScript writes it. */
  type: string;
  isOptional?: boolean;
  does: string;
}

/** How a person enters a value: a list is comma-separated, JSON is for what has parts. */
export type Entry = 'text' | 'list' | 'flag' | 'json' | 'callback';

/** A parameter of a function. */
export interface Parameter extends Field {
  entry: Entry;
  /** What it is when it is left out, as it would stand in a page's source. */
  default?: string;
  /** A good value to begin with; without one it is left out. */
  sample?: unknown;
}

/** A function of `window.symphony`. */
export interface DocumentedFunction {
  signature: string;
  does: string;
  parameters: readonly Parameter[];
  resolvesWith: string;
  errors: readonly ErrorType[];
  modes: Modes;
  /** A few lines that a page could hold. */
  example: string;
  page: DocumentationPage;
}

/** Where Symphony documents a page of it. */
export function documentationUrl(page: DocumentationPage): string {
  return `https://docs.developers.symphony.com/embedded-modules/embedded-mode/${page}`;
}
