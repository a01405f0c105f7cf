import { barOf, keyOf, NAMES_PX, type Bar, type Chart, type Row } from './chart.js';
import { duration } from './duration.js';
import type { Logout } from './record.js';
import { evenScale } from './scale.js';
import { firstConfirmed, type Revocation } from './revocations.js';
import { OUTCOMES, type FrameStory, type LogoutStory } from './story.js';

/** Room for the words behind the last bar, or for a sign only, and the width of a chart that has room for words. */
const WORDS_PX = 150;
const SIGN_PX = 24;
const WIDE_PX = 560;
const LEAST_MS = 5;

/** One logout, on an even scale that begins when `logout` was called. */
export function logoutChart(story: LogoutStory, nowMs: number, width: number): Chart {
  const { logout } = story;
  const endMs = logout.toMs ?? nowMs;
  const toMs = Math.max(endMs + (endMs - logout.fromMs) * 0.04, logout.fromMs + LEAST_MS);
  const pod = podRow(story, endMs);
  const frames = story.frames.map((frame) => frameRow(frame, logout, endMs));
  const rows = [pageRow(story, endMs), pod, ...frames];
  const hasWords = width >= WIDE_PX;
  const room = width - NAMES_PX - (hasWords ? WORDS_PX : SIGN_PX);
  return {
    name: 'The logout, in time since it was called',
    rows,
    scale: evenScale(logout.fromMs, toMs, Math.max(0, room)),
    deadlineAtMs: logout.deadlineAtMs,
    arrows: arrowsOf(story, rows),
    hasWords,
  };
}

/** From who was asked to revoke first to who was asked next, and so on. */
function arrowsOf({ revocations }: LogoutStory, rows: readonly Row[]): Chart['arrows'] {
  const bars = revocations.map(({ call, lane }) => {
    const key = lane ? keyOf(call, lane) : `pod-${call.id}`;
    return rows.flatMap((row) => row.bars).find((bar) => bar.key === key);
  });
  return bars.slice(1).flatMap((to, index) => {
    const from = bars[index];
    return from && to ? [{ from, to }] : [];
  });
}

const PHASES_OF_PAGE = new Set(['Clear', 'Sweep']);
const WORDS: Record<LogoutStory['verdict'], string> = {
  running: 'logging out',
  done: 'logged out',
  incomplete: 'incomplete',
  unconfirmed: 'not confirmed',
};

function pageRow({ phases, logout, verdict, elapsedMs }: LogoutStory, endMs: number): Row {
  const bars = phases
    .filter(({ name }) => PHASES_OF_PAGE.has(name))
    .map(({ name, fromMs, toMs, means }): Bar => {
      const words = `${name}: ${means} From ${duration(fromMs)} ${toMs === undefined ? 'on' : `to ${duration(toMs)}`}.`;
      return {
        key: `phase-${name}`,
        way: 'page',
        state: toMs === undefined ? 'pending' : 'ok',
        fromMs: logout.fromMs + fromMs,
        toMs: toMs === undefined ? endMs : logout.fromMs + toMs,
        label: name === 'Clear' ? 'wait for the frames' : 'sweep',
        words,
      };
    });
  const state = verdict === 'done' ? 'ok' : verdict === 'running' ? 'pending' : 'failed';
  return {
    key: 'page',
    name: 'Page',
    bars,
    marks: [],
    life: [logout.fromMs, endMs],
    verdict: { state, text: `${WORDS[verdict]}, ${duration(elapsedMs)}`, atMs: endMs },
  };
}

const REVOCATIONS: Record<Revocation['state'], string> = {
  pending: 'no answer yet',
  confirmed: 'the pod confirmed',
  failed: 'not confirmed',
  answered: 'answered',
};

const POD_STATES = { pending: 'pending', confirmed: 'ok', failed: 'failed', answered: 'pending' } as const;

function podRow({ revocations, logout }: LogoutStory, endMs: number): Row {
  const bars = revocations.map(({ call, name, state }, index): Bar => ({
    key: `pod-${call.id}`,
    way: 'toPod',
    state: POD_STATES[state],
    fromMs: call.fromMs,
    // The next one is on the same line, and has to be seen.
    toMs: Math.min(call.toMs ?? endMs, revocations[index + 1]?.call.fromMs ?? Infinity),
    label: 'revoke',
    words:
      `End the session at the pod, asked by ${name} after ${duration(call.fromMs - logout.fromMs)}: ` +
      `${REVOCATIONS[state]}${call.toMs === undefined ? '' : ` after ${duration(call.toMs - logout.fromMs)}`}.`,
  }));
  const last = firstConfirmed(revocations) ?? revocations.at(-1);
  const atMs = last?.call.toMs ?? endMs;
  return {
    key: 'pod',
    name: 'Pod',
    bars,
    marks: [],
    life: undefined,
    verdict: last && {
      state: POD_STATES[last.state],
      text:
        last.state === 'confirmed' ? `confirmed, ${duration(atMs - logout.fromMs)}` : REVOCATIONS[last.state],
      atMs,
    },
  };
}

function frameRow(
  { lane, name, outcome, afterMs, failedCalls }: FrameStory,
  { fromMs }: Logout,
  endMs: number,
): Row {
  const state = outcome === 'acknowledged' ? 'ok' : failedCalls.length ? 'failed' : 'pending';
  const calls = lane.calls.filter((call) => (call.toMs ?? endMs) >= fromMs && call.fromMs <= endMs);
  const words = OUTCOMES[outcome].toLowerCase();
  return {
    key: `frame-${lane.embed}`,
    name,
    bars: calls.map((call) => barOf(call, lane, name, { endMs, failedCalls })),
    marks: lane.marks.filter(({ atMs }) => atMs >= fromMs && atMs <= endMs),
    life: [fromMs, lane.removedMs ?? endMs],
    verdict: {
      state,
      text: afterMs === undefined ? words : `${words}, ${duration(afterMs)}`,
      atMs: afterMs === undefined ? endMs : fromMs + afterMs,
    },
  };
}
