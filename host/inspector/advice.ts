import { sweepsOf, type Logout } from './record.js';
import { failureOf, type LogoutStory } from './story.js';

/** What to do after a logout that failed, in the words of docs/troubleshooting.md. */
const ADVICE = {
  again: 'Call `logout()` again: a new frame clears what is left in this browser.',
  timedOut:
    'It hung, or its `clear` took too long. Make `clear` faster, or give the logout more time: `logout({ deadlineMs })`.',
  gone: 'Usually nothing: a new frame is clean. Look why it left.',
  failed: 'Fix the app: its `clear` failed.',
  storage: 'Close databases in `clear`. In WebKit, name them in `session.databases`.',
  retry: 'Call `logout()` again. If that fails, too, send the user to `topLevelLogoutUrl`.',
  refused: 'Send the user to `topLevelLogoutUrl`: the pod has refused, so a retry will not help.',
} as const;

/** One thing to do, and for which frame, if it is about one. */
export interface Advice {
  readonly about: string;
  readonly text: string;
}

/** What to do now. Empty after a logout that is complete. */
export function adviceFor({ verdict, frames, logout }: LogoutStory): Advice[] {
  if (verdict === 'unconfirmed') {
    const isRetryable = failureOf(logout)?.retryable ?? true;
    return [{ about: '', text: isRetryable ? ADVICE.retry : ADVICE.refused }];
  }
  if (verdict !== 'incomplete') return [];
  const byFrame = frames.flatMap(({ name, outcome }) =>
    outcome === 'timedOut' || outcome === 'gone' || outcome === 'failed'
      ? [{ about: name, text: ADVICE[outcome] }]
      : [],
  );
  const storage = isStorageOpen(logout) ? [{ about: 'Browser storage', text: ADVICE.storage }] : [];
  return [{ about: '', text: ADVICE.again }, ...byFrame, ...storage];
}

/** Whether storage is left although a frame has tried to empty it, and has answered. */
function isStorageOpen(logout: Logout): boolean {
  const sweeps = logout.lanes.flatMap((lane) => sweepsOf(lane, logout));
  return (
    logout.reports.some(({ storage }) => !storage.emptied) &&
    sweeps.some(({ toMs, errorType }) => toMs !== undefined && !errorType)
  );
}
