import type { Settings, Theme } from '../../shared/values/settings.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { Symphony } from '../api.js';
import { readConfiguration, type Configuration } from '../arguments/configuration.js';
import { slotOf } from '../embed/slots.js';
import type { Page } from '../page/page.js';

/** What a container shows. */
interface Shown {
  chat: Chat;
  /** The settings of its slot. The embed keeps this object, so a frame that reloads gets the present ones. */
  settings: Settings;
  /** The latest opening. */
  opening: Promise<Chat>;
}

/** The containers that `show` was called with. */
export interface Containers {
  /** The container of the main frame. */
  readonly main: Element | undefined;
  /** Shows a chat with its settings, in the present frame or in a new one. */
  show: (container: Element, configuration: Configuration) => Promise<Chat>;
  /** The frame of a container is closed. */
  forget: (container: Element) => void;
  forgetAll: () => void;
  /** Whether a container that `show` was called with has a frame. */
  isAnyShown: () => boolean;
}

export function createContainers(symphony: Symphony, page: Page): Containers {
  const shown = new Map<Element, Shown>();
  let main: Element | undefined;
  let theme: Theme | undefined;

  function create(container: Element, configuration: Configuration): Promise<Chat> {
    const slot = slotOf(container, 'show');
    const read = readConfiguration(configuration, 'show');
    const { chat, settings } = read;
    const isBeside = main && main !== container && hasFrame(main);
    if (!isBeside) main = container;
    theme = read.theme ?? theme;
    const opening = isBeside
      ? page.renderBeside(slot, read)
      : page.render(() => slot, { ...read, settings: {}, theme }, false, settings);
    shown.set(container, { chat, settings, opening });
    return opening;
  }

  async function update(container: Element, present: Shown, configuration: Configuration): Promise<Chat> {
    const { chat, settings, theme: colours } = readConfiguration(configuration, 'show');
    const changed = changes(present.settings, settings);
    Object.assign(present.settings, changed);
    if (colours) await symphony.updateTheme(colours);
    if (Object.keys(changed).length) await page.ask('updateSettings', changed, container);
    if (JSON.stringify(chat) === JSON.stringify(present.chat)) return present.opening;
    present.chat = chat;
    return (present.opening = page.open('show', chat, container));
  }

  return {
    get main() {
      return main;
    },
    show: async (container, configuration) => {
      const present = shown.get(container);
      // A page can also have removed the frame itself.
      return present && hasFrame(container)
        ? update(container, present, configuration)
        : create(container, configuration);
    },
    forget: (container) => {
      shown.delete(container);
      if (container === main) main = undefined;
    },
    forgetAll: () => {
      shown.clear();
      main = theme = undefined;
    },
    isAnyShown: () => [...shown.keys()].some(hasFrame),
  };
}

/** Returns whether an element has a frame of the SDK. */
export function hasFrame(element: Element): boolean {
  return !!element.querySelector('iframe.symphony-ecm-frame');
}

/** Returns the settings that differ. One that is no longer given stays as it is, as with `updateSettings`. */
function changes(present: Settings, next: Settings): Settings {
  return Object.fromEntries(
    Object.entries(next).filter(([name, value]) => present[name as keyof Settings] !== value),
  );
}
