import { deferred } from '../../shared/deferred.js';
import { failure, toSymphonyError } from '../../shared/errors.js';
import { Lifetime } from '../../shared/lifetime.js';
import type { Settings, Theme } from '../../shared/values/settings.js';
import type { ArgsOf, HostToFrame } from '../../shared/wire/contract.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { ReadConfiguration } from '../arguments/configuration.js';
import type { Selector } from '../api.js';
import { CLOSE_MS } from '../durations.js';
import type { Embed } from '../embed/embed.js';
import type { Embeds } from '../embed/embeds.js';
import type { Slot } from '../embed/slots.js';
import { superseded } from '../embed/superseded.js';
import { logout } from '../logout/logout.js';
import type { LogoutReport } from '../logout/report.js';
import type { Subscriptions } from '../notifications/subscriptions.js';
import type { HostOptions } from '../options.js';
import { loggedOut } from './loggedOut.js';
import { sharedByCopies, type Peer } from './sharedByCopies.js';
import { Promise } from '../../shared/natives.js';

/** The configuration that all frames share. `render` sets it; `updateSettings` and `updateTheme` change it. */
export interface Configured {
  settings: Settings;
  theme: Theme | undefined;
  subjectToken: string | undefined;
  fromLogin: boolean;
}

/** What the host as a whole does. */
type State =
  | { is: 'empty' }
  | { is: 'rendered'; configured: Configured }
  | { is: 'loggingOut'; report: Promise<LogoutReport>; deadlineMs: number };

/** The state of the page, and the calls that change it. Nothing else does. */
export interface PageState {
  readonly current: State;
  /** The lifetime of all that the page has begun. Ends with the next call of `logout`. */
  readonly life: Lifetime;
  /**
   * Returns the configuration.
   *
   * @throws {@link SymphonyError} `NOT_RENDERED`.
   */
  configuredFor: (doing: string) => Configured;
  /**
   * Creates the main frame, and replaces the present one. Waits for the end of a running logout.
   *
   * @param ofSlot - Settings for this slot only.
   */
  render: (
    findSlot: () => Slot,
    configuration: ReadConfiguration,
    fromLogin: boolean,
    ofSlot?: Settings,
  ) => Promise<Chat>;
  /** Creates another frame beside the main one. */
  renderBeside: (slot: Slot, configuration: ReadConfiguration) => Promise<Chat>;
  /** Changes the configuration of all frames. `change` reads the arguments of the page, and returns what changes. */
  configure: <Name extends 'updateSettings' | 'updateTheme'>(
    method: Name,
    change: (configured: Configured) => Partial<Configured> & { args: ArgsOf<HostToFrame, Name> },
  ) => Promise<void>;
  /** Logs out, or joins the running logout. */
  logout: (deadlineMs?: number) => Promise<LogoutReport>;
  /** Resolves at the end of a running logout, or at once. */
  settled: () => Promise<void>;
  /** Removes the frame in a slot, or the main frame, without a logout. */
  close: (selector?: Selector) => Promise<void>;
  /** Removes all frames and listeners without a logout. */
  dispose: () => Promise<void>;
}

const EMPTY: State = { is: 'empty' };

/** Logs out of the other hosts of the same pod. */
function logoutOthers(peer: Peer, deadlineMs: number): Promise<LogoutReport>[] {
  return [...sharedByCopies().peers]
    .filter((other) => other !== peer && other.pod === peer.pod)
    .map((other) => other.logout(deadlineMs));
}

/** Waits for the end of the running logout. Rejects if `logout` is called again meanwhile. */
async function afterLogout(life: Lifetime, report: Promise<LogoutReport>): Promise<void> {
  await report.catch(toSymphonyError);
  if (life.ended) throw life.ended;
}

/** Asks a frame to stop, and removes it without a logout. */
async function closeFrame(state: PageState, embeds: Embeds, embed?: Embed): Promise<void> {
  if (!embed) return;
  const why = embed.frame.gone('it was closed');
  try {
    embed.fence(why, state.life.child());
    await embed.frame.request('close', {}, CLOSE_MS);
  } catch {
    // It cannot be asked, or does not answer. It is removed all the same.
  }
  // A logout that has begun meanwhile asks the frame to clear its session.
  if (state.current.is !== 'loggingOut') embeds.discard(embed, why);
}

export function createPageState(
  options: HostOptions,
  embeds: Embeds,
  subscriptions: Subscriptions,
): PageState {
  const peer: Peer = { pod: options.podOrigin, logout: (deadlineMs) => logoutWith(deadlineMs) };

  function become(next: State): void {
    state.current = next;
    sharedByCopies().peers[next.is === 'empty' ? 'delete' : 'add'](peer);
  }

  /** @param logoutPeers - Logs out of the other hosts, too. */
  function logoutWith(
    deadlineMs: number,
    logoutPeers?: () => Promise<LogoutReport>[],
  ): Promise<LogoutReport> {
    const why = loggedOut('logout() was called');
    const before = state.life;
    state.life = new Lifetime();
    // Rejects everything that is pending, including calls that wait for the end of a running logout.
    before.end(why);
    if (state.current.is === 'loggingOut') return state.current.report;
    const settled = deferred<LogoutReport>();
    // Set first, so that a call of logout() from inside a step gets the same promise.
    become({ is: 'loggingOut', report: settled.promise, deadlineMs });
    subscriptions.clear();
    logout({ embeds, options, deadlineMs, why, peers: logoutPeers?.() })
      .finally(() => {
        become(EMPTY);
        options.handleSession?.('ended');
      })
      .then(settled.resolve, (thrown: unknown) => {
        settled.reject(toSymphonyError(thrown));
      });
    // Not `current.report`: if the logout failed at once, the state has already changed.
    return settled.promise;
  }

  const state: { -readonly [Key in keyof PageState]: PageState[Key] } = {
    current: EMPTY,
    life: new Lifetime(),
    configuredFor: (doing) => {
      if (state.current.is !== 'rendered') throw failure('NOT_RENDERED', doing, 'call render() first');
      return state.current.configured;
    },
    render: async (findSlot, { chat, ...rest }, fromLogin, ofSlot) => {
      if (state.current.is === 'loggingOut') await afterLogout(state.life, state.current.report);
      const slot = findSlot();
      embeds.clear(slot, superseded('a later render()'));
      become({ is: 'rendered', configured: { ...rest, fromLogin } });
      try {
        return await embeds.open(state.life, slot, chat, ofSlot, true);
      } finally {
        // A connected frame stays, because it can show what is wrong. If there is no frame, nothing is rendered.
        if (!embeds.main && state.current.is === 'rendered') become(EMPTY);
      }
    },
    renderBeside: async (slot, { chat, settings }) => {
      if (state.current.is === 'loggingOut') await afterLogout(state.life, state.current.report);
      return embeds.open(state.life, slot, chat, settings);
    },
    configure: async (method, change) => {
      const configured = state.configuredFor(method);
      const { args, ...changed } = change(configured);
      state.current = { is: 'rendered', configured: { ...configured, ...changed } };
      embeds.check();
      await Promise.all(embeds.connected().map(({ frame }) => frame.call(method, args)));
    },
    logout: (deadlineMs = options.timeouts.logoutMs) =>
      logoutWith(deadlineMs, () => logoutOthers(peer, deadlineMs)),
    settled: async () => {
      if (state.current.is === 'loggingOut') await state.current.report.catch(toSymphonyError);
    },
    close: async (selector) => {
      // Afterwards, there are no frames.
      if (state.current.is === 'loggingOut') return state.settled();
      await closeFrame(state, embeds, embeds.at('close', selector).embed);
    },
    dispose: async () => {
      if (state.current.is === 'loggingOut') return state.settled();
      subscriptions.clear();
      state.current = EMPTY;
      await Promise.all(embeds.all().map((embed) => closeFrame(state, embeds, embed)));
      // Another host's logout has to ask the frames that are still there.
      if (state.current === EMPTY) become(EMPTY);
    },
  };
  return state;
}
