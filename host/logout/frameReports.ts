import { failure, type ErrorPayload } from '../../shared/errors.js';
import type { Clearing } from '../../shared/wire/contract.js';
import type { Embed } from '../embed/embed.js';
import type { FrameReport } from './report.js';

/** The answers of the frames in one logout. */
export interface FrameReports {
  /** Adds the answer of a frame. Returns its report. */
  add: (embed: Embed, answer: Partial<Clearing>) => FrameReport;
  /**
   * The frames that can empty the storage. Those that have acknowledged come first; frames that are gone are left out.
   */
  sweepers: (embeds: readonly Embed[]) => Embed[];
  /** Returns a report for each frame. */
  of: (embeds: readonly Embed[]) => FrameReport[];
}

export function createReports(deadlineMs: number, elapsedMs: () => number): FrameReports {
  const reports = new Map<Embed, FrameReport>();

  function add(embed: Embed, answer: Partial<Clearing>): FrameReport {
    const { cleared, revoked = false, error } = answer;
    const outcome = outcomeOf(answer);
    const before = reports.get(embed);
    // A frame can be asked a second time, to revoke. Its first report stays, unless the outcome has changed.
    if (before && (cleared === undefined || outcome === before.outcome)) {
      before.revoked ||= revoked;
      if (error) before.error ??= error as ErrorPayload;
      return before;
    }
    const report: FrameReport = {
      slot: embed.slot.name,
      outcome,
      revoked: revoked || before?.revoked === true,
      elapsedMs: elapsedMs(),
      ...(error && { error: error as ErrorPayload }),
    };
    reports.set(embed, report);
    return report;
  }

  return {
    add,
    sweepers: (embeds) =>
      ['acknowledged', undefined, 'failed', 'timedOut'].flatMap((outcome) =>
        embeds.filter((embed) => reports.get(embed)?.outcome === outcome),
      ),
    of: (embeds) =>
      embeds.map((embed) => {
        const why = `it did not answer within ${deadlineMs} ms`;
        const error = failure('TIMEOUT', `clear ${embed.slot.name}`, why).toJSON();
        return reports.get(embed) ?? add(embed, { error });
      }),
  };
}

function outcomeOf({ cleared, error }: Partial<Clearing>): FrameReport['outcome'] {
  if (cleared) return 'acknowledged';
  if (error?.type === 'TIMEOUT') return 'timedOut';
  return error?.type === 'FRAME_GONE' ? 'gone' : 'failed';
}
