import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { icons } from './icons.js';
import type { Portal } from './portal.js';
import { SLOTS } from './slots.js';

const ENDS: Record<string, string> = {
  logout: 'somebody logged out in another portal or tab',
  expired: 'its time ran out',
  revoked: 'an administrator ended it',
};

/** A bank's portal with Symphony in it. */
export class PortalPage extends LitElement {
  static portal: Portal | undefined;
  #undo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    let hadLogout = false;
    this.#undo = PortalPage.portal?.onChange(() => {
      this.requestUpdate();
      const hasLogout = PortalPage.portal?.logout !== undefined;
      if (hasLogout && !hadLogout) void this.#showStory();
      hadLogout = hasLogout;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  /** Into the page itself, where the SDK finds the slots. */
  protected override createRenderRoot(): HTMLElement {
    return this;
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
          <logout-report .record=${portal.logout} .log=${portal.log} .portal=${portal}></logout-report>
          <channel-timeline .log=${portal.log} .portal=${portal}></channel-timeline>
        </section>
      </main>
    `;
  }

  #renderHead({ brand, unread, isRendered, mode, otherMode }: Portal): TemplateResult {
    const initials = brand.name.slice(0, 1);
    return html`<header class="head">
      <span class="logo" aria-hidden="true">${initials}</span>
      <p class="brand"><strong>${brand.name}</strong><span>${brand.line}</span></p>
      <nav class="sections" aria-label=${brand.name}>
        ${brand.sections.map(
          (section, index) =>
            html`<span class="section" aria-current=${index ? 'false' : 'page'}>${section}</span>`,
        )}
      </nav>
      <p class="status" role="status" data-testid="status">
        <span class="dot ${isRendered ? 'is-on' : ''}" aria-hidden="true"></span>
        ${isRendered ? 'Symphony is on this page' : 'Symphony is not on this page'}
      </p>
      ${
        unread
          ? html`<span class="unread" data-testid="unread" title="Unread messages"
              >${icons.bell} ${unread}</span
            >`
          : nothing
      }
      <a class="other" href=${otherPortal()} target="_blank" data-testid="other-portal"
        >${icons.away} Other portal</a
      >
      ${
        otherMode === undefined
          ? nothing
          : html`<a class="other" href=${otherMode} data-testid="other-mode"
              >${mode === 'focus' ? 'Collaboration mode' : 'Focus mode'}</a
            >`
      }
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

  async #showStory(): Promise<void> {
    await this.updateComplete;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.querySelector('.story')?.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'nearest' });
  }
}

/** The portals are neighbours: `a.` and `b.` of the same host. */
function otherPortal(): string {
  const isA = location.host.startsWith('a.');
  return `${location.protocol}//${location.host.replace(/^[ab]\./, isA ? 'b.' : 'a.')}/`;
}
