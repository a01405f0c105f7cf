import { object, optional } from 'valibot';
import {
  PROTOCOL,
  type ArgsOf,
  type FrameToHost,
  type HostToFrame,
  type MethodOf,
  type ValueOf,
} from '../shared/contract.js';
import { failure, toSymphonyError, type SymphonyError } from '../shared/errors.js';
import { milliseconds } from '../shared/hostLeaves.js';
import { flag, type Chat } from '../shared/schemas.js';
import type { Settings } from '../shared/settings.js';
import { validate } from '../shared/validate.js';
import type { Selector, Symphony } from './api.js';
import { askPod } from './askPod.js';
import { readConfiguration, type ReadConfiguration } from './configuration.js';
import { deferred } from './deferred.js';
import type { Embed, EmbedOwner } from './embed.js';
import { createEmbeds, type Found } from './embeds.js';
import { logout, type LogoutReport } from './logout.js';
import type { HostOptions } from './options.js';
import { readArgs } from './readArgs.js';
import { slotOf, slotOfClass, type Slot } from './slots.js';
import { callback as callbackSchema, createSubscriptions } from './subscriptions.js';

/** The functions of Embedded Mode, and what the script tag's automatic rendering needs beside them. */
export interface Host {
  symphony: Symphony;
  /** Renders into several containers, each with a configuration of its own; the first one gets the main frame. */
  renderAll: (containers: readonly { element: Element; configuration: unknown }[]) => Promise<Chat>[];
  /** Takes all frames out, without a logout: another host takes the place of this one. */
  retire: () => void;
}

type Configured = Omit<ReadConfiguration, 'chat'> & { fromLogin: boolean };

const notConfigured: Configured = {
  settings: {},
  theme: undefined,
  subjectToken: undefined,
  fromLogin: false,
};
const logoutSchema = object({ deadlineMs: optional(milliseconds) });

/** Makes {@link Symphony} for one pod. */
export function createHost(options: HostOptions): Host {
  const { podOrigin, partnerId, mode, paths, timeouts } = options;
  const subscriptions = createSubscriptions();
  let isRendered = false;
  let logouts = 0;
  let loggingOut: Promise<LogoutReport> | undefined;
  let isSessionOver = false;
  let configured = notConfigured;

  const owner: EmbedOwner = {
    welcome: (embed) => {
      const live = subscriptions.of(embed === embeds.connected()[0]);
      embed.subscribed = new Set(live.map(({ id }) => id));
      const settings = { ...configured.settings, ...embed.settings };
      return {
        ...configured,
        protocol: PROTOCOL,
        mode,
        settings,
        partnerId,
        chat: embed.chat(),
        subscriptions: live,
      };
    },
    onChange: (embed) => {
      if (!embed.isAlive()) embeds.forget(embed);
      syncSubscriptions();
    },
    onReady: () => {
      isSessionOver = false;
    },
    onNotify: (batch, embed) => {
      subscriptions.deliver(batch, embed === embeds.main() ? undefined : embed.slot.name);
    },
    onUserInteractionRequired: (required) => {
      subscriptions.teller('UserInteractionRequired')(required);
    },
    onInterop: (action) => {
      subscriptions.teller('Interop')(action);
    },
    onRequestLogout: () => {
      // Nobody of the page waits for this one: those who listen are told how it went, and the console if it failed.
      const tellListeners = subscriptions.teller('SessionNotifications');
      void logOut(timeouts.logoutMs)
        .then(() => undefined, toSymphonyError)
        .then((failed) => {
          const status = failed?.type === 'LOGOUT_UNCONFIRMED' ? 'unconfirmed' : 'ended';
          tellListeners({ status, reason: 'logout', ...(failed && { error: failed.toJSON() }) });
          if (failed) console.error(failed);
        });
    },
    onSessionEnded: ({ reason }) => {
      // Every frame of the pod says so; once is enough.
      if (loggingOut || isSessionOver) return;
      isSessionOver = true;
      for (const embed of embeds.all()) embed.rejectPending(loggedOut('the session has ended'));
      subscriptions.teller('SessionNotifications')({ status: 'ended', reason });
    },
  };
  const embeds = createEmbeds(options, owner);

  function syncSubscriptions(): void {
    if (loggingOut) return;
    embeds.connected().forEach((embed, index) => {
      subscriptions.sync(embed, !index);
    });
  }

  function requireRendered(doing: string): void {
    if (!isRendered) throw failure('NOT_RENDERED', doing, 'call render() first');
  }

  /** Rendering waits for the end of a logout, and gives up when there is another one. */
  async function afterLogout(): Promise<void> {
    const before = logouts;
    await loggingOut?.catch(toSymphonyError);
    if (logouts !== before) throw loggedOut('logout() was called');
  }

  async function renderInto(
    slot: Slot,
    { chat, ...rest }: ReadConfiguration,
    fromLogin: boolean,
    ofSlot?: Settings,
  ): Promise<Chat> {
    embeds.clear(slot, failure('ERROR', 'open the chat', 'a later render() took its place'));
    isRendered = true;
    configured = { ...rest, fromLogin };
    try {
      return await embeds.open(slot, chat, ofSlot, true);
    } finally {
      // A frame that is connected stays, to show what is wrong; without one, nothing is rendered.
      if (!embeds.main()) isRendered = false;
    }
  }

  function find(doing: string, selector: Selector | undefined, chat?: Chat): Found {
    requireRendered(doing);
    return embeds.find(doing, selector, chat);
  }

  /** Opens a chat in a slot: in its frame, or in a new one. */
  async function openIn(doing: string, chat: Chat, selector: Selector | undefined): Promise<Chat> {
    const { embed, opening } = find(doing, selector, chat);
    return opening ?? embed.show(chat);
  }

  /** Calls the frame of a slot, which is opened first when it has none, once it shows what is being opened now. */
  async function ask<Name extends MethodOf<HostToFrame>>(
    method: Name,
    args: ArgsOf<HostToFrame, Name>,
    selector?: Selector,
    isForPerson?: boolean,
  ): Promise<ValueOf<HostToFrame, Name>> {
    const { embed, opening } = find(method, selector);
    // It waits for the opening by itself; whoever overtakes that takes nothing away from what is asked here.
    opening?.catch(toSymphonyError);
    return embed.ask(method, args, isForPerson);
  }

  /** As {@link ask}, for what takes the place of the chat. */
  async function display<Name extends MethodOf<HostToFrame>>(
    method: Name,
    given: object,
    selector?: Selector,
  ): Promise<ValueOf<HostToFrame, Name>> {
    const args = readArgs(method, given);
    const { embed, opening } = find(method, selector);
    // Not even a turn of the queue is waited where there is nothing to wait for: turns are taken in the order of calls.
    if (opening) await opening;
    return embed.display(method, args);
  }

  async function tellAll(call: (embed: Embed) => Promise<void>): Promise<void> {
    await Promise.all(embeds.connected().map(call));
  }

  /** Takes out every iframe. What a page has put in the place of the browser's own functions may throw: the others go too. */
  function removeAll(more: readonly Embed[], error: SymphonyError): void {
    for (const embed of new Set([...embeds.all(), ...more])) {
      try {
        embeds.remove(embed, error);
      } catch {
        // Not even the console can be relied on here; the iframe is out.
      }
    }
  }

  function logOut(deadlineMs: number): Promise<LogoutReport> {
    logouts++;
    if (loggingOut) return loggingOut;
    const settled = deferred<LogoutReport>();
    // There before anything else happens, so that whoever calls again from within gets the same.
    loggingOut = settled.promise;
    runLogout(deadlineMs).then(settled.resolve, (thrown: unknown) => {
      settled.reject(toSymphonyError(thrown));
    });
    // Not what stands there now: one that broke at once is over already.
    return settled.promise;
  }

  async function runLogout(deadlineMs: number): Promise<LogoutReport> {
    const error = loggedOut('logout() was called');
    let connected: Embed[] = [];
    isRendered = false;
    configured = notConfigured;
    subscriptions.clear();
    try {
      connected = embeds.connected();
      for (const embed of embeds.all()) {
        if (connected.includes(embed)) embed.fence(error);
        // A frame that is not connected can neither be asked nor be allowed to come up now.
        else embeds.remove(embed, error);
      }
      const report = logout({
        embeds: connected,
        openService: embeds.openService,
        askPod: () => askPod(new URL(paths.logout, podOrigin).href),
        deadlineMs,
        topLevelLogoutUrl: new URL(paths.topLevelLogout, podOrigin).href,
      });
      const covers = connected.flatMap((embed) => embed.cover() ?? []);
      for (const { measure } of covers) measure();
      for (const { put } of covers) put();
      return await report;
    } finally {
      removeAll(connected, error);
      isSessionOver = false;
      loggingOut = undefined;
    }
  }

  const symphony: Symphony = {
    async render(className = 'symphony-ecm', configuration = {}, fromLogin = false) {
      const read = readConfiguration(configuration, 'render');
      validate(flag, fromLogin, 'render');
      if (loggingOut) await afterLogout();
      return renderInto(slotOfClass(className), read, fromLogin);
    },
    openStream: async (streamId, selector) =>
      openIn('openStream', readArgs('openStream', { streamId }), selector),
    setStream: (streamId, selector) => symphony.openStream(streamId, selector),
    startRoom: async (users, selector) =>
      openIn(
        'startRoom',
        readArgs('startRoom', { userIds: typeof users === 'string' ? [users] : users }),
        selector,
      ),
    async sendMessage(message, sendOptions) {
      const args = readArgs('sendMessage', { message, options: sendOptions });
      return ask('sendMessage', args, sendOptions.container, args.options.displayMode !== 'none');
    },
    async createRoom(name, userIds, roomOptions, selector) {
      const args = readArgs('createRoom', { name, userIds, options: roomOptions ?? {} });
      return ask('createRoom', args, selector, !args.options.silent);
    },
    async pinMessage(messageId) {
      await ask('pinMessage', readArgs('pinMessage', { messageId }));
      return true;
    },
    openApp: (appId, moduleName, selector) => display('openApp', { appId, moduleName }, selector),
    openBlast: () => display('openBlast', {}),
    getDistributionLists: () => ask('getDistributionLists', {}),
    async updateSettings(change) {
      requireRendered('updateSettings');
      const { settings, chat } = readConfiguration(change, 'updateSettings');
      configured = { ...configured, settings: { ...configured.settings, ...settings } };
      await tellAll((embed) => embed.call('updateSettings', settings));
      // The chat is a setting as well: of the main frame.
      if (chat.streamId ?? chat.userIds) await openIn('updateSettings', chat, undefined);
    },
    async updateTheme(change) {
      requireRendered('updateTheme');
      const theme = readArgs('updateTheme', change);
      configured = { ...configured, theme: { ...configured.theme, ...theme } };
      await tellAll((embed) => embed.call('updateTheme', theme));
    },
    listen(listening) {
      const undo = subscriptions.add(listening);
      syncSubscriptions();
      return () => {
        undo();
        syncSubscriptions();
      };
    },
    onUserInteractionRequired: (options) => subscriptions.add(options, 'UserInteractionRequired'),
    registerInterop(callback) {
      validate(callbackSchema, callback, 'registerInterop');
      const tell = ({ intent, context }: ArgsOf<FrameToHost, 'interop'>): void => {
        callback(intent, context);
      };
      return subscriptions.add({ callback: tell }, 'Interop');
    },
    async checkAuth(preload) {
      // Pages for Symphony's documentation call checkAuth(null).
      const args = readArgs('checkAuth', { preload: preload ?? false });
      await loggingOut?.catch(toSymphonyError);
      const main = embeds.main();
      if (main?.isConnected()) return main.call('checkAuth', args);
      const service = embeds.openService();
      try {
        await service.connected();
        return await service.call('checkAuth', args);
      } finally {
        embeds.remove(service, loggedOut('the check is over'));
      }
    },
    logout(logoutOptions = {}) {
      try {
        return logOut(validate(logoutSchema, logoutOptions, 'logout').deadlineMs ?? timeouts.logoutMs);
      } catch (thrown) {
        return Promise.reject(toSymphonyError(thrown));
      }
    },
  };

  return {
    symphony,
    renderAll: (containers) =>
      containers.map(async ({ element, configuration }, index) => {
        const slot = slotOf(element, 'render');
        const read = readConfiguration(configuration, 'render');
        if (loggingOut) await afterLogout();
        return index
          ? embeds.open(slot, read.chat, read.settings)
          : renderInto(slot, { ...read, settings: {} }, false, read.settings);
      }),
    retire: () => {
      isRendered = false;
      subscriptions.clear();
      removeAll([], failure('ERROR', 'go on', 'another symphony took its place in this page'));
    },
  };
}

function loggedOut(why: string): SymphonyError {
  return failure('LOGGED_OUT', 'finish', why);
}
