import { deferred } from '../shared/deferred.js';
import { failure, toSymphonyError, type SymphonyError } from '../shared/errors.js';
import { Lifetime } from '../shared/lifetime.js';
import type { Settings, Theme } from '../shared/values/settings.js';
import {
  PROTOCOL,
  type ArgsOf,
  type AuthState,
  type HostToFrame,
  type MethodOf,
  type ValueOf,
} from '../shared/wire/contract.js';
import type { Chat } from '../shared/wire/schemas.js';
import type { Selector } from './api.js';
import type { ReadConfiguration } from './arguments/configuration.js';
import { DEAD_AFTER_MS, DEAD_AFTER_SHARE } from './durations.js';
import type { Embed } from './embed/embed.js';
import { createEmbeds, type Found } from './embed/embeds.js';
import type { PageHandlers } from './embed/handlers.js';
import { superseded } from './embed/superseded.js';
import type { Slot } from './embed/slots.js';
import { logout } from './logout/logout.js';
import type { LogoutReport } from './logout/report.js';
import { createSubscriptions, type Subscriptions } from './notifications/subscriptions.js';
import type { HostOptions } from './options.js';

/** The configuration that all frames share. `render` sets it; `updateSettings` and `updateTheme` change it. */
export interface Configured {
  settings: Settings;
  theme: Theme | undefined;
  subjectToken: string | undefined;
  fromLogin: boolean;
}

/** The state of the host as a whole. */
type PageState =
  | { is: 'empty' }
  | { is: 'rendered'; configured: Configured }
  | { is: 'loggingOut'; report: Promise<LogoutReport>; deadlineMs: number };

const EMPTY: PageState = { is: 'empty' };
const NOT_CONFIGURED: Configured = {
  settings: {},
  theme: undefined,
  subjectToken: undefined,
  fromLogin: false,
};

/** Calls the frame in the slot that `selector` names, or the main frame. */
type CallSlot<More extends unknown[]> = <Name extends MethodOf<HostToFrame>>(
  method: Name,
  args: ArgsOf<HostToFrame, Name>,
  selector?: Selector,
  ...more: More
) => Promise<ValueOf<HostToFrame, Name>>;

/** All that one page has of one pod: its frames, its listeners, and the state of the session. */
export interface Page {
  /**
   * Creates the main frame, and replaces the present one. Waits for the end of a running logout.
   *
   * @param ofSlot - Settings for this slot only.
   */
  render: (
    findSlot: () => Slot,
    configuration: ReadConfiguration,
    fromLogin?: boolean,
    ofSlot?: Settings,
  ) => Promise<Chat>;
  /** Creates another frame beside the main one. */
  renderBeside: (slot: Slot, configuration: ReadConfiguration) => Promise<Chat>;
  /** Opens a chat in a slot, in the present frame or in a new one. */
  open: (doing: string, chat: Chat, selector: Selector | undefined) => Promise<Chat>;
  /** Calls the frame in a slot, after the opening in progress. Creates the frame if the slot has none. */
  ask: CallSlot<[isForPerson?: boolean]>;
  /** Like `ask`, for calls that replace the chat on the screen. */
  display: CallSlot<[]>;
  /** Changes the configuration of all frames. `change` reads the arguments of the page. */
  configure: <Name extends 'updateSettings' | 'updateTheme'>(
    method: Name,
    change: (configured: Configured) => { configured: Configured; args: ArgsOf<HostToFrame, Name> },
  ) => Promise<void>;
  subscriptions: Subscriptions;
  /** Updates the subscriptions in the frames after the page's listeners have changed. */
  syncSubscriptions: () => void;
  /** Calls `checkAuth` in the main frame, or in a service frame if the main frame is not connected. */
  checkAuth: (args: { preload: boolean }) => Promise<AuthState>;
  /** Logs out, or joins the running logout. */
  logout: (deadlineMs?: number) => Promise<LogoutReport>;
  /** Removes all frames without a logout, because another host replaces this one. */
  retire: () => void;
}

export function createPage(options: HostOptions): Page {
  const { mode, partnerId, timeouts } = options;
  const subscriptions = createSubscriptions();
  let state: PageState = EMPTY;
  /** Ends with the next logout. */
  let life = new Lifetime();
  /** Every frame reports the end of the session, but listeners must hear it only once. */
  let session: 'live' | 'ended' = 'live';

  const embeds = createEmbeds(options, {
    handlersFor,
    welcome: (embed) => {
      const configured = state.is === 'rendered' ? state.configured : NOT_CONFIGURED;
      const live = subscriptions.of(embed === embeds.connected()[0]);
      embed.subscribed = new Set(live.map(({ id }) => id));
      return {
        ...configured,
        protocol: PROTOCOL,
        mode,
        settings: { ...configured.settings, ...embed.settings },
        partnerId,
        chat: embed.chat,
        subscriptions: live,
      };
    },
    deadAfterMs: () => (state.is === 'loggingOut' ? state.deadlineMs * DEAD_AFTER_SHARE : DEAD_AFTER_MS),
    handleChange: (embed) => {
      if (embed.state() === 'removed') embeds.forget(embed);
      page.syncSubscriptions();
    },
  });

  function handlersFor(embed: Embed): PageHandlers {
    return {
      ready: () => {
        session = 'live';
      },
      notify: ({ notifications }) => {
        subscriptions.deliver(notifications, embed === embeds.main ? undefined : embed.slot.name);
      },
      userInteractionRequired: (required) => {
        subscriptions.notifierOf('UserInteractionRequired')(required);
      },
      interop: (action) => {
        subscriptions.notifierOf('Interop')(action);
      },
      requestLogout: () => {
        void logoutForFrame();
      },
      sessionEnded: ({ reason }) => {
        if (state.is === 'loggingOut' || session === 'ended') return;
        session = 'ended';
        for (const { frame } of embeds.all()) frame.rejectAll(loggedOut('the session has ended'));
        subscriptions.notifierOf('SessionNotifications')({ status: 'ended', reason });
      },
    };
  }

  /** The page has no promise of this logout, so its listeners get the outcome, and the console gets a failure. */
  async function logoutForFrame(): Promise<void> {
    const notify = subscriptions.notifierOf('SessionNotifications');
    const problem = await page.logout().then(() => undefined, toSymphonyError);
    const status = problem?.type === 'LOGOUT_UNCONFIRMED' ? 'unconfirmed' : 'ended';
    notify({ status, reason: 'logout', ...(problem && { error: problem.toJSON() }) });
    if (problem) console.error(problem);
  }

  /** Waits for the end of the running logout. Rejects if `logout` is called again meanwhile. */
  async function afterLogout(report: Promise<LogoutReport>): Promise<void> {
    const mine = life;
    await report.catch(toSymphonyError);
    if (mine.ended) throw mine.ended;
  }

  /** @throws {@link SymphonyError} `NOT_RENDERED`. */
  function configuredFor(doing: string): Configured {
    if (state.is !== 'rendered') throw failure('NOT_RENDERED', doing, 'call render() first');
    return state.configured;
  }

  function find(doing: string, selector: Selector | undefined, chat?: Chat): Found {
    configuredFor(doing);
    return embeds.find(life, doing, selector, chat);
  }

  const page: Page = {
    subscriptions,
    render: async (findSlot, { chat, ...rest }, fromLogin = false, ofSlot) => {
      if (state.is === 'loggingOut') await afterLogout(state.report);
      const slot = findSlot();
      embeds.clear(slot, superseded('a later render()'));
      state = { is: 'rendered', configured: { ...rest, fromLogin } };
      try {
        return await embeds.open(life, slot, chat, ofSlot, true);
      } finally {
        // A connected frame stays, because it can show what is wrong. If there is no frame, nothing is rendered.
        if (!embeds.main) retract();
      }
    },
    renderBeside: async (slot, { chat, settings }) => {
      if (state.is === 'loggingOut') await afterLogout(state.report);
      return embeds.open(life, slot, chat, settings);
    },
    open: (doing, chat, selector) => {
      const { embed, opening } = find(doing, selector, chat);
      return opening ?? embed.show(chat);
    },
    ask: (method, args, selector, isForPerson) => {
      const { embed, opening } = find(method, selector);
      // embed.ask() waits for the opening itself. A later opening must not reject this call.
      opening?.catch(toSymphonyError);
      return embed.ask(method, args, isForPerson);
    },
    display: async (method, args, selector) => {
      const { embed, opening } = find(method, selector);
      // Without an opening, do not wait even a microtask: openings must keep the order of the calls.
      if (opening) await opening;
      return embed.display(method, args);
    },
    configure: async (method, change) => {
      const { configured, args } = change(configuredFor(method));
      state = { is: 'rendered', configured };
      embeds.check();
      await Promise.all(embeds.connected().map(({ frame }) => frame.call(method, args)));
    },
    syncSubscriptions: () => {
      if (state.is === 'loggingOut') return;
      embeds.connected().forEach((embed, index) => {
        subscriptions.sync(embed, !index);
      });
    },
    checkAuth: async (args) => {
      if (state.is === 'loggingOut') await state.report.catch(toSymphonyError);
      embeds.check();
      const { main } = embeds;
      if (main?.state() === 'connected') return main.frame.call('checkAuth', args);
      const service = embeds.openService(life);
      try {
        await service.connected();
        return await service.frame.call('checkAuth', args);
      } finally {
        embeds.remove(service, loggedOut('the check is over'));
      }
    },
    logout: (deadlineMs = timeouts.logoutMs) => {
      const why = loggedOut('logout() was called');
      const before = life;
      life = new Lifetime();
      // Rejects everything that is pending, including calls that wait for the end of a running logout.
      before.end(why);
      if (state.is === 'loggingOut') return state.report;
      const settled = deferred<LogoutReport>();
      // Set first, so that a call of logout() from inside a step gets the same promise.
      state = { is: 'loggingOut', report: settled.promise, deadlineMs };
      subscriptions.clear();
      logout({ embeds, options, deadlineMs, why })
        .finally(() => {
          session = 'live';
          state = EMPTY;
        })
        .then(settled.resolve, (thrown: unknown) => {
          settled.reject(toSymphonyError(thrown));
        });
      // Not `state.report`: if the logout failed at once, the state has already changed.
      return settled.promise;
    },
    retire: () => {
      retract();
      subscriptions.clear();
      embeds.removeAll([], superseded('another script tag'));
    },
  };

  function retract(): void {
    if (state.is === 'rendered') state = EMPTY;
  }
  return page;
}

function loggedOut(why: string): SymphonyError {
  return failure('LOGGED_OUT', 'finish', why);
}
