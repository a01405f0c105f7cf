import Picker from 'emoji-picker-element/picker';
import { EmojiStore } from './emojiStore.js';

/** The newest emojis that all browsers in use have. With a version, the picker does not look for fonts with colours. */
const EMOJI_VERSION = 15;

/** Makes a picker, which calls back with the sign that somebody chose. */
export function emojiPicker(onPick: (sign: string) => void): HTMLElement {
  const database = new EmojiStore();
  const { locale, dataSource } = database;
  const options = { locale, dataSource, emojiVersion: EMOJI_VERSION, database };
  const picker = new Picker(options);
  picker.addEventListener('emoji-click', ({ detail }) => {
    if (detail.unicode) onPick(detail.unicode);
  });
  return picker;
}
