/*
 * One clock for all deadlines of a half. After a tab has been hidden for five minutes, browsers run a timer that was set
 * in another timer's callback only once a minute. They run a timer that was set in a message handler once a second. So
 * the clock sets every timer in a message handler.
 */

import { clearTimeout, MessageChannel, now, Promise, setTimeout, type ClockPort } from './natives.js';

/** The interval of the ticks. In a visible page that is not busy, the clock notices a deadline within this time. */
const TICK_MS = 50;
/** If a timer fires more than this too late, the thread was busy, or the browser delays timers. */
const LATE_MS = 100;
/**
 * Browsers fire timers once a second in hidden tabs, and Chromium also in frames of other sites that are out of sight. So a tick
 * that comes about this long after the one before, if that one was late, too, says nothing about the thread.
 */
const DELAYED_MS = 1_000;
const DELAYED_ABOUT_MS = 250;
/**
 * After a busy time, the clock judges no deadline for this many ticks. Some answers, for example that of a `fetch`, pass
 * through several threads before they can be read.
 */
const GRACE_TICKS = 10;
/** The longest time that a tick waits for messages. So a frame that floods its port cannot stop the clock. */
const FLOODED_MS = 100;

/** A wait with a deadline. */
export interface Timed {
  /** In the time of `performance.now()`. `Infinity` if there is no deadline. The clock ticks in any case. */
  dueAt: number;
  /** Called when the deadline has passed. Must stop the wait, or set a later deadline. */
  due: () => void;
}

const pending = new Set<Timed>();
const watchers = new Set<() => void>();

/**
 * `idle`: there are no waits. `armed`: the timer runs. `reading`: the timer has fired, and the messages that have arrived
 * are handled first. `ticking`: watchers and missed deadlines are called. They may start and stop waits.
 */
let state: 'idle' | 'armed' | 'reading' | 'ticking' = 'idle';
let timer: unknown;
let armedAt = 0;
let graceTicks = 0;
/** Whether the last tick came late. */
let wasLate = false;
let isInMessage = false;
let channel: { port1: ClockPort; port2: ClockPort } | undefined;

/** Starts a wait. */
export function startTimed(timed: Timed): void {
  pending.add(timed);
  if (state !== 'idle') return;
  // A busy time before this wait does not count.
  graceTicks = 0;
  wasLate = false;
  outsideZones(() => {
    if (isInMessage) arm();
    else {
      // The caller may be in a timer's callback. So set the first timer in the handler of the clock's own message.
      armedAt = now();
      readFirst();
    }
  });
}

/** Angular waits for all timers that are set in its zone, and renders after each of them. The clock's do not concern it. */
function outsideZones(run: () => void): void {
  const { Zone } = globalThis as { Zone?: { root?: { run: (run: () => void) => void } } };
  if (Zone?.root) Zone.root.run(run);
  else run();
}

/** Runs a message handler. A wait that starts in it can set its timer at once, without another message. */
export function handlingMessage(handle: () => void): void {
  isInMessage = true;
  try {
    handle();
  } finally {
    isInMessage = false;
  }
}

/** Stops a wait. Without waits, the clock stops by itself. */
export function stopTimed(timed: Timed): void {
  pending.delete(timed);
}

/**
 * Calls `check` on every tick. There are ticks only while there are waits.
 *
 * @returns A function that stops the calls.
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
  armedAt = now();
  timer = setTimeout(readFirst, TICK_MS);
}

/** Ticks after the messages that have arrived before now. */
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
    // Also when a watcher throws.
    meetDeadlines();
  }
}

function meetDeadlines(): void {
  const at = now();
  const tookMs = at - armedAt;
  const isDelayed = wasLate && Math.abs(tookMs - DELAYED_MS) < DELAYED_ABOUT_MS;
  wasLate = tookMs > TICK_MS + LATE_MS;
  if (isDelayed) graceTicks = 0;
  // Ticks of the grace count down even if they are late. So a page that is always busy cannot stop the clock.
  else if (graceTicks) graceTicks--;
  else if (wasLate) graceTicks = GRACE_TICKS;
  if (!graceTicks) {
    for (const timed of [...pending]) if (timed.dueAt <= at) timed.due();
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
      dueAt: now() + ms,
      due: () => {
        const why = late();
        if (why) wait.end(why);
        else wait.dueAt = now() + ms;
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
