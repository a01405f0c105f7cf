/*
 * One clock for all deadlines of a half. Browsers wake the chained timers of a tab that has been hidden for five minutes
 * once a minute; a timer that is set while a message is handled is not one of a chain, and is woken once a second. So
 * every tick is a timer that is set in the handler of a message.
 */

// The parts of a browser that are needed here: this folder knows no DOM.
interface Port {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  /** Node's ports keep a process alive unless this is called. */
  unref?(): void;
}
declare const MessageChannel: new () => { port1: Port; port2: Port };
declare const performance: { now(): number };
declare const document: { hidden: boolean } | undefined;
declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** A deadline is noticed within this, in a page that is visible and not busy. */
const TICK_MS = 50;
/** How much later than asked a timer may fire before the thread counts as having been busy: visible, hidden. */
const LATE_MS = 100;
const LATE_HIDDEN_MS = 1_250;
/** A frame that floods its port holds up all messages, but not the clock for longer than this. */
const FLOODED_MS = 100;

/** Something with a deadline. */
export interface Timed {
  /** As `performance.now()` has it; `Infinity` for what has no deadline, but keeps the clock ticking. */
  dueAt: number;
  /** Called when the deadline has passed. It stops waiting, or puts the deadline off. */
  due: () => void;
}

const pending = new Set<Timed>();
const watchers = new Set<() => void>();

/**
 * `idle`: nothing waits. `armed`: the timer runs. `reading`: it fired, and what has arrived is read first. `ticking`: what
 * waits is being called, and may begin or end waits.
 */
let state: 'idle' | 'armed' | 'reading' | 'ticking' = 'idle';
let timer: unknown;
let armedAt = 0;
let wasLate = false;
let isInMessage = false;
let channel: { port1: Port; port2: Port } | undefined;

/** Begins to wait. */
export function startTimed(timed: Timed): void {
  pending.add(timed);
  if (state !== 'idle') return;
  // Before this, nothing was late.
  wasLate = false;
  if (isInMessage) arm();
  else {
    // The caller may be in a timer of a chain, and the first timer must not be part of that.
    armedAt = performance.now();
    readFirst();
  }
}

/** Runs the handler of a message. A wait that starts in it needs no message of the clock's own. */
export function handlingMessage(handle: () => void): void {
  isInMessage = true;
  try {
    handle();
  } finally {
    isInMessage = false;
  }
}

/** Waits no longer. The clock stops by itself when it finds that nothing waits. */
export function stopTimed(timed: Timed): void {
  pending.delete(timed);
}

/**
 * Calls `check` on every tick, which there are only while something waits.
 *
 * @returns Its undo.
 */
export function watchTicks(check: () => void): () => void {
  watchers.add(check);
  return () => {
    watchers.delete(check);
    if (!pending.size && state !== 'ticking') stop();
  };
}

function stop(): void {
  clearTimeout(timer);
  state = 'idle';
}

function arm(): void {
  state = 'armed';
  armedAt = performance.now();
  timer = setTimeout(readFirst, TICK_MS);
}

/** Lets the messages in that have arrived before now, and ticks after them. */
function readFirst(): void {
  if (!pending.size) {
    state = 'idle';
    return;
  }
  state = 'reading';
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = tick;
    channel.port1.unref?.();
  }
  channel.port2.postMessage(0);
  timer = setTimeout(tick, FLOODED_MS);
}

function tick(): void {
  if (state !== 'reading') return;
  clearTimeout(timer);
  state = 'ticking';
  try {
    for (const check of [...watchers]) check();
  } finally {
    // Whatever a watcher throws, deadlines are kept.
    meetDeadlines();
  }
}

function meetDeadlines(): void {
  const now = performance.now();
  const lateMs = typeof document === 'object' && document.hidden ? LATE_HIDDEN_MS : LATE_MS;
  // After a busy time one more tick passes, so that answers which take several turns are read too: a fetch, for one.
  wasLate = !wasLate && now - armedAt > TICK_MS + lateMs;
  if (!wasLate) {
    for (const timed of [...pending]) if (timed.dueAt <= now) timed.due();
  }
  if (!pending.size) {
    stop();
    return;
  }
  arm();
}

/** A wait that something else can end before its deadline. */
export interface Wait extends Timed {
  end: (why: Error) => void;
}

/**
 * Settles like `answer`, if that settles before the deadline.
 *
 * @param ms - The deadline, in milliseconds. `Infinity` for none.
 * @param late - Creates the error for a deadline that has passed. If it returns none, the deadline starts again.
 * @param waits - Contains the wait until it is over.
 */
export function within<T>(
  answer: PromiseLike<T>,
  ms: number,
  late: () => Error | undefined,
  waits?: Set<Wait>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settled = (): void => {
      waits?.delete(wait);
      stopTimed(wait);
    };
    const wait: Wait = {
      dueAt: performance.now() + ms,
      due: () => {
        const why = late();
        if (why) wait.end(why);
        else wait.dueAt = performance.now() + ms;
      },
      end: (why) => {
        settled();
        reject(why);
      },
    };
    waits?.add(wait);
    startTimed(wait);
    answer.then((value) => {
      settled();
      resolve(value);
    }, wait.end);
  });
}
