import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { LogoutReport as Report } from 'symphony-embed/host';
import type { ChannelLog } from './channelLog.js';
import { icons } from './icons.js';
import type { LogoutRecord, Portal } from './portal.js';
import { slotName } from './slots.js';
import { duration } from './timeScale.js';

interface Row {
  slot: string;
  outcome: Report['frames'][number]['outcome'] | 'waiting';
  /** `undefined` where the page was not told. */
  revoked: boolean | undefined;
  elapsedMs: number | undefined;
  problem: string;
}

const OUTCOMES: Record<Row['outcome'], string> = {
  waiting: 'Waiting',
  acknowledged: 'Acknowledged',
  failed: 'Failed',
  timedOut: 'Timed out',
  gone: 'Gone',
};

/** How the logout went: in a word, and frame by frame. */
export class LogoutReport extends LitElement {
  static override properties = {
    record: { attribute: false },
    log: { attribute: false },
    portal: { attribute: false },
  };
  declare record: LogoutRecord | undefined;
  declare log: ChannelLog | undefined;
  declare portal: Portal | undefined;
  #undo: (() => void) | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.#undo = this.log?.onChange(() => {
      if (this.record) this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { record } = this;
    if (!record) return nothing;
    const rows = record.report ? rowsOf(record.report) : this.#rowsSoFar();
    const { verdict, headline, text } = wordsFor(record, rows);
    return html`<section
      class="report is-${verdict}"
      aria-label="Logout"
      data-testid="report"
      data-verdict=${verdict}
    >
      <div class="report-head" role="status">
        <span class="report-sign">
          ${
            verdict === 'running'
              ? html`<span class="spinner"></span>`
              : {
                  done: icons.check,
                  unconfirmed: icons.cross,
                  incomplete: icons.warning,
                  failed: icons.cross,
                }[verdict]
          }
        </span>
        <div>
          <h2 data-testid="report-headline">${headline}</h2>
          <p>${text}</p>
        </div>
        ${this.#renderWayOut(record)}
      </div>
      ${rows.length ? renderTable(rows) : nothing} ${record.report ? renderNotes(record.report) : nothing}
    </section>`;
  }

  /** What the user can do when the pod did not confirm. */
  #renderWayOut({ failure }: LogoutRecord): TemplateResult | typeof nothing {
    if (failure?.type !== 'LOGOUT_UNCONFIRMED') return nothing;
    const { retryable = false, topLevelLogoutUrl = '' } = (failure.data ?? {}) as {
      retryable?: boolean;
      topLevelLogoutUrl?: string;
    };
    return html`<p class="report-actions">
      ${
        retryable
          ? html`<button class="button" data-testid="retry" @click=${() => void this.portal?.logOut()}>
              Try again
            </button>`
          : nothing
      }
      ${
        topLevelLogoutUrl
          ? html`<a class="button" href=${topLevelLogoutUrl} target="_blank" data-testid="top-level"
              >Log out at Symphony</a
            >`
          : nothing
      }
    </p>`;
  }

  /** From what crossed the channel, while there is no report, or where the page is given none. */
  #rowsSoFar(): Row[] {
    const { phase, lanes = [] } = this.log ?? {};
    const isDone = this.record?.state === 'done';
    return lanes.flatMap(({ embed, slot, bars }): Row[] => {
      const asked = bars.findLast(({ method }) => method === 'clearSession');
      if (!phase?.embeds.has(embed) || !asked) return [];
      const { outcome, fromMs, toMs, errorType = '' } = asked;
      const row = { slot, revoked: undefined, elapsedMs: toMs && toMs - fromMs, problem: errorType };
      // A frame that answers may still say that it failed: only the SDK's own answer makes it an acknowledgement.
      if (outcome === 'ok') return [{ ...row, outcome: isDone ? 'acknowledged' : 'waiting' }];
      return [
        {
          ...row,
          outcome: outcome === 'pending' ? 'waiting' : errorType === 'TIMEOUT' ? 'timedOut' : 'gone',
        },
      ];
    });
  }
}

function rowsOf({ frames }: Report): Row[] {
  return frames.map(({ slot, outcome, revoked, elapsedMs, error }) => ({
    slot,
    outcome,
    revoked,
    elapsedMs,
    problem: error?.message ?? '',
  }));
}

function wordsFor(
  { state, elapsedMs, failure, report }: LogoutRecord,
  rows: readonly Row[],
): { verdict: 'running' | 'done' | 'unconfirmed' | 'incomplete' | 'failed'; headline: string; text: string } {
  const all = String(rows.length);
  const acknowledged = rows.filter(({ outcome }) => outcome === 'acknowledged').length;
  const counted = `${String(acknowledged)} of ${all} ${rows.length === 1 ? 'frame' : 'frames'} acknowledged`;
  if (state === 'running') {
    const text = rows.length
      ? `Waiting for ${all === '1' ? 'the frame' : `${all} frames`} and the pod.`
      : 'Asking the pod.';
    return { verdict: 'running', headline: 'Logging out', text };
  }
  const byPage = report?.revoked === true && !report.frames.some(({ revoked }) => revoked);
  const asked = byPage ? ' (asked by the page itself)' : '';
  const missing =
    acknowledged < rows.length
      ? 'not every frame confirmed that its data is gone'
      : 'browser storage may be left';
  const took = duration(report?.elapsedMs ?? elapsedMs);
  if (!failure)
    return {
      verdict: 'done',
      headline: 'Logged out',
      text: `The pod confirmed it${asked}, and ${counted}, in ${took}.`,
    };
  if (failure.type === 'LOGOUT_INCOMPLETE')
    return {
      verdict: 'incomplete',
      headline: 'Incomplete',
      text: `The pod ended the session${asked}, but ${missing}: ${counted}, in ${took}.`,
    };
  if (failure.type === 'LOGOUT_UNCONFIRMED')
    return {
      verdict: 'unconfirmed',
      headline: 'Not confirmed',
      text: `The pod did not confirm it: the user may still be logged in. ${counted}, in ${took}.`,
    };
  return { verdict: 'failed', headline: 'Not logged out', text: `${failure.type}: ${failure.message}` };
}

const SCOPES = {
  browser: 'No session of this user is left in this browser.',
  jar: 'This user has another session, of which the pod cannot tell whether it is in this browser.',
};

/** What the report says beside its frames: the storage that they share, the page's own request, and what may be left. */
function renderNotes({ storage, hostRequest, scope, endSessionUrl }: Report): TemplateResult {
  const { emptied, by = '', unavailable, failures } = storage;
  const { asked, status, problem } = hostRequest;
  // Some of these texts are whole sentences.
  const reasons = failures.map((failure) => failure.replace(/\.$/, '')).join('; ');
  const answer = [status && `status ${String(status)}`, problem].filter(Boolean).join(', ');
  return html`<dl class="report-notes">
    <div>
      <dt>Browser storage</dt>
      <dd data-testid="report-storage">
        ${emptied ? `Empty, checked by ${slotName(by)}.` : `May be left${reasons && `: ${reasons}`}.`}
        ${unavailable.length ? `Frames cannot use these in this browser: ${unavailable.join(', ')}.` : nothing}
      </dd>
    </div>
    ${
      scope
        ? html`<div>
            <dt>Other sessions</dt>
            <dd data-testid="report-scope" data-scope=${scope}>${SCOPES[scope]}</dd>
          </div>`
        : nothing
    }
    ${
      endSessionUrl
        ? html`<div>
            <dt>Single sign-on</dt>
            <dd>
              The identity provider still knows you.
              <a href=${andBackFrom(endSessionUrl)} data-testid="end-sso">Sign out there, too</a>
            </dd>
          </div>`
        : nothing
    }
    ${
      asked
        ? html`<div>
            <dt>The page’s own request</dt>
            <dd data-testid="report-host-request">
              ${problem ? `Not confirmed: ${answer}.` : `The pod confirmed it: ${answer}.`}
            </dd>
          </div>`
        : nothing
    }
  </dl>`;
}

/** The identity provider leads back here after that. */
function andBackFrom(endSessionUrl: string): string {
  const url = new URL(endSessionUrl);
  url.searchParams.set('post_logout_redirect_uri', new URL('/', location.href).href);
  return url.href;
}

function renderTable(rows: readonly Row[]): TemplateResult {
  const tellsWhoRevoked = rows.some(({ revoked }) => revoked);
  const hasProblems = rows.some(({ problem }) => problem);
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Frame</th>
        <th scope="col">Outcome</th>
        ${tellsWhoRevoked ? html`<th scope="col">Pod confirmed</th>` : nothing}
        <th scope="col" class="number">After</th>
        ${hasProblems ? html`<th scope="col">What went wrong</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ slot, outcome, revoked, elapsedMs, problem }) =>
          html`<tr data-testid="report-row" data-outcome=${outcome}>
            <th scope="row">${slotName(slot)}</th>
            <td><span class="outcome is-${outcome}">${OUTCOMES[outcome]}</span></td>
            ${tellsWhoRevoked ? html`<td>${revoked ? 'Yes, to this frame' : ''}</td>` : nothing}
            <td class="number">${elapsedMs === undefined ? '' : duration(elapsedMs)}</td>
            ${hasProblems ? html`<td class="problem">${problem}</td>` : nothing}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
