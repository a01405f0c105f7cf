import { failure, toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import type { Lifetime } from '../../shared/lifetime.js';
import type { Settings } from '../../shared/values/settings.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { Selector } from '../api.js';
import type { HostOptions } from '../options.js';
import { createEmbed, type Embed } from './embed.js';
import type { EmbedOwner } from './handlers.js';
import { createIframe, hideIframe, removeCopies } from './iframe.js';
import { slotOf, type Slot } from './slots.js';
import { superseded } from './superseded.js';

/** An embed. If it is new, also its opening. */
export interface Found {
  embed: Embed;
  opening?: Promise<Chat>;
}

/** All embeds of a page for one pod. */
export interface Embeds {
  /** The embed that `render` created. */
  main?: Embed | undefined;
  /** The embeds of all slots, and the service frames. */
  all: () => Embed[];
  /** The connected embeds of slots. The first one is the speaker: it sends what all frames know. */
  connected: () => Embed[];
  /** Checks all embeds for changes without an event, for example removed iframes. */
  check: () => void;
  /**
   * Creates an embed in a slot, and replaces the present one. Resolves once it shows its chat.
   *
   * @param settings - Settings for this slot only.
   */
  open: (life: Lifetime, slot: Slot, chat: Chat, settings?: Settings, isMain?: boolean) => Promise<Chat>;
  /**
   * Returns the embed for a call: the one in the slot that `selector` names, which is created if there is none, or the
   * main one. In Collaboration mode, always the main one.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`, `FRAME_GONE`.
   */
  find: (life: Lifetime, doing: string, selector: Selector | null | undefined, chat?: Chat) => Found;
  /**
   * Returns the slot that `selector` names, if it names one, and its embed; otherwise the main embed. Some pages pass null
   * for "no selector".
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   */
  at: (doing: string, selector: Selector | null | undefined) => { slot?: Slot; embed?: Embed | undefined };
  /** Removes the main embed, and the embed of a slot. */
  clear: (slot: Slot, why: SymphonyError) => void;
  /** Creates a service frame, for calls that no chat frame can answer. */
  openService: (life: Lifetime) => Embed;
  /** Deletes an embed from the lists, without removing its iframe. */
  forget: (embed: Embed) => void;
  discard: (embed: Embed, why: SymphonyError) => void;
}

export function createEmbeds(options: HostOptions, owner: EmbedOwner): Embeds {
  const { mode, paths } = options;
  const inSlots = new Set<Embed>();
  const services = new Set<Embed>();

  const embedIn = (element: Element): Embed | undefined => [...inSlots].find((embed) => embed.isIn(element));

  const at: Embeds['at'] = (doing, selector) => {
    if (selector === undefined || selector === null || mode !== 'focus') return { embed: embeds.main };
    const slot = slotOf(selector, doing);
    return { slot, embed: embedIn(slot.element) };
  };

  function make(life: Lifetime, slot: Slot, chat: Chat, settings?: Settings, isMain?: boolean): Embed {
    const before = embedIn(slot.element);
    if (before) embeds.discard(before, superseded('another one'));
    // Also those of another host, or of another copy of this script.
    removeCopies(() => slot.element.children, 'http');
    const iframe = createIframe(options, paths[mode], 'Symphony chat');
    const embed = createEmbed({ options, owner, life: life.child(), iframe, slot, chat, settings });
    inSlots.add(embed);
    if (isMain) embeds.main = embed;
    embed.start();
    return embed;
  }

  /** Waits for a new embed. Removes it if it cannot connect, since it would show nothing. */
  async function opened(embed: Embed): Promise<Chat> {
    try {
      return await embed.openings.opened();
    } catch (thrown) {
      const error = toSymphonyError(thrown);
      if (/^(CONNECTION_FAILED|INCOMPATIBLE_VERSION)$/.test(error.type)) embeds.discard(embed, error);
      throw error;
    }
  }

  const embeds: Embeds = {
    all: () => [...inSlots, ...services],
    connected: () => [...inSlots].filter(({ state }) => state() === 'connected'),
    check: () => {
      for (const embed of embeds.all()) embed.check();
    },
    open: (...args) => opened(make(...args)),
    find: (life, doing, selector, chat = {}) => {
      const { slot, embed } = at(doing, selector);
      embed?.check();
      // The page may have closed it, and it may still be there.
      if (embed && !embed.life.ended && !/dead|removed/.test(embed.state())) return { embed };
      if (!slot) throw failure('FRAME_GONE', doing, 'the main frame is gone; call render() again');
      const made = make(life, slot, chat);
      return { embed: made, opening: opened(made) };
    },
    at,
    clear: ({ element }, why) => {
      for (const embed of [embeds.main, embedIn(element)]) if (embed) embeds.discard(embed, why);
    },
    openService: (life) => {
      const service = createEmbed({
        options,
        owner,
        life: life.child(),
        iframe: hideIframe(createIframe(options, paths.service, 'Symphony')),
        slot: { element: document.documentElement, name: 'service' },
        chat: {},
        settings: undefined,
      });
      services.add(service);
      service.start();
      return service;
    },
    forget: (embed) => {
      services.delete(embed);
      inSlots.delete(embed);
      if (embeds.main === embed) embeds.main = undefined;
    },
    discard: (embed, why) => {
      embeds.forget(embed);
      embed.discard(why);
    },
  };
  return embeds;
}
