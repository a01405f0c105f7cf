import {
  acceptRawClients,
  checkOnWaking,
  connectApp,
  revokeAt,
  SymphonyError,
  type App,
  type AppHandlers,
  type AppOptions,
  type Chat,
  type RawClientOptions,
  type Revoke,
  type SessionEnd,
} from 'symphony-embed/frame';
import type { FrameBehaviour } from './behaviour.js';
import { answerHandlers } from './frameAnswers.js';
import { obeyCommands } from './frameCommands.js';
import { breakStorage, NAME, openDatabase, saveDrafts } from './frameStorage.js';
import { harden } from '../pages/harden.js';
import { framePage, hang, never, toldAs, wait, writeJournal } from './framePage.js';

/*
 * The app in the frames of specs, on the frame half as it ships. It does what its pod's behaviour says.
 */

let behaviour: FrameBehaviour = framePage.behaviour;
/** Kept open; the app of a spec that says `untilClear` closes it. */
let database: IDBDatabase | undefined;
let app: App | undefined;

async function open(method: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  writeJournal(method, args);
  if (typeof args['streamId'] === 'string') behaveLike(args['streamId']);
  await wait(behaviour.openAfterMs);
  if (behaviour.open === 'never') return never();
  if (behaviour.open === 'throws')
    throw new SymphonyError('ERROR', `${method} was told to fail`, { told: true });
  if (behaviour.open === 'malformed') return { streamId: 42 };
  return args;
}

function noted(method: string) {
  return (args: unknown): void => {
    writeJournal(method, args as Record<string, unknown>);
  };
}

const auth = behaviour.auth ?? { isLoggedIn: true, authenticationType: 'password' as const };
const handlers: AppHandlers = {
  ...(behaviour.open !== 'absent' && {
    openStream: (args) => open('openStream', args),
    startRoom: (args) => open('startRoom', args),
  }),
  ...answerHandlers(() => behaviour),
  updateSettings: noted('updateSettings'),
  updateTheme: noted('updateTheme'),
  ...(auth !== 'absent' && {
    checkAuth: (args) => {
      writeJournal('checkAuth', args);
      return auth;
    },
  }),
};

async function revoke(options: { signal: AbortSignal }): ReturnType<Revoke> {
  writeJournal('revoke');
  if (behaviour.revoke === 'never') await never();
  if (behaviour.revoke === 'throws') throw new Error('revoke was told to fail');
  return revokeAt('/session/logout')(options);
}

async function check(): Promise<boolean | SessionEnd> {
  const { check } = framePage.behaviour;
  writeJournal('check');
  if (check === undefined || check === 'never') return never();
  if (check === 'rejects') throw new Error('the pod cannot be reached');
  await wait(check.afterMs);
  return check.value;
}

async function clear({ reason }: { reason: string }): Promise<void> {
  writeJournal('clear', { reason });
  await wait(behaviour.clearAfterMs);
  if (behaviour.drafts) saveDrafts('late draft');
  if (behaviour.drafts === 'afterClear') {
    setTimeout(() => {
      saveDrafts('latest draft');
    }, 100);
  }
  if (behaviour.database === 'untilClear') database?.close();
  if (behaviour.chatters) setInterval(chatter);
  switch (behaviour.clear) {
    case 'never':
      return never();
    case 'throws':
      throw new Error('clear was told to fail');
    case 'reloads':
      location.reload();
      return never();
    case 'leaves':
      location.href = `http://127.0.0.1:${location.port}/elsewhere`;
      return never();
    case 'hangs':
      hang(behaviour.hangMs ?? 10_000);
      return;
    default:
      writeJournal('cleared');
  }
}

function chatter(): void {
  app?.ready({ streamId: 'another' });
  app?.ready({ error: { type: 'ERROR', message: 'too late' } });
  app?.notify('ActivityNotifications');
  app?.userInteractionRequired({ reason: 'login' });
  app?.interop('ViewChat', { type: 'fdc3.contact' });
}

function behaveLike(streamId: string | undefined): void {
  behaviour = { ...framePage.behaviour, ...(streamId !== undefined && framePage.streams[streamId]) };
}

async function run(): Promise<void> {
  writeJournal('storage', Object.fromEntries(Object.entries(localStorage)));
  for (const [key, value] of Object.entries(behaviour.store ?? {})) localStorage.setItem(key, value);
  for (const cookie of behaviour.cookies ?? []) document.cookie = cookie;
  if (behaviour.keepsPagehide) {
    window.addEventListener('pagehide', (event) => {
      event.stopImmediatePropagation();
    });
  }
  if (behaviour.drafts) saveDrafts('early draft');
  if (behaviour.style !== undefined) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(behaviour.style);
    document.adoptedStyleSheets = [sheet];
  }
  breakStorage(behaviour);
  if (behaviour.hardens) harden(globalThis);
  if (behaviour.journalsConsole)
    console.warn = console.error = (...printed) => {
      writeJournal('console', { text: printed.join(' ') });
    };
  await wait(behaviour.connectAfterMs);
  const options: AppOptions = {
    allowedOrigins: behaviour.allowedOrigins ?? [
      // The referrer of a page that reloaded itself is, in some browsers, that page.
      new URLSearchParams(location.search).get('sdkOrigin') ?? location.origin,
    ],
    name: 'spec 1.0',
    handlers,
    session: {
      stop: ({ reason }) => {
        writeJournal('stop', { reason });
      },
      clear,
      ...(behaviour.check && { check: checkOnWaking(check) }),
      ...(behaviour.databases !== 'unnamed' && { databases: [NAME] }),
      ...(behaviour.revoke !== 'absent' && { revoke }),
    },
  };
  const { rawClients } = behaviour;
  const connected = connectApp(options);
  app = rawClients ? acceptRawClients(connected, { ...options, ...ofAddress() }) : connected;
  obeyCommands(app);
  if (rawClients) {
    await showUp(app, {});
    return;
  }
  let welcome;
  try {
    welcome = await app.connected;
  } catch (thrown) {
    writeJournal('rejected', toldAs(thrown));
    return;
  }
  writeJournal('connected', { ...welcome });
  behaveLike(welcome.chat.streamId);
  if (behaviour.database) database = await openDatabase();
  await showUp(app, welcome.chat);
}

/** What a page without the SDK says by the address of its frame. */
function ofAddress(): Pick<RawClientOptions, 'pageOrigin' | 'settings'> {
  return {
    pageOrigin: new URLSearchParams(location.search).get('sdkOrigin') ?? undefined,
    settings: { mode: 'dark' },
  };
}

async function showUp(app: App, chat: Chat): Promise<void> {
  if (behaviour.interaction !== undefined) {
    app.userInteractionRequired({ reason: behaviour.interaction });
    return;
  }
  await wait(behaviour.readyAfterMs);
  if (behaviour.ready === 'never') return;
  if (behaviour.readyLater) {
    const fails = behaviour.readyLater === 'rejects';
    app.ready(
      wait(50).then(() => {
        if (fails) throw new SymphonyError('STREAM_NOT_FOUND', 'no such chat', { streamId: chat.streamId });
        return chat;
      }),
    );
    return;
  }
  app.ready(typeof behaviour.ready === 'object' ? behaviour.ready : chat);
}

void run();
