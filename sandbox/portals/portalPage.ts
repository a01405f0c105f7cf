import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import type { Portal } from './portal.js';
import { PRESENCE_WORDS } from './presence.js';
import { SLOT_NAMES, SLOTS } from './slots.js';

const ENDS: Record<string, string> = {
  logout: 'somebody logged out in another portal or tab',
  expired: 'its time ran out',
  revoked: 'an administrator ended it',
};

/** A bank's portal with Symphony in it. */
export class PortalPage extends PageElement {
  static portal: Portal | undefined;
  #undo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    let before = PortalPage.portal?.logout?.state;
    this.#undo = PortalPage.portal?.onChange(() => {
      this.requestUpdate();
      const now = PortalPage.portal?.logout?.state;
      if (now && !before) void this.#showStory();
      if (now === 'done' && before === 'running') void this.#focusReport();
      before = now;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { portal } = PortalPage;
    if (!portal) return nothing;
    const slots = portal.mode === 'collaboration' ? SLOTS.slice(0, 1) : SLOTS;
    const revision = {};
    return html`
      ${this.#renderHead(portal)} ${this.#renderBanner(portal)}
      <main class="desk">
        <watch-strip .portal=${portal} .revision=${revision}></watch-strip>
        <section class="stage is-${portal.mode}" aria-label="Chats">
          ${slots.map((slot) => html`<chat-slot .portal=${portal} .slotInfo=${slot} .revision=${revision}></chat-slot>`)}
        </section>
        <aside class="side" aria-label="Symphony SDK">
          <control-panel .portal=${portal} .revision=${revision}></control-panel>
          <call-log .calls=${portal.calls}></call-log>
        </aside>
        <section class="story" aria-label="What crosses the channel">
          <symphony-inspector
            .slotNames=${SLOT_NAMES}
            @symphony-clear=${() => {
              portal.forgetStory();
            }}
            >${renderWayOut(portal)}</symphony-inspector
          >
        </section>
      </main>
    `;
  }

  #renderHead({ brand, unread, presence, mode, otherMode }: Portal): TemplateResult {
    const initials = brand.name.slice(0, 1);
    return html`<header class="head">
      <span class="logo" aria-hidden="true">${initials}</span>
      <h1>${brand.name} <span>${brand.line}</span></h1>
      <nav class="sections" aria-label=${brand.name}>
        ${brand.sections.map(
          (section, index) =>
            html`<span class="section" aria-current=${index ? 'false' : 'page'}>${section}</span>`,
        )}
      </nav>
      <p class="status is-${presence}" role="status" data-testid="status" data-presence=${presence}>
        <span class="dot" aria-hidden="true"></span> ${PRESENCE_WORDS[presence]}
      </p>
      ${
        unread
          ? html`<span class="unread" data-testid="unread" title="Unread messages"
              >${icons.bell} ${unread}</span
            >`
          : nothing
      }
      <span class="others">
        <a href=${otherPortal()} target="_blank" data-testid="other-portal">${icons.away} Other portal</a>
        ${
          otherMode === undefined
            ? nothing
            : html`<a href=${otherMode} data-testid="other-mode"
                >${mode === 'focus' ? 'Collaboration mode' : 'Focus mode'}</a
              >`
        }
      </span>
    </header>`;
  }

  #renderBanner(portal: Portal): TemplateResult | typeof nothing {
    const { endedBecause } = portal;
    if (endedBecause === undefined) return nothing;
    return html`<div class="banner" role="alert" data-testid="session-banner">
      ${icons.door}
      <p>
        <strong>Your session ended (${endedBecause})</strong>: ${ENDS[endedBecause] ?? 'the pod ended it'}.
        The chats have cleared themselves. Log in again in any of them, or log out to take them away.
      </p>
      <button
        class="icon-button"
        aria-label="Dismiss"
        @click=${() => {
          portal.dismissBanner();
        }}
      >
        ${icons.cross}
      </button>
    </div>`;
  }

  /** The log-out button is disabled meanwhile, or was in a frame that is gone, so nothing has the focus. */
  async #focusReport(): Promise<void> {
    await this.updateComplete;
    await this.querySelector('symphony-inspector')?.focusReport();
  }

  async #showStory(): Promise<void> {
    await this.updateComplete;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.querySelector('.story')?.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'nearest' });
  }
}

/** What the user can do after a logout: try again when the pod did not confirm, and sign out at the identity provider. */
function renderWayOut(portal: Portal): TemplateResult | typeof nothing {
  const { report } = portal.logout ?? {};
  if (!report) return nothing;
  return html`<p class="buttons" slot="actions">
    ${
      'retryable' in report && report.retryable && !report.revoked
        ? html`<button
            class="button"
            data-testid="retry"
            ?disabled=${portal.isLoggingOut}
            @click=${() => void portal.logOut()}
          >
            Try again
          </button>`
        : nothing
    }
    ${
      report.endSessionUrl
        ? html`<a class="button" href=${andBackFrom(report.endSessionUrl)} data-testid="end-sso"
            >Sign out at the identity provider, too</a
          >`
        : nothing
    }
  </p>`;
}

/** The identity provider leads back here after that. */
function andBackFrom(endSessionUrl: string): string {
  const url = new URL(endSessionUrl);
  url.searchParams.set('post_logout_redirect_uri', new URL('/', location.href).href);
  return url.href;
}

/** The portals are neighbours: `a.` and `b.` of the same host. */
function otherPortal(): string {
  const isA = location.host.startsWith('a.');
  return `${location.protocol}//${location.host.replace(/^[ab]\./, isA ? 'b.' : 'a.')}/`;
}
