import type { NativeEmoji } from 'emoji-picker-element/shared';

/** An emoji as the data has it. */
interface Entry extends Omit<NativeEmoji, 'unicode' | 'skins'> {
  emoji: string;
  skins?: { tone: number; emoji: string; version: number }[];
}

/**
 * What the picker knows of emojis. Its own database is kept by the browser, with what somebody chose often: the logout would
 * have to wait for it, in all frames. This one is gone with the page.
 */
export class EmojiStore {
  readonly locale = 'en';
  customEmoji: readonly unknown[] = [];
  readonly dataSource = new URL('emoji-picker-element-data/en/emojibase/data.json', import.meta.url).href;
  readonly #emojis: Promise<readonly NativeEmoji[]>;
  readonly #uses = new Map<string, number>();
  #skinTone = 0;

  constructor() {
    this.#emojis = this.#load();
  }

  async ready(): Promise<void> {
    await this.#emojis;
  }

  async getEmojiByGroup(wanted: number): Promise<NativeEmoji[]> {
    return (await this.#emojis).filter(({ group }) => group === wanted);
  }

  /** All words are in it, the last one perhaps not written to its end. */
  async getEmojiBySearchQuery(query: string): Promise<NativeEmoji[]> {
    const wanted = wordsIn(query);
    return (await this.#emojis).filter(({ annotation, tags = [], shortcodes = [] }) => {
      const words = wordsIn([annotation, ...tags, ...shortcodes].join(' '));
      return wanted.every((word) => words.some((each) => each.startsWith(word)));
    });
  }

  async getEmojiByUnicodeOrName(wanted: string): Promise<NativeEmoji | null> {
    return (await this.#emojis).find(({ unicode }) => unicode === wanted) ?? null;
  }

  async getTopFavoriteEmoji(limit: number): Promise<(NativeEmoji | null)[]> {
    const mostUsed = [...this.#uses].sort(([, one], [, other]) => other - one).slice(0, limit);
    return Promise.all(mostUsed.map(([unicode]) => this.getEmojiByUnicodeOrName(unicode)));
  }

  incrementFavoriteEmojiCount(unicode: string): Promise<void> {
    this.#uses.set(unicode, (this.#uses.get(unicode) ?? 0) + 1);
    return Promise.resolve();
  }

  getPreferredSkinTone(): Promise<number> {
    return Promise.resolve(this.#skinTone);
  }

  setPreferredSkinTone(skinTone: number): Promise<void> {
    this.#skinTone = skinTone;
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #load(): Promise<NativeEmoji[]> {
    const entries = (await (await fetch(this.dataSource)).json()) as Entry[];
    return entries
      .map(({ emoji, skins = [], ...known }) => ({
        ...known,
        unicode: emoji,
        skins: skins.map((skin) => ({ tone: skin.tone, unicode: skin.emoji, version: skin.version })),
      }))
      .sort((one, other) => one.order - other.order);
  }
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
