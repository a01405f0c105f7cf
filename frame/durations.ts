/*
 * How long the frame half waits, in milliseconds, and which shares of a logout's deadline its steps may use.
 */

/** For the host to answer a hello or a request. */
export const ANSWER_MS = 10_000;
/** Then the console says that the app has not called `ready()` yet. The host gives up later. */
export const READY_HINT_MS = 10_000;
/** For the clearing of a frame whose session has ended at the pod, where no host sets a deadline. */
export const CLEAR_MS = 5_000;

/** For the pod to answer a `session.check`. */
export const CHECK_MS = 10_000;
/** After this, a check that failed is repeated. */
export const CHECK_AGAIN_MS = 3_000;
/** A page whose timers have stood still for longer than this has slept. In hidden tabs, browsers delay timers by a minute. */
export const PAUSE_MS = 120_000;
/** How often the frame half looks whether its timers have stood still. */
export const LOOK_EVERY_MS = 2_000;

/** Until then the clearing waits for the pod; after that it goes on beside the revocation. */
export const REVOKE_ALONE_SHARE = 0.35;
/** Until then the app's `clear` may run. The host has the storage emptied soon after that. */
export const CLEAR_HOOK_SHARE = 0.55;
/**
 * Then the frame answers, whatever still runs. Of a logout with the default deadline, more than a second is left then: to
 * that, Chromium delays the timers of a frame that is out of sight.
 */
export const ANSWER_SHARE = 0.78;
/** A step of a logout ends after this share of its own time at the latest, also after a busy time: just before the host gives up. */
export const LATEST_SHARE = 1.06;
