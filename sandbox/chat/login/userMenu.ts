import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { User } from '../../podApi/people.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons } from '../look/icons.js';
import { avatar } from '../people/avatar.js';

/** Who is logged in, and the app's own way out. */
export class UserMenu extends PageElement {
  static override properties = { app: { attribute: false }, user: { attribute: false } };
  declare app: ChatApp | undefined;
  declare user: User | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { user } = this;
    if (!user) return nothing;
    return html`<button
        class="user-button"
        popovertarget="user-menu"
        aria-label=${`You are ${user.displayName}: account and log-out`}
        data-testid="user-menu"
      >
        ${avatar(user)}
      </button>
      <div id="user-menu" class="popover" popover role="dialog" aria-label="Your account">
        <div class="person">
          ${avatar(user)}
          <p class="person-name">
            <strong data-testid="user-name">${user.displayName}</strong
            ><span class="quiet">${user.email}</span>
          </p>
        </div>
        <button class="button is-wide" data-testid="app-logout" @click=${this.#handleLogOut}>
          ${icons.logOut} Log out
        </button>
      </div>`;
  }

  #handleLogOut(): void {
    this.querySelector<HTMLElement>('#user-menu')?.hidePopover();
    void this.app?.logOut();
  }
}
