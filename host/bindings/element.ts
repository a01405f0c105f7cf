/**
 * The custom element `<symphony-chat>`, for pages with any UI framework or with none. The import defines it.
 *
 * @packageDocumentation
 */
import {
  createSymphony,
  FLAGS,
  SETTINGS,
  type SymphonyError,
  type Chat,
  type Configuration,
  type SessionState,
  type Settings,
  type SymphonyInstance,
  type SymphonyOptions,
  type Theme,
} from 'symphony-embed/host';
import { asSymphonyError, isNoLongerWanted, mountChat, type ChatMount } from './chatMount.js';
import { watchUnreadCount } from './unreadCount.js';

/** The events of a {@link SymphonyChatElement}, by name. All are `CustomEvent`s that do not bubble. */
export interface SymphonyChatEvents {
  /** The frame shows a chat. */
  'symphony-ready': CustomEvent<Chat>;
  /** The chat cannot be shown. If nobody calls `preventDefault`, the error goes to the console. */
  'symphony-error': CustomEvent<SymphonyError>;
  /** The number of unread messages in the chat has changed. Only with `stream-id`. */
  'symphony-unread': CustomEvent<{ streamId: string; count: number }>;
  /** The state of the session has changed. */
  'symphony-session': CustomEvent<{ state: SessionState }>;
}

/** The attributes that say which host the chat belongs to. */
const HOST_ATTRIBUTES = ['pod-url', 'partner-id', 'embedded-mode'];

const toAttribute = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const settingOf = new Map(SETTINGS.map((name) => [toAttribute(name), name]));

/** One host for all elements with the same pod, partner and mode. */
const hosts = new Map<string, SymphonyInstance>();

function hostOf(options: SymphonyOptions): SymphonyInstance {
  const key = JSON.stringify([options.podUrl, options.partnerId, options.mode]);
  const symphony = hosts.get(key) ?? createSymphony(options);
  hosts.set(key, symphony);
  return symphony;
}

/** Servers have no such class, and may import this. */
const Base =
  (globalThis as { HTMLElement?: typeof HTMLElement }).HTMLElement ??
  (Object as unknown as typeof HTMLElement);

/**
 * `<symphony-chat pod-url="https://acme.symphony.example" partner-id="acme" stream-id="…" mode="dark">`: one chat.
 *
 * Attributes: `pod-url`, `partner-id`, `embedded-mode` (`focus` or `collaboration`), and every setting of the
 * configuration in kebab case, for example `stream-id`, `user-ids`, `mode`, `show-title="false"`. Each one is also a
 * property, for example `streamId`. All elements with the same pod, partner and mode share one host. The element can be
 * moved, removed and put back. When it goes, its frame goes, and the session stays.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- The loop below defines the properties.
export class SymphonyChatElement extends Base {
  static readonly observedAttributes = [...HOST_ATTRIBUTES, ...settingOf.keys()];
  /**
   * The option `debug` of the hosts of all elements, for example `inspect` of `symphony-embed/inspector`. It is read when a
   * host is made, so set it before the first element is in the page.
   */
  static debug: SymphonyOptions['debug'];

  #theme: Theme | undefined;
  #symphony: SymphonyInstance | undefined;
  #mount: ChatMount | undefined;
  #unwatch: (() => void) | undefined;
  /** The chat whose unread messages are counted. */
  #counted: { streamId: string; unlisten: () => void } | undefined;
  #isUpdating = false;
  /** The number of the latest request to show something. */
  #requests = 0;

  /** The functions of the pod. `undefined` while the element is not in the page, or has no valid `pod-url`. */
  get symphony(): SymphonyInstance | undefined {
    return this.#symphony;
  }

  /** The colours of all frames of this host. */
  get theme(): Theme | undefined {
    return this.#theme;
  }

  set theme(theme: Theme | undefined) {
    this.#theme = theme;
    this.#plan();
  }

  connectedCallback(): void {
    // A page that has another wish can say so in its style sheet with `!important`, or in the attribute.
    this.style.display ||= 'block';
    this.#plan();
  }

  disconnectedCallback(): void {
    this.#leave();
  }

  attributeChangedCallback(): void {
    this.#plan();
  }

  /** Updates once, after all changes of this turn of the event loop. */
  #plan(): void {
    if (this.#isUpdating || !this.isConnected) return;
    this.#isUpdating = true;
    queueMicrotask(() => {
      this.#isUpdating = false;
      if (this.isConnected) void this.#update();
    });
  }

  async #update(): Promise<void> {
    const request = ++this.#requests;
    try {
      const symphony = hostOf(this.#options());
      if (symphony !== this.#symphony || !this.#mount) this.#join(symphony);
      this.#watchUnreadCount(symphony);
      const shown = await this.#mount?.show(this.#configuration());
      if (shown && request === this.#requests) this.#dispatch('symphony-ready', shown);
    } catch (thrown) {
      const error = asSymphonyError(thrown);
      if (request !== this.#requests || !this.isConnected || isNoLongerWanted(error.type)) return;
      if (this.#dispatch('symphony-error', error)) console.error(error);
    }
  }

  #join(symphony: SymphonyInstance): void {
    this.#leave();
    this.#symphony = symphony;
    this.#mount = mountChat(symphony, this);
    this.#unwatch = symphony.onSessionChange((state) => {
      this.#dispatch('symphony-session', { state });
    });
  }

  #watchUnreadCount(symphony: SymphonyInstance): void {
    const streamId = this.getAttribute('stream-id') ?? '';
    if (this.#counted?.streamId === streamId) return;
    this.#counted?.unlisten();
    const unlisten = streamId
      ? watchUnreadCount(symphony, streamId, (count) => {
          this.#dispatch('symphony-unread', { streamId, count });
        })
      : () => undefined;
    this.#counted = { streamId, unlisten };
  }

  #leave(): void {
    this.#unwatch?.();
    this.#counted?.unlisten();
    this.#counted = undefined;
    this.#mount?.release();
    this.#mount = this.#symphony = undefined;
  }

  #options(): SymphonyOptions {
    const mode = this.getAttribute('embedded-mode') as SymphonyOptions['mode'] | null;
    return {
      podUrl: this.getAttribute('pod-url') ?? '',
      partnerId: this.getAttribute('partner-id') ?? undefined,
      mode: mode ?? undefined,
      debug: SymphonyChatElement.debug,
    };
  }

  #configuration(): Configuration {
    const settings: Record<string, string | boolean> = {};
    for (const [attribute, name] of settingOf) {
      const value = this.getAttribute(attribute);
      if (value !== null) settings[name] = value || !isFlag(name) ? value : true;
    }
    return { ...(settings as Configuration), ...(this.#theme && { theme: this.#theme }) };
  }

  #dispatch<Name extends keyof SymphonyChatEvents>(
    name: Name,
    detail: SymphonyChatEvents[Name]['detail'],
  ): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
  }
}

/** The properties of the attributes, by name. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- As above.
export interface SymphonyChatElement extends Partial<Settings> {
  podUrl?: string | undefined;
  partnerId?: string | undefined;
  embeddedMode?: SymphonyOptions['mode'];
  addEventListener<Name extends keyof SymphonyChatEvents>(
    type: Name,
    listener: (event: SymphonyChatEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'symphony-chat': SymphonyChatElement;
  }
}

function isFlag(name: string): boolean {
  return (FLAGS as readonly string[]).includes(name);
}

/** Frameworks set properties where an element has them. So each attribute has one that reflects it. */
for (const attribute of SymphonyChatElement.observedAttributes) {
  const name = attribute.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  Object.defineProperty(SymphonyChatElement.prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: HTMLElement): unknown {
      const value = this.getAttribute(attribute) ?? undefined;
      if (name === 'userIds') return value?.split(',');
      return value === undefined || !settingOf.has(attribute) || !isFlag(name) ? value : value !== 'false';
    },
    set(this: HTMLElement, value: string | boolean | string[] | null | undefined) {
      if (value === undefined || value === null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value === true ? '' : String(value));
    },
  });
}

if (typeof customElements === 'object' && !customElements.get('symphony-chat'))
  customElements.define('symphony-chat', SymphonyChatElement);
