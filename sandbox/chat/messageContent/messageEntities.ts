import { html, nothing, type TemplateResult } from 'lit';
import type { StoredEntity } from '../../podApi/messages.js';
import { icons } from '../look/icons.js';
import { sizeOf } from '../look/sizes.js';

type File = Extract<StoredEntity, { type: 'fdc3.fileAttachment' }>['data'];

const IMAGES = /^image\/(png|jpeg|gif|webp)$/;
const MOST_FACTS = 6;

/** What goes with a message's text: its files, and cards for what other apps have put in. */
export function messageEntities(entities: Record<string, StoredEntity>): TemplateResult | typeof nothing {
  const shown = Object.values(entities)
    .map((entity) => {
      if (entity.type === 'fdc3.fileAttachment') return renderFile(entity.data);
      return entity.type === 'fdc3.symphonyEntity' ? renderCard(entity.data) : nothing;
    })
    .filter((part) => part !== nothing);
  return shown.length ? html`<div class="entities">${shown}</div>` : nothing;
}

function renderFile({ name, contentType, bytes, url }: File): TemplateResult | typeof nothing {
  // Files are the pod's own: an address elsewhere would tell somebody who reads this.
  if (URL.parse(url, location.href)?.origin !== location.origin) return nothing;
  if (IMAGES.test(contentType)) {
    return html`<a
      class="thumbnail"
      href=${url}
      download=${name}
      title=${`${name}, ${sizeOf(bytes)}`}
      data-testid="attachment"
      ><img src=${url} alt=${name} loading="lazy"
    /></a>`;
  }
  return html`<a class="file-chip" href=${url} download=${name} data-testid="attachment">
    ${icons.file}
    <span class="file-name">${name}</span>
    <span class="quiet">${sizeOf(bytes)}</span>
  </a>`;
}

/** A title and the facts under it, as far as there are any in words. */
function renderCard(data: unknown): TemplateResult | typeof nothing {
  const facts = factsOf(data);
  const named =
    facts.find(([key]) => /^(title|name|label)$/.test(key)) ?? facts.find(([key]) => key === 'type');
  const [key = '', title = facts.length ? 'Attached' : ''] = named ?? [];
  const others = facts.filter(([each]) => each !== key && each !== 'type').slice(0, MOST_FACTS);
  if (!title) return nothing;
  return html`<section class="entity-card" data-testid="entity-card">
    <p class="entity-title">${title}</p>
    ${
      others.length
        ? html`<dl>
            ${others.map(
              ([name, value]) =>
                html`<dt ?hidden=${!name}>${inWords(name)}</dt>
                  <dd>${value}</dd>`,
            )}
          </dl>`
        : nothing
    }
  </section>`;
}

function factsOf(data: unknown): [string, string][] {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [['', data] as const];
  return entries.flatMap(([key, value]: readonly [string, unknown]): [string, string][] =>
    (typeof value === 'string' && value.trim()) || typeof value === 'number' ? [[key, String(value)]] : [],
  );
}

/** `settlementDate` as "settlement date". */
function inWords(name: string): string {
  return name
    .replaceAll(/[_-]/g, ' ')
    .replaceAll(/(?<=\p{Ll})(\p{Lu})/gu, ' $1')
    .toLowerCase();
}
