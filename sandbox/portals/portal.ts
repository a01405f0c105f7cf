import type { ChannelEvent, Chat, LogoutReport, Settings, Theme } from 'symphony-embed/host';
import type { Brand } from './brands.js';
import { ChannelLog } from './channelLog.js';
import type { FaultSwitches } from './faultSwitches.js';
import { frameIn, MAIN_CLASS, SLOTS, type Slot } from './slots.js';
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
  elapsedMs: number;
  report: LogoutReport | undefined;
  failure: CallFailure | undefined;
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

/** What the user of a portal can do with Symphony, and what the page knows of it. */
export class Portal {
  readonly brand: Brand;
  readonly podOrigin: string;
  readonly mode: 'focus' | 'collaboration';
  readonly faults: FaultSwitches | undefined;
  readonly otherMode: string | undefined;
  readonly log = new ChannelLog();
  calls: CallRecord[] = [];
  logout: LogoutRecord | undefined;
  settings: Settings = { mode: prefersDark() ? 'dark' : 'light' };
  theme: Theme | undefined;
  isRendered = false;
  /** Why the session ended without this portal. */
  endedBecause: string | undefined;
  unread = 0;
  readonly #symphony: SymphonyCalls;
  readonly #listeners = new Set<() => void>();
  #callCount = 0;

  constructor({ brand, podOrigin, calls, mode, faults, otherMode }: PortalParts) {
    this.brand = brand;
    this.podOrigin = podOrigin;
    this.mode = mode;
    this.faults = faults;
    this.otherMode = otherMode;
    this.#symphony = calls;
  }

  readonly handleChannelEvent = (event: ChannelEvent): void => {
    this.log.add(event);
    if (event.kind === 'state' && event.state === 'connected') this.faults?.arm();
    // A chat is shown again: somebody has logged in in its frame.
    if (event.kind === 'call' && event.method === 'ready') this.dismissBanner();
    if (event.kind === 'call' && event.method === 'clearSession') this.faults?.removeFrameIn(event.slot);
    // The chat's own log-out button: this call shares its logout, and gets the report of it.
    if (event.kind === 'call' && event.method === 'requestLogout') setTimeout(() => void this.logOut(), 0);
  };

  async render(streamId: string): Promise<void> {
    const configuration = { ...this.settings, streamId, ...(this.theme && { theme: this.theme }) };
    this.#set({ logout: undefined, endedBecause: undefined, isRendered: true });
    this.#listen();
    await this.#run(`render(${show(MAIN_CLASS)}, ${show(configuration)})`, () =>
      this.#symphony.render(MAIN_CLASS, configuration),
    );
  }

  open(slot: Slot, streamId: string): Promise<Chat | undefined> {
    const [more, selector] =
      slot.id === 'main' ? ['', undefined] : [`, ${show(slot.selector)}`, slot.selector];
    return this.#run(`openStream(${show(streamId)}${more})`, () =>
      this.#symphony.openStream(streamId, selector),
    );
  }

  startRoom(slot: Slot, users: string[]): Promise<Chat | undefined> {
    const [more, selector] =
      slot.id === 'main' ? ['', undefined] : [`, ${show(slot.selector)}`, slot.selector];
    return this.#run(`startRoom(${show(users)}${more})`, () => this.#symphony.startRoom(users, selector));
  }

  /** Opens a chat where there is room: in a desk that has none yet, or else in the main frame. */
  async discuss(streamId: string): Promise<void> {
    if (!this.isRendered) await this.render(streamId);
    else await this.open(SLOTS.slice(1).find((slot) => !frameIn(slot)) ?? mainSlot(), streamId);
  }

  async updateSettings(change: Settings): Promise<void> {
    this.#set({ settings: { ...this.settings, ...change } });
    if (this.isRendered)
      await this.#run(`updateSettings(${show(change)})`, () => this.#symphony.updateSettings(change));
  }

  async updateTheme(theme: Theme): Promise<void> {
    this.#set({ theme });
    if (this.isRendered)
      await this.#run(`updateTheme(${show(theme)})`, () => this.#symphony.updateTheme(theme));
  }

  async checkAuth(): Promise<void> {
    await this.#run('checkAuth(true)', () => this.#symphony.checkAuth(true));
  }

  async logOut(): Promise<void> {
    if (this.logout?.state === 'running') return;
    const startMs = performance.now();
    const record: LogoutRecord = { state: 'running', elapsedMs: 0, report: undefined, failure: undefined };
    this.#set({ logout: record });
    const report = await this.#run('logout()', () => this.#symphony.logout());
    const { failure } = this.calls.find(({ text }) => text === 'logout()') ?? {};
    this.#set({
      isRendered: false,
      unread: 0,
      endedBecause: undefined,
      logout: {
        state: 'done',
        elapsedMs: performance.now() - startMs,
        report: report ?? reportIn(failure),
        failure,
      },
    });
  }

  forgetStory(): void {
    this.log.clear();
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
        if (status === 'ended') this.#set({ endedBecause: reason, unread: 0 });
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

  #set(
    change: Partial<
      Pick<Portal, 'calls' | 'logout' | 'settings' | 'theme' | 'isRendered' | 'endedBecause' | 'unread'>
    >,
  ): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener();
  }
}

function mainSlot(): Slot {
  const [main] = SLOTS;
  if (!main) throw new Error('Failed to find the main slot: the page has none.');
  return main;
}

function reportIn(failure: CallFailure | undefined): LogoutReport | undefined {
  const { data } = failure ?? {};
  return typeof data === 'object' && data !== null && 'frames' in data ? (data as LogoutReport) : undefined;
}

/** A value as it would stand in the source of a page. */
function show(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll(/"([a-zA-Z]\w*)":/g, '$1: ')
    .replaceAll('"', "'")
    .replaceAll(',', ', ');
}

function prefersDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches;
}
