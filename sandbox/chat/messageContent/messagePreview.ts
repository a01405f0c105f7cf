import { html, nothing, type TemplateResult } from 'lit';
import type { Draft, StoredEntity } from '../../podApi/messages.js';
import { buttonsBelow } from './messageButtons.js';
import { previewOf } from './messageDraft.js';
import { renderMessageText } from './messageText.js';

/** A message as it will look, with what goes with it. */
export function messagePreview(draft: Draft): TemplateResult {
  const { text, format, entities } = previewOf(draft);
  const rendered = renderMessageText(text, { format, entities, isPreview: true });
  const buttons = buttonsBelow(rendered, entities, true);
  return html`<div class="preview message-text">${rendered} ${buttons ?? nothing}</div>
    ${attachmentList(draft)}`;
}

/** The files that go with a message. */
export function attachmentList(draft: Draft): TemplateResult | typeof nothing {
  const files = Object.values(previewOf(draft).entities).filter(isFile);
  if (!files.length) return nothing;
  return html`<ul class="preview-files" aria-label="Attachments">
    ${files.map(
      ({ data: { name, contentType, bytes, url } }) =>
        html`<li>
          ${contentType.startsWith('image/') ? html`<img src=${url} alt="" />` : nothing}
          <span class="preview-name">${name}</span> <span class="quiet">${sizeOf(bytes)}</span>
        </li>`,
    )}
  </ul>`;
}

function isFile(entity: StoredEntity): entity is Extract<StoredEntity, { type: 'fdc3.fileAttachment' }> {
  return entity.type === 'fdc3.fileAttachment';
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} kB`;
}
