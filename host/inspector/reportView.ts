import type { LogoutReport } from 'symphony-embed/host';
import { html, nothing, type TemplateResult } from 'lit';
import { adviceFor } from './advice.js';
import { duration } from './duration.js';
import { failureOf, OUTCOMES, withoutLink, type LogoutStory } from './story.js';

/** How a logout goes, or went: in a word, as things to do, and frame by frame. */
export function renderReport(story: LogoutStory, nameOf: (slot: string) => string): TemplateResult {
  const { verdict } = story;
  const { headline, text } = wordsFor(story);
  return html`<section
    class="report is-${verdict}"
    aria-label="Logout"
    data-testid="report"
    data-verdict=${verdict}
  >
    <div class="report-head" role="status">
      <span class="sign" aria-hidden="true">${SIGNS[verdict]}</span>
      <div>
        <h3 tabindex="-1" data-testid="report-headline">${headline}</h3>
        <p>${text}</p>
      </div>
      <slot name="actions"></slot>
    </div>
    ${renderAdvice(story)} ${renderFailover(story)} ${story.frames.length ? renderFrames(story) : nothing}
    ${renderPhases(story)} ${renderNotes(story, nameOf)}
  </section>`;
}

const SIGNS: Record<LogoutStory['verdict'], TemplateResult | string> = {
  running: html`<span class="spinner"></span>`,
  done: '✓',
  incomplete: '!',
  unconfirmed: '✗',
};

/** Returns the result of a logout, in a word and in a sentence. */
export function wordsFor({ verdict, frames, revocations, elapsedMs, logout }: LogoutStory): {
  headline: string;
  text: string;
} {
  const all = frames.length;
  const acknowledged = frames.filter(({ outcome }) => outcome === 'acknowledged').length;
  const counted = `${acknowledged} of ${all} ${all === 1 ? 'frame' : 'frames'} acknowledged`;
  const took = duration(elapsedMs);
  if (verdict === 'running') {
    const open = frames.filter(({ outcome }) => outcome === 'waiting').length;
    const text = open
      ? `Waiting for ${open} of ${all} ${all === 1 ? 'frame' : 'frames'}.`
      : 'Waiting for the pod.';
    return { headline: 'Logging out', text };
  }
  const byPage = revocations.some(({ lane, state }) => !lane && state === 'confirmed');
  const asked = byPage ? ' (asked by the page itself)' : '';
  const why =
    acknowledged < all ? 'not every frame confirmed that its data is gone' : 'browser storage may be left';
  if (verdict === 'done')
    return { headline: 'Logged out', text: `The pod confirmed it${asked}, and ${counted}, in ${took}.` };
  if (verdict === 'incomplete')
    return {
      headline: 'Incomplete',
      text: `The pod ended the session${asked}, but ${why}: ${counted}, in ${took}.`,
    };
  const tail = logout.lanes.length ? ` ${counted}, in ${took}.` : '';
  return {
    headline: 'Not confirmed',
    text: `The pod did not confirm it: the user may still be logged in.${tail}`,
  };
}

function renderAdvice(story: LogoutStory): TemplateResult | typeof nothing {
  const advice = adviceFor(story);
  if (!advice.length) return nothing;
  const { topLevelLogoutUrl } = failureOf(story.logout) ?? {};
  const type = story.verdict === 'unconfirmed' ? 'LOGOUT_UNCONFIRMED' : 'LOGOUT_INCOMPLETE';
  return html`<div class="advice" role="note" data-testid="advice">
    <h4>Do this now</h4>
    <ul>
      ${advice.map(({ about, text }) => html`<li>${about ? html`<b>${about}:</b> ` : nothing}${withCode(text)}</li>`)}
    </ul>
    <p>
      ${
        story.verdict === 'unconfirmed' && topLevelLogoutUrl
          ? html`This is <code>topLevelLogoutUrl</code>:
              <a href=${topLevelLogoutUrl} target="_blank" data-testid="top-level">${topLevelLogoutUrl}</a>. `
          : nothing
      }More
      about it: <code>${type}</code> in docs/troubleshooting.md of the package.
    </p>
  </div>`;
}

/** A text with its code between backticks. */
function withCode(text: string): (TemplateResult | string)[] {
  return text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part));
}

function renderFailover({ failover, revocations }: LogoutStory): TemplateResult | typeof nothing {
  if (revocations.length < 2) return nothing;
  return html`<p class="failover" data-testid="failover">${failover}</p>`;
}

function renderFrames({ frames }: LogoutStory): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Frame</th>
        <th scope="col">Outcome</th>
        <th scope="col" class="number">After</th>
        <th scope="col">What happened</th>
      </tr>
    </thead>
    <tbody>
      ${frames.map(
        ({ name, outcome, afterMs, sentence }) =>
          html`<tr data-testid="report-row" data-outcome=${outcome}>
            <th scope="row">${name}</th>
            <td><span class="outcome is-${outcome}">${OUTCOMES[outcome]}</span></td>
            <td class="number">${afterMs === undefined ? '' : duration(afterMs)}</td>
            <td class="sentence">${sentence}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function renderPhases({ phases }: LogoutStory): TemplateResult {
  return html`<ol class="phases" aria-label="Phases" data-testid="phases">
    ${phases.map(({ name, fromMs, toMs, means }) => {
      const when =
        toMs === undefined
          ? `from ${duration(fromMs)}`
          : toMs - fromMs < 0.05
            ? `at ${duration(fromMs)}`
            : `${duration(fromMs)} – ${duration(toMs)}`;
      return html`<li title=${means}><b>${name}</b> <span>${when}</span></li>`;
    })}
  </ol>`;
}

const SCOPES = {
  browser: 'No session of this user is left in this browser.',
  jar: 'This user has another session, of which the pod cannot tell whether it is in this browser.',
};

/** What the report says beside its frames: the storage that they share, the page's own request, and what may be left. */
function renderNotes(
  { logout }: LogoutStory,
  nameOf: (slot: string) => string,
): TemplateResult | typeof nothing {
  const [report] = logout.reports;
  if (!report) return nothing;
  const { scope, endSessionUrl, hostRequest } = report;
  return html`<dl class="notes">
    ${note('Browser storage', renderStorage(report, nameOf), 'report-storage')}
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
        ? note(
            'Single sign-on',
            html`The identity provider still knows the user: <code>endSessionUrl</code>.`,
            'report-sso',
          )
        : nothing
    }
    ${hostRequest.asked ? note('The page’s own request', answerOf(hostRequest), 'report-host-request') : nothing}
  </dl>`;
}

function note(name: string, text: TemplateResult | string, testid: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd data-testid=${testid}>${text}</dd>
  </div>`;
}

function answerOf({ status, problem }: LogoutReport['hostRequest']): string {
  const answer = [status && `status ${status}`, problem && withoutLink(problem)].filter(Boolean).join(', ');
  return problem ? `Not confirmed: ${answer}.` : `The pod confirmed it: ${answer}.`;
}

function renderStorage({ storage }: LogoutReport, nameOf: (slot: string) => string): string {
  const { emptied, by = '', unavailable, failures } = storage;
  const reasons = failures.map(withoutLink).join('; ');
  const state = emptied ? `Empty, checked by ${nameOf(by)}.` : `May be left${reasons && `: ${reasons}`}.`;
  return unavailable.length
    ? `${state} Frames cannot use these in this browser: ${unavailable.join(', ')}.`
    : state;
}

/** The logout before this one, in one line each. */
export function renderBefore(story: LogoutStory, before: LogoutStory): TemplateResult {
  const compared = [story, before].map((one) => ({ one, words: wordsFor(one) }));
  return html`<details class="before" data-testid="before">
    <summary>Beside the logout before</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Logout</th>
          <th scope="col">Result</th>
          <th scope="col" class="number">Took</th>
          <th scope="col">Frames</th>
        </tr>
      </thead>
      <tbody>
        ${compared.map(
          ({ one: { frames, elapsedMs, verdict }, words }, index) =>
            html`<tr>
              <th scope="row">${index ? 'The one before' : 'This one'}</th>
              <td><span class="outcome is-${verdict}">${words.headline}</span></td>
              <td class="number">${duration(elapsedMs)}</td>
              <td>
                ${frames.map(({ name, outcome, afterMs }) => `${name}: ${OUTCOMES[outcome].toLowerCase()}${afterMs === undefined ? '' : `, ${duration(afterMs)}`}`).join('; ')}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
