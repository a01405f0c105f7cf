import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Member, Stream } from '../../podApi/streams.js';
import { icons } from '../look/icons.js';
import { announce } from '../openChat/announce.js';
import { AttemptElement } from './attemptElement.js';
import { avatar } from './avatar.js';

/** Who is in the chat, with the ways in and out of it that the user has. */
export class MemberList extends AttemptElement {
  static override properties = {
    ...AttemptElement.properties,
    stream: { attribute: false },
    canAddPeople: { attribute: false },
    isAdding: { state: true },
  };
  declare stream: Stream | undefined;
  declare canAddPeople: boolean;
  declare isAdding: boolean;

  constructor() {
    super();
    this.isAdding = this.canAddPeople = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('toggle', ({ newState }) => {
      if (newState === 'closed') this.isAdding = false;
      this.problem = '';
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('stream') && changed.get('stream')?.id !== this.stream?.id) this.isAdding = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Who went into adding people, or out of it, goes on there.
    if (!changed.has('isAdding') || changed.get('isAdding') === undefined || !this.matches(':popover-open'))
      return;
    this.querySelector<HTMLElement>(this.isAdding ? 'input' : '[data-testid=add-people]')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app, stream } = this;
    if (!app || !stream) return nothing;
    if (this.isAdding) {
      return html`<add-people .app=${app} .stream=${stream} @done=${this.#handleAdded}></add-people>`;
    }
    const canAdd = this.canAddPeople && stream.canAddPeople && stream.isActive;
    return html`
      <h2>Members <span class="quiet">${stream.members.length}</span></h2>
      ${this.renderProblem()}
      <ul class="people">
        ${stream.members.map((member) => this.#renderMember(member, stream))}
      </ul>
      ${
        canAdd || stream.type === 'room'
          ? html`<div class="card-actions">
              ${
                canAdd
                  ? html`<button
                      class="button is-secondary"
                      data-testid="add-people"
                      @click=${() => {
                        this.isAdding = true;
                      }}
                    >
                      ${icons.plus} Add people
                    </button>`
                  : nothing
              }
              ${
                stream.type === 'room'
                  ? html`<button class="button is-danger" data-testid="leave" @click=${this.#leave}>
                      ${icons.logOut} Leave
                    </button>`
                  : nothing
              }
            </div>`
          : nothing
      }
    `;
  }

  #renderMember(member: Member, stream: Stream): TemplateResult {
    const { id, displayName, company, isOwner } = member;
    const isSelf = id === this.app?.state.user?.id;
    const canRemove = stream.type === 'room' && stream.isOwner && stream.isActive && !isSelf;
    return html`<li class="person" data-testid="member">
      ${avatar(member)}
      <span class="person-name">
        <span>${displayName}${isSelf ? html` <span class="quiet">(you)</span>` : nothing}</span>
        <span class="quiet">${company}</span>
      </span>
      ${isOwner ? html`<span class="chip is-owner">Owner</span>` : nothing}
      ${
        canRemove
          ? html`<button
              class="icon-button"
              aria-label=${`Remove ${displayName}`}
              title="Remove"
              data-testid="remove-member"
              @click=${() => {
                this.#do(() => this.app?.rooms.remove(stream.id, id));
              }}
            >
              ${icons.close}
            </button>`
          : nothing
      }
    </li>`;
  }

  #handleAdded({ detail }: CustomEvent<number>): void {
    this.isAdding = false;
    if (detail) announce(this, detail === 1 ? 'One person was added.' : `${detail} people were added.`);
  }

  #leave(): void {
    const { stream } = this;
    if (!stream) return;
    this.#do(async () => {
      await this.app?.rooms.leave(stream.id);
      // The list went with the room.
      if (this.isConnected) this.hidePopover();
    });
  }

  #do(work: () => Promise<unknown> | undefined): void {
    void this.attempt('change the members', work);
  }
}
