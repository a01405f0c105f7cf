import type { ChannelEvent, Chat, LogoutFailure, LogoutReport, Settings, Theme } from 'symphony-embed/host';
import { inspect } from 'symphony-embed/inspector';
import type { Brand } from './brands.js';
import { callText } from './callText.js';
import type { FaultSwitches } from './faultSwitches.js';
import type { Presence } from './presence.js';
import { frameIn, MAIN_CLASS, mainSlot, selectorOf, SLOTS, type Slot } from './slots.js';
import { failureOf, type CallFailure, type SymphonyCalls } from './symphonyCalls.js';

/** A call of the portal and what came of it. */
export interface CallRecord {
  id: number;
  text: string;
  state: 'running' | 'done' | 'failed';
  elapsedMs: number;
  result: unknown;
  failure: CallFailure | undefined;
}

/** A logout and what came of it. */
export interface LogoutRecord {
  state: 'running' | 'done';
  report: LogoutReport | LogoutFailure | undefined;
}

/** What a portal page is made of. */
export interface PortalParts {
  brand: Brand;
  podOrigin: string;
  calls: SymphonyCalls;
  mode: 'focus' | 'collaboration';
  /** In which frames something is to go wrong at logout; only where the page offers it. */
  faults: FaultSwitches | undefined;
  /** The way to this page in the other mode, where it has one. */
  otherMode?: string;
}

const MOST_CALLS = 30;
type Changing = 'calls' | 'logout' | 'settings' | 'theme' | 'endedBecause' | 'unread';

/** What the user of a portal can do with Symphony, and what the page knows of it. */
export class Portal {
  readonly brand: Brand;
  readonly podOrigin: string;
  readonly mode: 'focus' | 'collaboration';
  readonly faults: FaultSwitches | undefined;
  readonly otherMode: string | undefined;
  calls: CallRecord[] = [];
  logout: LogoutRecord | undefined;
  settings: Settings = { mode: prefersDark() ? 'dark' : 'light' };
  theme: Theme | undefined;
  /** Why the session ended without this portal. */
  endedBecause: string | undefined;
  unread = 0;
  readonly #symphony: SymphonyCalls;
  readonly #listeners = new Set<() => void>();
  #callCount = 0;
  #renderCount = 0;
  #report: LogoutRecord['report'];
  #shown: Exclude<Presence, 'loggingOut'> = 'absent';

  constructor({ brand, podOrigin, calls, mode, faults, otherMode }: PortalParts) {
    this.brand = brand;
    this.podOrigin = podOrigin;
    this.mode = mode;
    this.faults = faults;
    this.otherMode = otherMode;
    this.#symphony = calls;
  }

  get presence(): Presence {
    return this.isLoggingOut ? 'loggingOut' : this.#shown;
  }

  get isRendered(): boolean {
    return this.#shown !== 'absent';
  }

  /** Meanwhile, nothing else can be done. */
  get isLoggingOut(): boolean {
    return this.logout?.state === 'running';
  }

  readonly handleChannelEvent = (event: ChannelEvent): void => {
    inspect(event);
    // The script tag does not give its page a report of a logout that is complete.
    if (event.kind === 'logoutEnd') this.#report = event.report;
    if (event.kind === 'state' && event.state === 'connected') this.faults?.arm();
    if (event.kind !== 'call') return;
    const { method, slot } = event;
    // Who is in may be asked for something else.
    if (method === 'userInteractionRequired' && this.#shown === 'connecting') this.#show('waitingForLogin');
    // A chat is shown: somebody is logged in in its frame.
    if (method === 'ready') this.dismissBanner();
    if (method === 'ready' && this.isRendered) this.#show('connected');
    if (method === 'clearSession') this.faults?.removeFrameIn(slot);
    // The chat's own log-out button: this call shares its logout, and gets the report of it.
    if (method === 'requestLogout') setTimeout(() => void this.logOut(), 0);
  };

  async render(streamId: string): Promise<void> {
    const configuration = { ...this.settings, streamId, ...(this.theme && { theme: this.theme }) };
    const count = ++this.#renderCount;
    this.#set({ logout: undefined, endedBecause: undefined });
    this.#show('connecting');
    this.#listen();
    const chat = await this.#run(callText('render', MAIN_CLASS, configuration), () =>
      this.#symphony.render(MAIN_CLASS, configuration),
    );
    // A newer render or a logout may have taken its place. If the frame is still there, it shows the problem itself.
    if (chat || count !== this.#renderCount || this.#shown === 'absent') return;
    this.#show(frameIn(mainSlot()) ? 'connected' : 'failed');
  }

  open(slot: Slot, streamId: string): Promise<Chat | undefined> {
    const selector = selectorOf(slot);
    return this.#run(callText('openStream', streamId, selector), () =>
      this.#symphony.openStream(streamId, selector),
    );
  }

  startRoom(slot: Slot, users: string[]): Promise<Chat | undefined> {
    const selector = selectorOf(slot);
    return this.#run(callText('startRoom', users, selector), () => this.#symphony.startRoom(users, selector));
  }

  /** Opens a chat where there is room: in a desk that has none yet, or else in the main frame. */
  async discuss(streamId: string): Promise<void> {
    const desks = this.mode === 'focus' ? SLOTS.slice(1) : [];
    if (!this.isRendered) await this.render(streamId);
    else await this.open(desks.find((slot) => !frameIn(slot)) ?? mainSlot(), streamId);
  }

  async updateSettings(change: Settings): Promise<void> {
    this.#set({ settings: { ...this.settings, ...change } });
    if (this.isRendered)
      await this.#run(callText('updateSettings', change), () => this.#symphony.updateSettings(change));
  }

  async updateTheme(theme: Theme): Promise<void> {
    this.#set({ theme });
    if (this.isRendered)
      await this.#run(callText('updateTheme', theme), () => this.#symphony.updateTheme(theme));
  }

  async checkAuth(): Promise<void> {
    await this.#run('checkAuth(true)', () => this.#symphony.checkAuth(true));
  }

  async logOut(): Promise<void> {
    if (this.isLoggingOut) return;
    this.#report = undefined;
    this.#set({ logout: { state: 'running', report: undefined } });
    await this.#run('logout()', () => this.#symphony.logout());
    this.#shown = 'absent';
    this.#set({
      unread: 0,
      endedBecause: undefined,
      logout: { state: 'done', report: this.#report },
    });
  }

  forgetStory(): void {
    this.#set({ calls: [], ...(this.logout?.state === 'done' && { logout: undefined }) });
  }

  dismissBanner(): void {
    this.#set({ endedBecause: undefined });
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A logout ends all subscriptions: each render starts with its own. */
  #listen(): void {
    this.#symphony.listen({
      type: 'SessionNotifications',
      callback: (payload) => {
        const { status, reason } = payload as { status: string; reason: string };
        // Of a logout that failed, the report tells.
        if (status !== 'ended') return;
        this.#set({ endedBecause: reason, unread: 0 });
        this.#show('waitingForLogin');
      },
    });
    this.#symphony.listen({
      type: 'GlobalUnreadCountNotifications',
      callback: (payload) => {
        this.#set({ unread: (payload as { totalCount: number }).totalCount });
      },
    });
  }

  async #run<Result>(text: string, work: () => Promise<Result>): Promise<Result | undefined> {
    const id = ++this.#callCount;
    const startMs = performance.now();
    const running: CallRecord = {
      id,
      text,
      state: 'running',
      elapsedMs: 0,
      result: undefined,
      failure: undefined,
    };
    this.#set({ calls: [running, ...this.calls].slice(0, MOST_CALLS) });
    const settle = (change: Partial<CallRecord>): void => {
      const elapsedMs = performance.now() - startMs;
      this.#set({
        calls: this.calls.map((call) => (call.id === id ? { ...call, elapsedMs, ...change } : call)),
      });
    };
    try {
      const result = await work();
      settle({ state: 'done', result });
      return result;
    } catch (thrown) {
      settle({ state: 'failed', failure: failureOf(thrown) });
      return undefined;
    }
  }

  #show(shown: Exclude<Presence, 'loggingOut'>): void {
    this.#shown = shown;
    this.#set({});
  }

  #set(change: Partial<Pick<Portal, Changing>>): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener();
  }
}

function prefersDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches;
}
