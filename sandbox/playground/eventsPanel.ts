import { html, nothing, type TemplateResult } from 'lit';
import { FUNCTIONS } from '../embeddedMode/functions.js';
import {
  NOTIFICATIONS,
  type DocumentedNotification,
  type ListenType,
  type NotificationParam,
} from '../embeddedMode/notifications.js';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import { textOf } from './argument.js';
import { argumentField } from './argumentField.js';
import { codeText } from './codeText.js';
import { listeningSource, type Listening } from './listeners.js';
import type { Playground } from './playground.js';

const CALLBACKS = ['onUserInteractionRequired', 'registerInterop'] as const;

/** Everything that a page can be told of. What comes is in the log below the chats. */
export class EventsPanel extends PageElement {
  static override properties = { playground: { attribute: false }, revision: { attribute: false } };
  declare playground: Playground | undefined;
  declare revision: object;

  protected override render(): TemplateResult | typeof nothing {
    const { playground } = this;
    if (!playground) return nothing;
    return html`
      <p class="hint">What comes is in the log below the chats. A logout ends all of it.</p>
      ${CALLBACKS.map((name) => this.#renderListening(playground, name, FUNCTIONS[name].does, []))}
      ${(Object.entries(NOTIFICATIONS) as [ListenType, DocumentedNotification][]).map(
        ([name, { does, params, modes }]) =>
          this.#renderListening(
            playground,
            name,
            modes === 'focus' ? `${does} Focus mode only.` : does,
            params,
          ),
      )}
    `;
  }

  #renderListening(
    playground: Playground,
    name: Listening,
    does: string,
    params: readonly NotificationParam[],
  ): TemplateResult {
    const { listeners } = playground;
    const listener = listeners.of(name);
    const isOn = listener?.state === 'on';
    const entered = playground.entered(name);
    return html`<section class="listening ${isOn ? 'is-on' : ''}" aria-labelledby="listening-${name}">
      <h3 id="listening-${name}">
        <code>${name}</code> ${name in NOTIFICATIONS ? html`<span class="type">listen</span>` : nothing}
      </h3>
      <p>${codeText(does)}</p>
      ${params.map((param) =>
        argumentField({
          form: name,
          field: param,
          text: entered[param.name] ?? textOf(param.entry, param.sample),
          onEnter: (text) => {
            playground.enter(name, param.name, text);
          },
        }),
      )}
      <code-block
        .source=${listeningSource(name, entered)}
        .label=${name}
        .testId=${`listen-${name}`}
      ></code-block>
      <div class="buttons">
        <button
          class="button ${isOn ? '' : 'is-primary'}"
          data-testid="listen-${name}"
          aria-pressed=${isOn ? 'true' : 'false'}
          @click=${() => {
            if (isOn) listeners.stop(name);
            else void listeners.start(name, entered);
          }}
        >
          ${icons.bell} ${isOn ? 'Unsubscribe' : 'Subscribe'}<span class="unseen">, ${name}</span>
        </button>
        <span class="type" role="status" data-testid="count-${name}">${countOf(listener)}</span>
      </div>
    </section>`;
  }
}

function countOf(listener: { state: 'on' | 'ended'; count: number } | undefined): string {
  if (!listener) return '';
  if (listener.state === 'ended') return 'Ended by the logout.';
  return listener.count === 1 ? 'Came once.' : `Came ${listener.count} times.`;
}
