import type { App } from 'symphony-embed/frame';
import { WITNESS } from '../../shared/wire/contract.js';
import type { FrameCommand } from './behaviour.js';
import { giveAnswer } from './frameAnswers.js';
import { framePage, hang, toldAs, writeJournal } from './framePage.js';
import { countStorage, fillStorage } from './frameStorage.js';
import { makeOdd } from './oddValues.js';

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
      (app.notify as (type: string, payload: unknown) => void)(
        command.type,
        command.odd ? makeOdd(command.payload as object, command.odd) : command.payload,
      );
      return;
    case 'ready':
      app.ready(command.shown && makeOdd(command.shown, command.odd));
      return;
    case 'interaction':
      app.userInteractionRequired({ reason: command.reason });
      return;
    case 'sessionEnded':
      return app.sessionEnded({ reason: command.reason });
    case 'requestLogout':
      return app.requestLogout();
    case 'interop':
      app.interop(command.intent, makeOdd(command.context as object, command.odd) as never);
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
      if (command.removesWitness) removeWitness();
      writeJournal('hangs');
      hang(command.ms);
      return;
    case 'legacy':
      postLegacyMessage();
      return;
    case 'store':
      for (const [key, value] of Object.entries(command.items)) localStorage.setItem(key, value);
      return;
    case 'replaceDocument':
      replaceDocument(command.what);
      return;
    case 'writeDocument':
      return window.fixture!.write(command.way);
    case 'buildDocument':
      return window.fixture!.start(command.way);
    case 'show':
      return window.fixture!.show(command.changes);
    case 'visit':
      return visit();
    case 'rewriteDocument':
      document.open();
      document.close();
      document.body.textContent = 'The app';
      return;
    case 'moveWitness':
      document.body.append(...witnesses());
      return;
    case 'removeWitness':
      removeWitness();
      return;
    case 'setCheck':
      framePage.behaviour.check = command.check;
      return;
    case 'sleep':
      if (command.how === 'freeze') document.dispatchEvent(new Event('freeze'));
      else window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      return;
    case 'wake':
      wake(command.how);
      return;
    case 'focusField':
      focusField();
      return;
    case 'lookAtFocus':
      writeJournal('focus', {
        isField: document.activeElement?.shadowRoot?.activeElement?.tagName === 'INPUT',
        isInUse: document.hasFocus(),
      });
      return;
    case 'lookAtCover':
      writeJournal('cover', {
        isVisible: getComputedStyle(document.body).visibility === 'visible',
        notice: getComputedStyle(document.documentElement, '::after').content,
      });
      return;
    case 'measureWitness': {
      const [witness] = witnesses();
      const { width = 0, height = 0 } = witness?.getBoundingClientRect() ?? {};
      writeJournal('witness', { count: witnesses().length, width, height });
      return;
    }
    case 'fillStorage':
      await fillStorage();
      writeJournal('filled', await countStorage());
      return;
    case 'lookAtStorage':
      writeJournal('found', await countStorage());
      return;
    case 'call':
      throw new Error('only a raw frame calls methods by name');
  }
}

function wake(how: 'pageshow' | 'resume' | 'online' | 'pause'): void {
  if (how === 'pageshow') window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  if (how === 'resume') document.dispatchEvent(new Event('resume'));
  if (how === 'online') window.dispatchEvent(new Event('online'));
  if (how !== 'pause') return;
  const later = Date.now() + 10 * 60_000;
  Date.now = () => later;
  document.dispatchEvent(new Event('visibilitychange'));
}

function focusField(): void {
  const element = document.createElement('div');
  element.attachShadow({ mode: 'open' }).append(document.createElement('input'));
  document.body.append(element);
  element.shadowRoot?.querySelector('input')?.focus();
}

function witnesses(): HTMLElement[] {
  return [...document.getElementsByName(WITNESS)];
}

function removeWitness(): void {
  for (const witness of witnesses()) witness.remove();
}

/** As apps do that own their whole document. */
function replaceDocument(what: 'children' | 'root'): void {
  const root = document.createElement('html');
  root.append(document.createElement('head'), document.createElement('body'));
  if (what === 'children') document.documentElement.replaceChildren(...root.childNodes);
  else document.replaceChild(root, document.documentElement);
}

/** Follows a link, as Turbo does. */
async function visit(): Promise<void> {
  const { Turbo } = window as unknown as { Turbo: { visit: (url: string) => void } };
  await new Promise((resolve) => {
    addEventListener('turbo:load', resolve, { once: true });
    Turbo.visit(`${location.href}&page=2`);
  });
}

/** A handshake of the protocol that Penpal had before version 7. */
export function postLegacyMessage(): void {
  window.parent.postMessage({ penpal: 'syn' }, '*');
}
