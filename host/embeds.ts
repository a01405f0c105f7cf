import { failure, toSymphonyError, type SymphonyError } from '../shared/errors.js';
import type { Chat } from '../shared/schemas.js';
import type { Settings } from '../shared/settings.js';
import type { Selector } from './api.js';
import { createEmbed, type Embed, type EmbedOwner } from './embed.js';
import { createIframe, hideIframe } from './iframe.js';
import type { HostOptions } from './options.js';
import { slotOf, type Slot } from './slots.js';

/** An embed, and, where it has just been made for this, its opening. */
export interface Found {
  embed: Embed;
  opening?: Promise<Chat>;
}

/** All embeds of a page for one pod. */
export interface Embeds {
  main: () => Embed | undefined;
  all: () => Embed[];
  /** The connected frames of slots. The first one is the one whose word is enough for what all of them know. */
  connected: () => Embed[];
  /** Makes an embed in a slot, which has none. */
  open: (slot: Slot, chat: Chat, settings?: Settings, isMain?: boolean) => Promise<Chat>;
  /**
   * The embed that a call is for: the one of a slot, made when it has none, or the main one. In Collaboration mode there
   * is only that.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`, `FRAME_GONE`.
   */
  find: (doing: string, selector: Selector | null | undefined, chat?: Chat) => Found;
  /** Takes out the main embed, and the one of a slot. */
  clear: (slot: Slot, error: SymphonyError) => void;
  /** Makes the service frame. */
  openService: () => Embed;
  forget: (embed: Embed) => void;
  remove: (embed: Embed, error: SymphonyError) => void;
}

export function createEmbeds(options: HostOptions, owner: EmbedOwner): Embeds {
  const { podOrigin, partnerId, mode, paths } = options;
  /** Every embed of a slot, by the slot's element. */
  const bySlot = new Map<Element, Embed>();
  const services = new Set<Embed>();
  let main: Embed | undefined;

  function podIframe(path: string, title: string): HTMLIFrameElement {
    const url = new URL(path, podOrigin);
    url.searchParams.set('sdkOrigin', window.origin);
    if (partnerId) url.searchParams.set('partnerId', partnerId);
    return createIframe(url.href, title);
  }

  /** Waits for a new embed. One that never came to be connected is taken out again: it would show nothing. */
  async function opened(embed: Embed): Promise<Chat> {
    try {
      return await embed.opened();
    } catch (thrown) {
      const error = toSymphonyError(thrown);
      if (/^(CONNECTION_FAILED|INCOMPATIBLE_VERSION)$/.test(error.type)) embeds.remove(embed, error);
      throw error;
    }
  }

  function make(slot: Slot, chat: Chat, settings: Settings = {}, isMain = false): Embed {
    const before = bySlot.get(slot.element);
    if (before) embeds.remove(before, failure('ERROR', 'open the chat', 'another one took its place'));
    const iframe = podIframe(paths[mode], 'Symphony chat');
    const embed = createEmbed({ options, owner, iframe, slot, chat, settings });
    bySlot.set(slot.element, embed);
    if (isMain) main = embed;
    embed.start();
    return embed;
  }

  const embeds: Embeds = {
    main: () => main,
    all: () => [...bySlot.values(), ...services],
    connected: () => [...bySlot.values()].filter((embed) => embed.isConnected()),
    open: (...args) => opened(make(...args)),
    find: (doing, selector, chat = {}) => {
      // Pages also pass null for "none".
      const isNamed = selector !== undefined && selector !== null && mode === 'focus';
      const slot = isNamed ? slotOf(selector, doing) : undefined;
      const embed = slot ? bySlot.get(slot.element) : main;
      if (embed?.isAlive() && !embed.hasDied()) return { embed };
      if (!slot) throw failure('FRAME_GONE', doing, 'the main frame is gone; call render() again');
      if (embed) embeds.remove(embed, failure('FRAME_GONE', doing, 'the process of the frame has died'));
      const made = make(slot, chat);
      return { embed: made, opening: opened(made) };
    },
    clear: (slot, error) => {
      for (const embed of [main, bySlot.get(slot.element)]) if (embed) embeds.remove(embed, error);
    },
    openService: () => {
      const iframe = hideIframe(podIframe(paths.service, 'Symphony'));
      const slot = { element: document.documentElement, name: 'service' };
      const service = createEmbed({ options, owner, iframe, slot, chat: {}, settings: {} });
      services.add(service);
      service.start();
      return service;
    },
    forget: (embed) => {
      services.delete(embed);
      if (bySlot.get(embed.slot.element) === embed) bySlot.delete(embed.slot.element);
      if (main === embed) main = undefined;
    },
    remove: (embed, error) => {
      embeds.forget(embed);
      embed.remove(error);
    },
  };
  return embeds;
}
