import type { FrameLocator, Page } from 'playwright-core';
import { putPage } from './putPage.js';
import type { Browsers, Visitor } from './useBrowsers.js';

type RawWindow = Window & {
  messages: { eventType: string; payload: { id?: string; data?: Record<string, unknown> } }[];
};

/** A page of portal A with Symphony's frames in it, and without the SDK: it talks to them by messages alone. */
export class RawPortal {
  readonly page: Page;
  readonly visitor: Visitor;
  readonly #podUrl: string;
  #lastId = 0;

  private constructor(visitor: Visitor, page: Page, podUrl: string) {
    this.visitor = visitor;
    this.page = page;
    this.#podUrl = podUrl;
  }

  /** Opens it with a main frame, whose address is a path of the pod. */
  static async open(browsers: Browsers, address: string, visitor?: Visitor): Promise<RawPortal> {
    const { portalAUrl, podUrl } = browsers.sandbox;
    const who = visitor ?? (await browsers.visitor());
    const url = new URL('/plain', portalAUrl).href;
    await putPage(who.context, url, {
      html: `<!doctype html><html lang="en"><head><title>Plain</title></head><body>
        <script>
          messages = [];
          addEventListener('message', ({ origin, data }) => {
            if (origin === '${podUrl}' && data.eventType) messages.push(data);
          });
        </script>
        <div id="main-container"></div></body></html>`,
    });
    const portal = new RawPortal(who, await who.open(url), podUrl);
    await portal.#add('main-container', address, 'main');
    return portal;
  }

  /** The chat in a container. */
  chat(container = 'main-container'): FrameLocator {
    return this.page.frameLocator(`#${container} iframe`);
  }

  post(eventType: string, payload: object): Promise<void> {
    return this.page.evaluate(
      ({ message, podUrl }) => {
        const main = document.getElementById('main') as HTMLIFrameElement;
        main.contentWindow?.postMessage(message, podUrl);
      },
      { message: { eventType, payload }, podUrl: this.#podUrl },
    );
  }

  /** Posts an action, and resolves with what answers it. */
  async act(name: string, params: object): Promise<Record<string, unknown>> {
    const id = await this.begin(name, params);
    return this.answer(id);
  }

  /** Posts an action, and resolves with its id at once. */
  async begin(name: string, params: object): Promise<string> {
    const id = `action-${++this.#lastId}`;
    await this.post('sdk-action', { name, id, params });
    return id;
  }

  async answer(id: string): Promise<Record<string, unknown>> {
    const { data = {} } = await this.heard('sdk-resolve', id);
    return data;
  }

  /** Waits until a frame has posted something of a kind, under an id if there is one. */
  async heard(eventType: string, id?: string): Promise<RawWindow['messages'][number]['payload']> {
    const handle = await this.page.waitForFunction(
      (wanted) => {
        const found = (window as unknown as RawWindow).messages.find(
          (message) =>
            message.eventType === wanted.eventType && (!wanted.id || message.payload.id === wanted.id),
        );
        return found ?? false;
      },
      { eventType, id: id ?? '' },
    );
    return ((await handle.jsonValue()) as RawWindow['messages'][number]).payload;
  }

  /** How often the frames have posted something of a kind. */
  count(eventType: string): Promise<number> {
    return this.page.evaluate(
      (type) =>
        (window as unknown as RawWindow).messages.filter((message) => message.eventType === type).length,
      eventType,
    );
  }

  /** Adds a child frame in a container of its own, and registers it. */
  async addChild(container: string): Promise<void> {
    await this.page.evaluate((id) => {
      const element = document.createElement('div');
      element.id = id;
      document.body.append(element);
    }, container);
    await this.#add(container, `/apps/embed/default/frame-root.html#${container}`);
    await this.post('sdk-register', { iFrameId: container });
  }

  async #add(container: string, address: string, id = ''): Promise<void> {
    await this.page.evaluate(
      async (given) => {
        const iframe = document.createElement('iframe');
        iframe.src = given.src;
        iframe.id = given.id;
        iframe.width = '700';
        iframe.height = '560';
        const loaded = new Promise((resolve) => {
          iframe.addEventListener('load', resolve, { once: true });
        });
        document.getElementById(given.container)?.append(iframe);
        await loaded;
      },
      { container, src: this.#podUrl + address, id },
    );
  }
}
