import { object, optional } from 'valibot';
import { PROTOCOL, type Welcome } from '../shared/contract.js';
import { failure, toSymphonyError, type SymphonyError } from '../shared/errors.js';
import { milliseconds } from '../shared/hostLeaves.js';
import { flag, text, texts, themeMap, type Chat } from '../shared/schemas.js';
import type { Settings } from '../shared/settings.js';
import { validate } from '../shared/validate.js';
import type { Symphony } from './api.js';
import { askPod } from './askPod.js';
import { readConfiguration, type ReadConfiguration } from './configuration.js';
import { deferred } from './deferred.js';
import { createEmbed, type Embed, type EmbedOwner } from './embed.js';
import { createIframe, hideIframe } from './iframe.js';
import { logout, type LogoutReport } from './logout.js';
import type { HostOptions } from './options.js';
import { slotOf, slotOfClass, type Slot } from './slots.js';
import { createSubscriptions } from './subscriptions.js';
import { take } from './take.js';

/** The functions of Embedded Mode, and what the script tag's automatic rendering needs beside them. */
export interface Host {
  symphony: Symphony;
  /** Renders into several containers, each with a configuration of its own; the first one gets the main frame. */
  renderAll: (containers: readonly { element: Element; configuration: unknown }[]) => Promise<Chat>[];
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
  /** Every embed of a slot, by the slot's element. */
  const embeds = new Map<Element, Embed>();
  const services = new Set<Embed>();
  let main: Embed | undefined;
  let isRendered = false;
  let logouts = 0;
  let loggingOut: Promise<LogoutReport> | undefined;
  let isSessionOver = false;
  let configured = notConfigured;

  const owner: EmbedOwner = {
    welcome: (embed): Welcome => {
      const live = subscriptions.of(embed === connectedEmbeds()[0]);
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
      if (!embed.isAlive()) forget(embed);
      syncSubscriptions();
    },
    onReady: () => {
      isSessionOver = false;
    },
    onNotify: subscriptions.deliver,
    onUserInteractionRequired: (required) => {
      subscriptions.teller('UserInteractionRequired')(required);
    },
    onRequestLogout: () => {
      // Nobody of the page waits for this one: those who listen are told how it went, and the console if it failed.
      const tellListeners = subscriptions.teller('SessionNotifications');
      void logOut(timeouts.logoutMs)
        .then(() => undefined, toSymphonyError)
        .then((failed) => {
          if (failed) console.error(failed);
          const status = failed?.type === 'LOGOUT_UNCONFIRMED' ? 'unconfirmed' : 'ended';
          tellListeners({ status, reason: 'logout', ...(failed && { error: failed.toJSON() }) });
        });
    },
    onSessionEnded: ({ reason }) => {
      // Every frame of the pod says so; once is enough.
      if (loggingOut || isSessionOver) return;
      isSessionOver = true;
      for (const embed of allEmbeds()) embed.rejectPending(loggedOut('the session has ended'));
      subscriptions.teller('SessionNotifications')({ status: 'ended', reason });
    },
  };

  function allEmbeds(): Embed[] {
    return [...embeds.values(), ...services];
  }

  /** The connected frames of slots. The first one is the one whose word is enough for what all of them know. */
  function connectedEmbeds(): Embed[] {
    return [...embeds.values()].filter((embed) => embed.isConnected());
  }

  function syncSubscriptions(): void {
    if (loggingOut) return;
    connectedEmbeds().forEach((embed, index) => {
      subscriptions.sync(embed, !index);
    });
  }

  function requireRendered(doing: string): void {
    if (!isRendered) throw failure('NOT_RENDERED', doing, 'call render() first');
  }

  function podIframe(path: string, title: string): HTMLIFrameElement {
    const url = new URL(path, podOrigin);
    url.searchParams.set('sdkOrigin', window.origin);
    if (partnerId) url.searchParams.set('partnerId', partnerId);
    return createIframe(url.href, title);
  }

  function openEmbed(slot: Slot, chat: Chat, settings: Settings = {}, isMain = false): Embed {
    const iframe = podIframe(paths[mode], 'Symphony chat');
    const embed = createEmbed({ options, owner, iframe, slot, chat, settings });
    embeds.set(slot.element, embed);
    if (isMain) main = embed;
    embed.start();
    return embed;
  }

  function openService(): Embed {
    const iframe = hideIframe(podIframe(paths.service, 'Symphony'));
    const slot = { element: document.body, name: 'service' };
    const service = createEmbed({ options, owner, iframe, slot, chat: {}, settings: {} });
    services.add(service);
    service.start();
    return service;
  }

  function forget(embed: Embed): void {
    services.delete(embed);
    if (embeds.get(embed.slot.element) === embed) embeds.delete(embed.slot.element);
    if (main === embed) main = undefined;
  }

  function remove(embed: Embed, error: SymphonyError): void {
    forget(embed);
    embed.remove(error);
  }

  /** Waits for a new embed. One that never came to be connected is taken out again: it would show nothing. */
  async function opened(embed: Embed): Promise<Chat> {
    try {
      return await embed.opened();
    } catch (thrown) {
      const error = toSymphonyError(thrown);
      if (/^(CONNECTION_FAILED|INCOMPATIBLE_VERSION)$/.test(error.type)) remove(embed, error);
      throw error;
    }
  }

  async function renderInto(
    slot: Slot,
    { chat, ...rest }: ReadConfiguration,
    fromLogin: boolean,
    ofSlot?: Settings,
  ): Promise<Chat> {
    const error = failure('ERROR', 'open the chat', 'a later render() took its place');
    for (const embed of [main, embeds.get(slot.element)]) if (embed) remove(embed, error);
    isRendered = true;
    configured = { ...rest, fromLogin };
    const embed = openEmbed(slot, chat, ofSlot, true);
    try {
      return await opened(embed);
    } finally {
      // A frame that is connected stays, to show what is wrong; without one, nothing is rendered.
      if (!main) isRendered = false;
    }
  }

  /** Opens a chat in a slot: in its frame, or in a new one. */
  async function openIn(doing: string, chat: Chat, selector: string | Element | undefined): Promise<Chat> {
    requireRendered(doing);
    const slot = selector === undefined || mode === 'collaboration' ? undefined : slotOf(selector, doing);
    const embed = slot ? embeds.get(slot.element) : main;
    if (embed?.isAlive() && !embed.hasDied()) return embed.show(chat);
    if (!slot) throw failure('FRAME_GONE', doing, 'the main frame is gone; call render() again');
    if (embed) remove(embed, failure('FRAME_GONE', doing, 'the process of the frame has died'));
    return opened(openEmbed(slot, chat));
  }

  async function tellAll(call: (embed: Embed) => Promise<void>): Promise<void> {
    await Promise.all(connectedEmbeds().map(call));
  }

  function logOut(deadlineMs: number): Promise<LogoutReport> {
    logouts++;
    if (loggingOut) return loggingOut;
    const settled = deferred<LogoutReport>();
    // There before anything else happens, so that whoever calls again from within gets the same.
    loggingOut = settled.promise;
    runLogout(deadlineMs).then(settled.resolve, settled.reject);
    return loggingOut;
  }

  async function runLogout(deadlineMs: number): Promise<LogoutReport> {
    const error = loggedOut('logout() was called');
    const connected = connectedEmbeds();
    isRendered = false;
    for (const embed of allEmbeds()) {
      if (connected.includes(embed)) embed.fence(error);
      // A frame that is not connected can neither be asked nor be allowed to come up now.
      else remove(embed, error);
    }
    subscriptions.clear();
    try {
      const report = logout({
        embeds: connected,
        openService,
        askPod: () => askPod(podOrigin + paths.logout),
        deadlineMs,
        topLevelLogoutUrl: podOrigin + paths.topLevelLogout,
      });
      for (const embed of connected) embed.cover();
      return await report;
    } finally {
      for (const embed of [...allEmbeds(), ...connected]) remove(embed, error);
      configured = notConfigured;
      isSessionOver = false;
      loggingOut = undefined;
    }
  }

  const symphony: Symphony = {
    async render(className = 'symphony-ecm', configuration = {}, fromLogin = false) {
      const read = readConfiguration(configuration, 'render');
      validate(flag, fromLogin, 'render');
      if (loggingOut) {
        const before = logouts;
        await loggingOut.catch(toSymphonyError);
        if (logouts !== before) throw loggedOut('logout() was called');
      }
      return renderInto(slotOfClass(className), read, fromLogin);
    },
    async openStream(streamId, selector) {
      return openIn('openStream', { streamId: validate(text, streamId, 'openStream') }, selector);
    },
    setStream: (streamId, selector) => symphony.openStream(streamId, selector),
    async startRoom(users, selector) {
      const userIds = take(texts, typeof users === 'string' ? [users] : users, 'startRoom');
      return openIn('startRoom', { userIds }, selector);
    },
    async updateSettings(change) {
      requireRendered('updateSettings');
      const { settings } = readConfiguration(change, 'updateSettings');
      configured = { ...configured, settings: { ...configured.settings, ...settings } };
      await tellAll((embed) => embed.call('updateSettings', settings));
    },
    async updateTheme(change) {
      requireRendered('updateTheme');
      const theme = take(themeMap, change, 'updateTheme');
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
    async checkAuth(preload = false) {
      validate(flag, preload, 'checkAuth');
      await loggingOut?.catch(toSymphonyError);
      if (main?.isConnected()) return main.call('checkAuth', { preload });
      const service = openService();
      try {
        await service.connected();
        return await service.call('checkAuth', { preload });
      } finally {
        remove(service, loggedOut('the check is over'));
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
        return index
          ? opened(openEmbed(slot, read.chat, read.settings))
          : renderInto(slot, { ...read, settings: {} }, false, read.settings);
      }),
  };
}

function loggedOut(why: string): SymphonyError {
  return failure('LOGGED_OUT', 'finish', why);
}
