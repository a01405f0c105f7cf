/*
 * How long the frame half waits, in milliseconds, and which shares of a logout's deadline its steps may use.
 */

/** For the host to answer a hello or a request. */
export const ANSWER_MS = 10_000;
/** Then the console says that the app has not called `ready()` yet. The host gives up later. */
export const READY_HINT_MS = 10_000;
/** For the clearing of a frame whose session has ended at the pod, where no host sets a deadline. */
export const CLEAR_MS = 5_000;

/** Until then the clearing waits for the pod; after that it goes on beside the revocation. */
export const REVOKE_ALONE_SHARE = 0.35;
/** Until then the app's `clear` may run. The host has the storage emptied soon after that. */
export const CLEAR_HOOK_SHARE = 0.55;
/** Then the frame answers, whatever still runs. */
export const ANSWER_SHARE = 0.85;
