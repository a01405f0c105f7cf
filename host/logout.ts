import type { Clearing } from '../shared/contract.js';
import { failure, toSymphonyError, type ErrorPayload } from '../shared/errors.js';
import type { Embed } from './embed.js';
import type { PodAnswer } from './askPod.js';

/** How a logout went for one frame. */
export interface FrameReport {
  /** The slot, as the page named it; `service` for the service frame that stands in when nothing is rendered. */
  slot: string;
  /**
   * `acknowledged`: the frame's data is cleared. `failed`: the frame says that something of it is not. `timedOut`: it
   * did not say in time. `gone`: it was removed, reloaded, navigated or killed before it could say.
   */
  outcome: 'acknowledged' | 'failed' | 'timedOut' | 'gone';
  /** Whether the pod confirmed the end of the session to this frame. */
  revoked: boolean;
  /** Milliseconds from the call of `logout` to this outcome. */
  elapsedMs: number;
  /** What went wrong, if something did; an acknowledged frame that could not revoke has one too. */
  error?: ErrorPayload;
}

/** How a logout went. */
export interface LogoutReport {
  /** Whether the pod confirmed, to a frame or to the host, that the user is logged out. */
  revoked: boolean;
  /** Every frame that was connected when `logout` was called. */
  frames: FrameReport[];
  /** Milliseconds that it took. */
  elapsedMs: number;
}

/** The `data` of a failed logout. */
export interface LogoutFailure extends LogoutReport {
  /** Whether calling `logout` again may succeed: the pod was not reached, rather than not willing. */
  retryable: boolean;
  /** A page on which the user can log out at the pod itself, as the last resort. */
  topLevelLogoutUrl: string;
}

/** What a logout works with. */
export interface LogoutParts {
  /** The connected frames. The first one is the one that is asked to revoke. */
  embeds: readonly Embed[];
  /** Makes the service frame, for when there are none. */
  openService: () => Embed;
  /** The host's own request to the pod. */
  askPod: () => Promise<PodAnswer>;
  deadlineMs: number;
  topLevelLogoutUrl: string;
}

/**
 * Tells every frame to clear its session, one of them to revoke it at the pod, and waits until all have answered and the
 * pod has confirmed, or the deadline passes. The broadcast has gone out when this returns its promise.
 *
 * @throws {@link SymphonyError} `LOGOUT_UNCONFIRMED` or `LOGOUT_INCOMPLETE`, with a {@link LogoutFailure} in `data`.
 */
export async function logout(parts: LogoutParts): Promise<LogoutReport> {
  const { askPod, deadlineMs, topLevelLogoutUrl } = parts;
  const startedAt = performance.now();
  const logoutId = String(Math.random());
  const reports = new Map<Embed, FrameReport>();
  const timers: ReturnType<typeof setTimeout>[] = [];

  const elapsed = (): number => performance.now() - startedAt;
  const remaining = (): number => Math.max(deadlineMs - elapsed(), 0);
  const after = (ms: number): Promise<undefined> =>
    new Promise((resolve) => {
      timers.push(setTimeout(resolve, ms, undefined));
    });

  const service = parts.embeds.length ? undefined : parts.openService();
  const embeds = service ? [service] : parts.embeds;

  /** Asks one frame. Resolves when it has answered, or cannot any more. */
  const ask = async (embed: Embed, revoke: boolean): Promise<void> => {
    let clearing: Partial<Clearing>;
    try {
      if (embed === service) await embed.connected(deadlineMs / 2);
      clearing = await embed.clearSession({ logoutId, revoke, deadlineMs: remaining() });
    } catch (thrown) {
      clearing = { error: toSymphonyError(thrown).toJSON() };
    }
    const { error } = clearing;
    // Only who was asked to revoke can say that it did.
    const revoked = revoke && clearing.revoked === true;
    const outcome = outcomeOf(clearing);
    const before = reports.get(embed);
    reports.set(embed, {
      slot: embed.slot.name,
      outcome,
      elapsedMs: elapsed(),
      ...(error && { error: error as ErrorPayload }),
      // A frame that is asked a second time, to revoke, has said already how its clearing went, unless it says otherwise.
      ...((clearing.cleared === undefined || outcome === before?.outcome) && before),
      revoked: revoked || before?.revoked === true,
    });
    isRevoked ||= revoked;
  };

  let isRevoked = false as boolean;
  let podAnswer: PodAnswer | undefined;
  const answers = embeds.map((embed, index) => ask(embed, !index));

  /** One after the other is asked to revoke: the next as soon as one has failed. */
  const revokeByFrames = async (): Promise<boolean> => {
    for (const [index, embed] of embeds.entries()) {
      if (isRevoked || !remaining()) break;
      await (index ? ask(embed, true) : answers[0]);
    }
    return isRevoked;
  };
  /** The host asks by itself when no frame could, or none has by half of the deadline. */
  const revokeByHost = async (byFrames: Promise<boolean>): Promise<void> => {
    if (await Promise.race([byFrames, after(deadlineMs / 2)])) return;
    podAnswer = await askPod();
    isRevoked ||= podAnswer === 'confirmed';
  };
  const byFrames = revokeByFrames();
  const revocations = [byFrames, revokeByHost(byFrames)];
  // The first confirmation is enough; without one, both have to be over.
  const confirmation = Promise.any(
    revocations.map(async (revocation) => {
      await revocation;
      if (!isRevoked) throw new Error();
    }),
  ).catch(toSymphonyError);
  // Whatever hangs, nobody waits longer than this.
  await Promise.race([Promise.all([confirmation, ...answers]), after(deadlineMs)]);
  timers.forEach(clearTimeout);

  const frames = embeds.map(
    (embed): FrameReport =>
      reports.get(embed) ?? {
        slot: embed.slot.name,
        outcome: 'timedOut',
        revoked: false,
        elapsedMs: elapsed(),
        error: failure(
          'TIMEOUT',
          `clear ${embed.slot.name}`,
          `it did not answer within ${deadlineMs} ms`,
        ).toJSON(),
      },
  );
  const report: LogoutReport = { revoked: isRevoked, frames, elapsedMs: elapsed() };
  const incomplete = frames.filter(({ outcome }) => outcome !== 'acknowledged');
  if (isRevoked && !incomplete.length) return report;
  const data: LogoutFailure = { ...report, retryable: podAnswer !== 'refused', topLevelLogoutUrl };
  throw isRevoked
    ? failure(
        'LOGOUT_INCOMPLETE',
        'log out completely',
        `the pod ended the session, but ${incomplete.map(({ slot, outcome }) => `${slot} (${outcome})`).join(', ')} did not confirm that its data is cleared`,
        data,
      )
    : failure(
        'LOGOUT_UNCONFIRMED',
        'log out',
        'the pod did not confirm that the session is over; the user may still be logged in',
        data,
      );
}

function outcomeOf({ cleared, error }: Partial<Clearing>): FrameReport['outcome'] {
  if (cleared) return 'acknowledged';
  if (error?.type === 'TIMEOUT') return 'timedOut';
  return error?.type === 'FRAME_GONE' ? 'gone' : 'failed';
}
