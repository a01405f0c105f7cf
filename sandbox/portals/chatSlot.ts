import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import { FAULTS } from './faultSwitches.js';
import type { Portal } from './portal.js';
import { MAIN_CLASS, STREAMS, type Slot } from './slots.js';

/** A place for a chat: the container that the SDK is given, and what can be done with it. */
export class ChatSlot extends PageElement {
  static override properties = {
    portal: { attribute: false },
    slotInfo: { attribute: false },
    revision: { attribute: false },
    streamId: { state: true },
  };
  declare portal: Portal | undefined;
  declare slotInfo: Slot | undefined;
  declare revision: object;
  declare streamId: string | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { portal, slotInfo: slot } = this;
    if (!portal || !slot) return nothing;
    const { id, name, streamId } = slot;
    const isMain = id === 'main';
    const chosen = this.streamId ?? streamId;
    return html`<div class="card slot">
      <header class="slot-head">
        <h2>${name}</h2>
        <select
          class="input"
          aria-label=${`Chat of ${name}`}
          data-testid="stream-${id}"
          ?disabled=${portal.isLoggingOut}
          @change=${this.#handleStream}
        >
          ${STREAMS.map((stream) => html`<option value=${stream.id} ?selected=${stream.id === chosen}>${stream.name}</option>`)}
        </select>
        <button
          class="button"
          data-testid="open-${id}"
          ?disabled=${portal.isLoggingOut || (!isMain && !portal.isRendered)}
          title=${isMain || portal.isRendered ? '' : 'Render the main chat first'}
          @click=${() => void this.#open(portal, slot, chosen)}
        >
          ${isMain && !portal.isRendered ? 'Render' : 'Open'}
        </button>
      </header>
      <div id="slot-${id}" class="slot-frame ${isMain ? MAIN_CLASS : ''}" data-testid="slot-${id}"></div>
      <p class="slot-empty">
        ${icons.chat}
        <span>${isMain ? 'The main chat appears here.' : 'Open a chat beside the main one.'}</span>
      </p>
      ${portal.faults ? this.#renderFault(portal, slot) : nothing}
    </div>`;
  }

  #renderFault({ faults, isLoggingOut }: Portal, { id, name }: Slot): TemplateResult {
    const chosen = faults?.chosen(id) ?? '';
    return html`<label class="fault ${chosen ? 'is-armed' : ''}">
      ${icons.bolt}<span>At logout</span>
      <select
        class="input"
        aria-label=${`At logout, ${name}`}
        data-testid="fault-${id}"
        ?disabled=${isLoggingOut}
        @change=${this.#handleFault}
      >
        ${FAULTS.map((fault) => html`<option value=${fault.id} ?selected=${fault.id === chosen}>${fault.name}</option>`)}
      </select>
    </label>`;
  }

  async #open(portal: Portal, slot: Slot, streamId: string): Promise<void> {
    if (slot.id === 'main' && !portal.isRendered) await portal.render(streamId);
    else await portal.open(slot, streamId);
  }

  #handleStream(event: Event): void {
    this.streamId = (event.currentTarget as HTMLSelectElement).value;
  }

  #handleFault(event: Event): void {
    this.portal?.faults?.choose(this.slotInfo?.id ?? '', (event.currentTarget as HTMLSelectElement).value);
    this.requestUpdate();
  }
}
