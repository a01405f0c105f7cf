import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { SharedMessage } from 'symphony-embed/frame';
import { icons } from '../look/icons.js';
import { sizeOf } from '../look/sizes.js';
import { readPodConfig } from '../pod/podConfig.js';

/** The files that go with the next message. */
export class OutgoingFiles {
  readonly #host: ReactiveControllerHost;
  #files: readonly File[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isEmpty(): boolean {
    return !this.#files.length;
  }

  /** Takes files along; gives what is wrong with them, if anything is. */
  add(files: readonly File[]): string {
    const all = [...this.#files, ...files];
    const bytes = all.reduce((total, { size }) => total + size, 0);
    // As the pod has it: a file that it would refuse need not travel there.
    const { attachmentBytes } = readPodConfig().limits;
    if (bytes > attachmentBytes) {
      return `Files of a message may hold ${sizeOf(attachmentBytes)} together. These would be ${sizeOf(bytes)}.`;
    }
    this.#set(all);
    return '';
  }

  clear(): void {
    this.#set([]);
  }

  async entities(): Promise<NonNullable<SharedMessage['entities']>> {
    const entities = this.#files.map(async (file, index) => {
      const data = { name: file.name, dataUri: await dataUriOf(file) };
      return [`file${index + 1}`, { type: 'fdc3.fileAttachment' as const, data }] as const;
    });
    return Object.fromEntries(await Promise.all(entities));
  }

  render(): TemplateResult | typeof nothing {
    if (this.isEmpty) return nothing;
    return html`<ul class="outgoing" aria-label="Files that go with the message">
      ${this.#files.map(
        (file) =>
          html`<li class="file-chip" data-testid="outgoing-file">
            ${icons.file}
            <span class="file-name">${file.name}</span>
            <span class="quiet">${sizeOf(file.size)}</span>
            <button
              type="button"
              class="icon-button"
              aria-label=${`Remove ${file.name}`}
              @click=${() => {
                this.#set(this.#files.filter((each) => each !== file));
              }}
            >
              ${icons.close}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #set(files: readonly File[]): void {
    this.#files = files;
    this.#host.requestUpdate();
  }
}

function dataUriOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const read = reader.result as string;
      // A file of a kind that the browser does not know comes without one.
      resolve(read.replace(/^data:;/, 'data:application/octet-stream;'));
    });
    reader.addEventListener('error', () => {
      reject(
        new Error(`Failed to read ${file.name}: ${reader.error?.message ?? ''}`, { cause: reader.error }),
      );
    });
    reader.readAsDataURL(file);
  });
}
