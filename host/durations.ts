/*
 * The host's own durations, in milliseconds, and the shares of a logout's deadline that its steps may use. A page can
 * set the other deadlines: `Timeouts` in options.ts.
 */

/** The pause between pings to a frame, while a call to it has no deadline. */
export const PING_EVERY_MS = 5_000;
/** A frame whose witness is gone counts as dead if it does not answer a ping within this time. */
export const DEAD_AFTER_MS = 2_000;
/** The same during a logout, as a share of its deadline. */
export const DEAD_AFTER_SHARE = 0.2;

/** The time that a frame has to stop before the page removes it without a logout. */
export const CLOSE_MS = 500;

/** A logout starts to dim the frames after this time. */
export const DIM_AFTER_MS = 200;
/** The time that it takes to dim a frame. */
export const DIM_MS = 200;

/** If no frame has confirmed by then, the host itself asks the pod. */
export const HOST_ASKS_SHARE = 0.5;
/** The sweep starts by then, even if not every frame has acknowledged. */
export const SWEEP_SHARE = 0.6;
/**
 * The minimum time of a step that starts late because the page was busy: the smaller of this duration and this share of
 * the deadline. The logout may then end after its deadline.
 */
export const STEP_LEAST_MS = 500;
export const STEP_LEAST_SHARE = 0.2;
