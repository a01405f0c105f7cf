import { toSymphonyError } from '../../shared/errors.js';
import {
  PROTOCOL,
  type ArgsOf,
  type AuthState,
  type HostToFrame,
  type MethodOf,
  type ValueOf,
} from '../../shared/wire/contract.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { Selector } from '../api.js';
import { DEAD_AFTER_MS, DEAD_AFTER_SHARE } from '../durations.js';
import { createEmbeds, type Found } from '../embed/embeds.js';
import { createSubscriptions, type Subscriptions } from '../notifications/subscriptions.js';
import type { HostOptions } from '../options.js';
import { handleFrameCalls } from './frameCalls.js';
import { loggedOut } from './loggedOut.js';
import { createPageState, type Configured, type PageState } from './pageState.js';

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

/** All that one page has of one pod: its state, its listeners, and the calls to its frames. */
export interface Page extends PageState {
  /** Opens a chat in a slot, in the present frame or in a new one. */
  open: (doing: string, chat: Chat, selector?: Selector) => Promise<Chat>;
  /** Calls the frame in a slot, after the opening in progress. Creates the frame if the slot has none. */
  ask: CallSlot<[isForPerson?: boolean]>;
  /** Like `ask`, for calls that replace the chat on the screen. */
  display: CallSlot<[]>;
  /** Calls `checkAuth` in the main frame, or in a service frame if the main frame is not connected. */
  checkAuth: (args: { preload: boolean }) => Promise<AuthState>;
  subscriptions: Subscriptions;
  /** Updates the subscriptions in the frames after the page's listeners have changed. */
  syncSubscriptions: () => void;
}

export function createPage(options: HostOptions): Page {
  const { mode, partnerId } = options;
  const subscriptions = createSubscriptions();
  const embeds = createEmbeds(options, {
    handlersFor: (embed) => handlersFor(embed),
    welcome: (embed) => {
      const configured = state.current.is === 'rendered' ? state.current.configured : NOT_CONFIGURED;
      const live = subscriptions.of(embed === embeds.connected()[0]);
      embed.subscribed = new Set(live.map(({ id }) => id));
      return {
        ...configured,
        protocol: PROTOCOL,
        mode,
        settings: { ...configured.settings, ...embed.settings },
        partnerId,
        chat: embed.openings.chat,
        subscriptions: live,
      };
    },
    deadAfterMs: () =>
      state.current.is === 'loggingOut' ? state.current.deadlineMs * DEAD_AFTER_SHARE : DEAD_AFTER_MS,
    handleChange: (embed) => {
      if (embed.state() === 'removed') embeds.forget(embed);
      calls.syncSubscriptions();
    },
  });
  const state = createPageState(options, embeds, subscriptions);
  const handlersFor = handleFrameCalls(options, state, embeds, subscriptions);

  function find(doing: string, selector: Selector | undefined, chat?: Chat): Found {
    state.configuredFor(doing);
    return embeds.find(state.life, doing, selector, chat);
  }

  const calls: Omit<Page, keyof PageState> = {
    open: (doing, chat, selector) => {
      const { embed, opening } = find(doing, selector, chat);
      return opening ?? embed.openings.show(chat);
    },
    ask: (method, args, selector, isForPerson) => {
      const { embed, opening } = find(method, selector);
      // openings.ask() waits for the opening itself. A later opening must not reject this call.
      opening?.catch(toSymphonyError);
      return embed.openings.ask(method, args, isForPerson);
    },
    display: async (method, args, selector) => {
      const { embed, opening } = find(method, selector);
      // Without an opening, do not wait even a microtask: openings must keep the order of the calls.
      if (opening) await opening;
      return embed.openings.display(method, args);
    },
    checkAuth: async (args) => {
      await state.settled();
      embeds.check();
      const { main } = embeds;
      if (main?.state() === 'connected') return main.frame.call('checkAuth', args);
      const service = embeds.openService(state.life);
      try {
        await service.connected();
        return await service.frame.call('checkAuth', args);
      } finally {
        embeds.discard(service, loggedOut('the check is over'));
      }
    },
    subscriptions,
    syncSubscriptions: () => {
      if (state.current.is === 'loggingOut') return;
      // First, so that the frames stay the same while they are told.
      embeds.check();
      embeds.connected().forEach((embed, index) => {
        subscriptions.sync(embed, !index);
      });
    },
  };
  return Object.assign(state, calls);
}
