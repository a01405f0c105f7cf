import type { App } from 'symphony-embed/frame';
import type { FrameCommand } from './behaviour.js';
import { giveAnswer } from './frameAnswers.js';
import { framePage, hang, toldAs, writeJournal } from './framePage.js';

/**
 * A socket for the spec's commands. Its path is its own: Firefox lets a socket wait whose address, port and path are those
 * of one that ended abnormally before, as those of removed frames do.
 */
export function openCommands(): WebSocket {
  return new WebSocket(
    `ws://${location.host}/commands/${crypto.randomUUID()}?frame=${String(framePage.frame)}`,
  );
}

/** Does what the spec tells this frame through its pod. */
export function obeyCommands(app: App): void {
  openCommands().addEventListener('message', ({ data }) => {
    const command = JSON.parse(String(data)) as FrameCommand;
    obey(app, command).then(
      () => {
        writeJournal('did', { ...command });
      },
      (thrown: unknown) => {
        writeJournal('failed', { ...command, ...toldAs(thrown) });
      },
    );
  });
}

async function obey(app: App, command: FrameCommand): Promise<void> {
  switch (command.do) {
    case 'notify':
      // The spec may well say what the types would not let pass.
      (app.notify as (type: string, payload: unknown) => void)(command.type, command.payload);
      return;
    case 'ready':
      app.ready(command.shown);
      return;
    case 'interaction':
      app.userInteractionRequired({ reason: command.reason });
      return;
    case 'sessionEnded':
      return app.sessionEnded({ reason: command.reason });
    case 'requestLogout':
      return app.requestLogout();
    case 'interop':
      app.interop(command.intent, command.context as never);
      return;
    case 'answer':
      giveAnswer(command);
      return;
    case 'reload':
      location.reload();
      return;
    case 'leave':
      location.href = `http://127.0.0.1:${location.port}${command.path ?? '/elsewhere'}`;
      return;
    case 'hang':
      writeJournal('hangs');
      hang(command.ms);
      return;
    case 'legacy':
      postLegacyMessage();
      return;
    case 'store':
      for (const [key, value] of Object.entries(command.items)) localStorage.setItem(key, value);
      return;
    case 'call':
      throw new Error('only a raw frame calls methods by name');
  }
}

/** A handshake of the protocol that Penpal had before version 7. */
export function postLegacyMessage(): void {
  window.parent.postMessage({ penpal: 'syn' }, '*');
}
