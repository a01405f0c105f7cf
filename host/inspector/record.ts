import type { ChannelEvent, LogoutFailure, LogoutReport } from 'symphony-embed/host';

/** A call, from its beginning to its answer. All times are those of the events. */
export interface Call {
  readonly id: number;
  readonly direction: 'toFrame' | 'toHost' | 'toPod';
  readonly method: string;
  /** Whether a frame was also asked to end the session at the pod. */
  readonly revoke: boolean;
  readonly fromMs: number;
  /** `undefined` while there is no answer. */
  toMs: number | undefined;
  errorType: string | undefined;
}

/** What became of an iframe, and when. */
export interface Mark {
  readonly state: 'connecting' | 'connected' | 'gone' | 'removed';
  readonly atMs: number;
}

/** The events of one iframe. */
export interface Lane {
  readonly embed: number;
  readonly slot: string;
  readonly calls: Call[];
  readonly marks: Mark[];
  removedMs: number | undefined;
}

/** A logout. Hosts of one page log out together, so logouts that overlap are one. */
export interface Logout {
  readonly fromMs: number;
  /** The time at which the last deadline passes. */
  deadlineAtMs: number;
  /** `undefined` while it runs. */
  toMs: number | undefined;
  /** The iframes that were asked to clear. */
  readonly lanes: Lane[];
  /** The page's own requests to the pod. */
  readonly podCalls: Call[];
  readonly reports: (LogoutReport | LogoutFailure)[];
  readonly errorTypes: string[];
  readonly running: Set<number>;
}

/** The calls of `clearSession` of a logout to a frame. */
export function clearingsOf(lane: Lane, logout: Pick<Logout, 'fromMs'>): Call[] {
  return callsOf(lane, logout, 'clearSession');
}

/** The calls of `emptyStorage` of a logout to a frame. */
export function sweepsOf(lane: Lane, logout: Pick<Logout, 'fromMs'>): Call[] {
  return callsOf(lane, logout, 'emptyStorage');
}

function callsOf({ calls }: Lane, logout: Pick<Logout, 'fromMs'>, wanted: string): Call[] {
  return calls.filter(({ method, fromMs }) => method === wanted && fromMs >= logout.fromMs);
}

const MOST_CALLS = 200;
const MOST_LOGOUTS = 10;

type CallEvent = Extract<ChannelEvent, { kind: 'call' }>;
type LogoutEvent = Extract<ChannelEvent, { kind: 'logout' }>;

/** The events on the channel, in order: by iframe, by call and by logout. */
export class ChannelRecord {
  /** The iframes since the last logout. */
  lanes: Lane[] = [];
  /** The logouts. The last one comes last. */
  logouts: Logout[] = [];
  readonly #open = new Map<number, Call>();
  readonly #listeners = new Set<() => void>();

  readonly add = (event: ChannelEvent): void => {
    switch (event.kind) {
      case 'state': {
        const { state, atMs } = event;
        if (state === 'connecting') this.#beginVisit();
        const lane = this.#laneOf(event);
        lane.marks.push({ state, atMs });
        if (state === 'removed') lane.removedMs = atMs;
        break;
      }
      case 'call':
        this.#addCall(event);
        break;
      case 'answer': {
        const call = this.#open.get(event.id);
        if (!call) break;
        this.#open.delete(event.id);
        call.toMs = event.atMs;
        call.errorType = event.errorType;
        break;
      }
      case 'logout':
        this.#beginLogout(event);
        break;
      case 'logoutEnd': {
        const logout = this.logouts.find(({ running }) => running.has(event.id));
        if (!logout) break;
        logout.reports.push(event.report);
        if (event.errorType) logout.errorTypes.push(event.errorType);
        logout.running.delete(event.id);
        if (!logout.running.size) logout.toMs = event.atMs;
      }
    }
    this.#tell();
  };

  /** Forgets all but the iframes that are there, and a logout that runs. */
  clear(): void {
    this.lanes = this.lanes.filter(({ removedMs }) => removedMs === undefined);
    for (const { calls } of this.lanes)
      calls.splice(0, calls.length, ...calls.filter(({ toMs }) => toMs === undefined));
    this.logouts = this.logouts.filter(({ toMs }) => toMs === undefined);
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether something is shown that grows with time. */
  get isRunning(): boolean {
    return this.#open.size > 0 || !!this.#runningLogout;
  }

  get #runningLogout(): Logout | undefined {
    return this.logouts.find(({ toMs }) => toMs === undefined);
  }

  #addCall(event: CallEvent): void {
    const { id, direction, method, revoke = false, atMs } = event;
    const call: Call = { id, direction, method, revoke, fromMs: atMs, toMs: undefined, errorType: undefined };
    this.#open.set(id, call);
    const logout = this.#runningLogout;
    if (direction === 'toPod') {
      logout?.podCalls.push(call);
      return;
    }
    const lane = this.#laneOf(event);
    lane.calls.push(call);
    const dropped = lane.calls.length > MOST_CALLS ? lane.calls.shift() : undefined;
    if (dropped) this.#open.delete(dropped.id);
    if (method === 'clearSession' && logout && !logout.lanes.includes(lane)) logout.lanes.push(lane);
  }

  #beginLogout({ id, atMs, deadlineMs }: LogoutEvent): void {
    const deadlineAtMs = atMs + deadlineMs;
    const running = this.#runningLogout;
    if (running) {
      running.running.add(id);
      running.deadlineAtMs = Math.max(running.deadlineAtMs, deadlineAtMs);
      return;
    }
    const logout: Logout = {
      fromMs: atMs,
      deadlineAtMs,
      toMs: undefined,
      lanes: [],
      podCalls: [],
      reports: [],
      errorTypes: [],
      running: new Set([id]),
    };
    this.logouts = [...this.logouts, logout].slice(-MOST_LOGOUTS);
  }

  /** An iframe after a logout begins a new visit. The logout keeps its own iframes. */
  #beginVisit(): void {
    const last = this.logouts.at(-1);
    if (last?.toMs === undefined) return;
    this.lanes = this.lanes.filter(
      ({ removedMs }) => removedMs === undefined || removedMs > (last.toMs ?? 0),
    );
  }

  #laneOf({ embed, slot }: Pick<ChannelEvent, 'embed' | 'slot'>): Lane {
    const known = this.lanes.find((lane) => lane.embed === embed);
    if (known) return known;
    const lane: Lane = { embed, slot, calls: [], marks: [], removedMs: undefined };
    this.lanes.push(lane);
    return lane;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
