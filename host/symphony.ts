import { toSymphonyError } from '../shared/errors.js';
import { milliseconds } from '../shared/wire/hostLeaves.js';
import { object, optional } from '../shared/wire/schema.js';
import { pageFlag, text, type Chat } from '../shared/wire/schemas.js';
import { validate } from '../shared/wire/validate.js';
import type { ArgsOf, FrameToHost } from '../shared/wire/contract.js';
import type { Symphony } from './api.js';
import { readConfiguration } from './arguments/configuration.js';
import { readArgs, readSending } from './arguments/readArgs.js';
import { slotOf, slotOfClass } from './embed/slots.js';
import { callback as callbackSchema } from './notifications/subscriptions.js';
import type { HostOptions } from './options.js';
import { createPage, type Page } from './page/page.js';
import { Promise } from '../shared/natives.js';

/** The functions of Embedded Mode, and the ones that only the script tag needs. */
export interface Host {
  symphony: Symphony;
  /** Renders into several containers, each with its own configuration. The first one gets the main frame. */
  renderAll: (containers: readonly [Element, unknown][]) => Promise<Chat>[];
  page: Page;
}

const logoutSchema = object({ deadlineMs: optional(milliseconds) });

/** Creates the host for one pod. */
export function createHost(options: HostOptions): Host {
  const page = createPage(options);
  return {
    symphony: createFunctions(page),
    renderAll: (containers) =>
      containers.map(async ([element, configuration], index) => {
        const slot = slotOf(element, 'render');
        const read = readConfiguration(configuration, 'render');
        return index
          ? page.renderBeside(slot, read)
          : page.render(() => slot, { ...read, settings: {} }, false, read.settings);
      }),
    page,
  };
}

function createFunctions(page: Page): Symphony {
  const symphony: Symphony = {
    async render(className = 'symphony-ecm', configuration = {}, fromLogin = false) {
      const read = readConfiguration(configuration, 'render');
      return page.render(() => slotOfClass(className), read, validate(pageFlag, fromLogin, 'render'));
    },
    openStream: async (streamId, selector) =>
      page.open('openStream', readArgs('openStream', { streamId }), selector),
    setStream: (streamId, selector) => symphony.openStream(streamId, selector),
    startRoom: async (users, selector) =>
      page.open('startRoom', readArgs('startRoom', { userIds: users }), selector),
    async sendMessage(message, sendOptions) {
      const args = readSending(message, sendOptions);
      // The container is no data, so the schema does not read it.
      const container = validate(
        (given) => (given as typeof sendOptions).container,
        sendOptions,
        'sendMessage',
      );
      return page.ask('sendMessage', args, container, args.options.displayMode !== 'none');
    },
    async createRoom(name, userIds, roomOptions, selector) {
      const args = readArgs('createRoom', { name, userIds, options: roomOptions ?? {} });
      // Without a dialog, nobody can enter a name.
      if (args.options.silent) validate(text, name, 'createRoom');
      return page.ask('createRoom', args, selector, !args.options.silent);
    },
    async pinMessage(messageId) {
      await page.ask('pinMessage', readArgs('pinMessage', { messageId }));
      return true;
    },
    openApp: async (appId, moduleName, selector) =>
      page.display('openApp', readArgs('openApp', { appId, moduleName }), selector),
    openBlast: () => page.display('openBlast', {}),
    getDistributionLists: async () => page.ask('getDistributionLists', {}),
    async updateSettings(given) {
      const { chat, settings, theme } = readConfiguration(given, 'updateSettings');
      await page.configure('updateSettings', (configured) => ({
        settings: { ...configured.settings, ...settings },
        args: settings,
      }));
      if (theme) await symphony.updateTheme(theme);
      // Settings can also name a chat. It opens in the main frame only.
      if (chat.streamId ?? chat.userIds) await page.open('updateSettings', chat);
    },
    updateTheme: (given) =>
      page.configure('updateTheme', (configured) => {
        const theme = readArgs('updateTheme', given);
        return { theme: { ...configured.theme, ...theme }, args: theme };
      }),
    listen(listening) {
      const undo = page.subscriptions.add(listening);
      page.syncSubscriptions();
      return () => {
        undo();
        page.syncSubscriptions();
      };
    },
    onUserInteractionRequired: (options) => page.subscriptions.add(options, 'UserInteractionRequired'),
    registerInterop(callback) {
      validate(callbackSchema, callback, 'registerInterop');
      const handleInterop = ({ intent, context }: ArgsOf<FrameToHost, 'interop'>): void => {
        callback(intent, context);
      };
      return page.subscriptions.add({ callback: handleInterop }, 'Interop');
    },
    // Pages that follow Symphony's documentation call checkAuth(null).
    checkAuth: async (preload) => page.checkAuth(readArgs('checkAuth', { preload: preload ?? false })),
    close: page.close,
    dispose: page.dispose,
    logout(logoutOptions = {}) {
      try {
        return page.logout(validate(logoutSchema, logoutOptions, 'logout').deadlineMs);
      } catch (thrown) {
        return Promise.reject(toSymphonyError(thrown));
      }
    },
  };
  return symphony;
}
