import type { AppHandlers, Settings } from 'symphony-embed/frame';
import type { ChatApp } from '../app/chatApp.js';
import { applySettings, applyTheme } from '../look/appearance.js';

/** What the app does for its host, function by function. */
export function hostFunctions(app: ChatApp): Required<AppHandlers> {
  const { state, outbox, rooms, messages, extensions, prompts } = app;
  return {
    openStream: (chat) => app.show(chat),
    startRoom: (chat) => app.show(chat),
    sendMessage: (sending) => app.inChat('send the message', () => outbox.send(sending)),
    createRoom: (room) => app.inChat('create the room', () => rooms.create(room)),
    pinMessage: ({ messageId }) => app.inChat('pin the message', () => messages.pinForHost(messageId)),
    openApp: ({ appId, moduleName }) =>
      app.inChat('open the app', () => {
        prompts.replace();
        return extensions.open(appId, moduleName);
      }),
    openBlast: () =>
      app.inChat('open the blast module', () => {
        // What is sent with it is the user's own affair.
        outbox.blast().catch(console.debug);
        return Promise.resolve();
      }),
    getDistributionLists: () =>
      app.inChat('get the distribution lists', async () =>
        (await outbox.lists()).map(({ id, name }) => ({ id, name })),
      ),
    async updateSettings(settings) {
      const names = Object.keys(settings) as (keyof Settings)[];
      // Nothing is drawn anew for what holds already.
      if (names.every((name) => settings[name] === state.settings[name])) return;
      applySettings({ ...state.settings, ...settings });
      await app.updateSettings(settings);
    },
    updateTheme: (theme) => applyTheme(theme, state.mode),
    checkAuth: () => app.checkAuth(),
  };
}
