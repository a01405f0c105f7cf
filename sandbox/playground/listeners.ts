import type { DocumentedSymphony, ListenOptions } from 'symphony-embed/host';
import { NOTIFICATIONS, type ListenType, type NotificationParam } from '../embeddedMode/notifications.js';
import { readArgument, textOf } from './argument.js';
import { listenSource, sourceOf } from './callSource.js';
import type { EventLog } from './eventLog.js';

/** What the page can listen to. */
export type Listening = ListenType | 'onUserInteractionRequired' | 'registerInterop';

/** A subscription of the page. */
export interface PageListener {
  state: 'on' | 'ended';
  /** How often it was called back. */
  count: number;
  stop: () => void;
}

interface ListenerParts {
  symphony: Promise<DocumentedSymphony>;
  log: EventLog;
  onChange: () => void;
}

/** What the page listens to. Everything that comes goes into the log. */
export class Listeners {
  readonly #symphony: Promise<DocumentedSymphony>;
  readonly #log: EventLog;
  readonly #onChange: () => void;
  readonly #listeners = new Map<Listening, PageListener>();

  constructor({ symphony, log, onChange }: ListenerParts) {
    this.#symphony = symphony;
    this.#log = log;
    this.#onChange = onChange;
  }

  of(listening: Listening): PageListener | undefined {
    return this.#listeners.get(listening);
  }

  async start(listening: Listening, entered: Readonly<Record<string, string>> = {}): Promise<void> {
    const symphony = await this.#symphony;
    const listener: PageListener = { state: 'on', count: 0, stop: () => undefined };
    const handleEvent = (title: string, payload: unknown): void => {
      listener.count += 1;
      this.#log.add('event', title, payload === undefined ? '' : sourceOf(payload));
      this.#onChange();
    };
    this.stop(listening);
    const given = await register(symphony, listening, entered, handleEvent);
    if (typeof given === 'function') {
      listener.stop = given;
      this.#listeners.set(listening, listener);
    } else {
      this.#log.add('failure', listening, given.error.message);
    }
    this.#onChange();
  }

  stop(listening: Listening): void {
    this.#listeners.get(listening)?.stop();
    this.#listeners.delete(listening);
    this.#onChange();
  }

  /** A logout ends what the page listens to. */
  handleLogout(): void {
    for (const listener of this.#listeners.values()) listener.state = 'ended';
    this.#onChange();
  }
}

/** The code that listens, to copy. */
export function listeningSource(listening: Listening, entered: Readonly<Record<string, string>>): string {
  if (listening === 'registerInterop') {
    return 'const stop = await symphony.registerInterop(\n  (intent, context) => console.log(intent, context),\n);';
  }
  if (listening === 'onUserInteractionRequired') {
    return 'const stop =\n  await symphony.onUserInteractionRequired({\n    callback: ({ reason }) => console.log(reason),\n  });';
  }
  return listenSource(listening, paramsOf(listening, entered));
}

type Registered = (() => void) | { error: { message: string } };

function register(
  symphony: DocumentedSymphony,
  listening: Listening,
  entered: Readonly<Record<string, string>>,
  handleEvent: (title: string, payload: unknown) => void,
): Registered | Promise<Registered> {
  if (listening === 'registerInterop') {
    return symphony.registerInterop((intent, context) => {
      handleEvent(`registerInterop: ${intent}`, context);
    });
  }
  const callback = (payload: unknown): void => {
    handleEvent(listening, payload);
  };
  if (listening === 'onUserInteractionRequired') return symphony.onUserInteractionRequired({ callback });
  const params = paramsOf(listening, entered) as NonNullable<ListenOptions['params']>;
  return symphony.listen({ type: listening, params, callback });
}

function paramsOf(type: ListenType, entered: Readonly<Record<string, string>>): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const { name, entry, sample } of NOTIFICATIONS[type].params as readonly NotificationParam[]) {
    const argument = readArgument(entry, true, entered[name] ?? textOf(entry, sample));
    if ('value' in argument && argument.value !== undefined) params[name] = argument.value;
  }
  return params;
}
