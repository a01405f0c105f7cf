import type { ExtensionApp } from '../../podApi/extensionApps.js';

const LOADED_WITHIN_MS = 10_000;
const HELLO_WITHIN_MS = 2_000;

/** The frame of a module of an extension app. */
export interface AppFrame {
  src: string;
  title: string;
  status: 'loading' | 'ready' | 'failed';
  /** The same for as long as the frame stays: another try is another frame. */
  key: symbol;
}

/** Where a module of an app is. */
export function srcOf(app: ExtensionApp, label: string): string {
  return new URL(app.modules.find((module) => module.label === label)?.path ?? '', app.url).href;
}

/**
 * Which frames of extension apps there are, and how they are. Each app's first module is loaded before anybody asks for
 * it, and what was loaded is kept. A frame that failed to load looks like one that did, so an app says itself that it is
 * there; one that does not is taken for failed.
 */
export class AppFrames {
  readonly #onChange: () => void;
  readonly #frames = new Map<string, AppFrame>();
  readonly #timers = new Map<symbol, number>();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Sees to it that there are frames for these apps, and no others; `shown` is the module that is asked for. */
  settle(apps: readonly ExtensionApp[], shown: string | undefined): AppFrame[] {
    const modules = apps.flatMap((app) =>
      app.modules.map(({ label }, index) => {
        const src = srcOf(app, label);
        return { src, title: `${app.name}: ${label}`, isWanted: index === 0 || src === shown };
      }),
    );
    for (const src of this.#frames.keys())
      if (!modules.some((module) => module.src === src)) this.forget(src);
    for (const { src, title, isWanted } of modules)
      if (isWanted && !this.#frames.has(src)) this.#add(src, title);
    return [...this.#frames.values()];
  }

  statusOf(src: string): AppFrame['status'] | undefined {
    return this.#frames.get(src)?.status;
  }

  forget(src: string): void {
    const frame = this.#frames.get(src);
    if (frame) this.#stopTimer(frame);
    this.#frames.delete(src);
  }

  forgetAll(): void {
    for (const src of this.#frames.keys()) this.forget(src);
  }

  handleLoad(frame: AppFrame): void {
    if (frame.status === 'loading') this.#failAfter(frame, HELLO_WITHIN_MS);
  }

  /** The app in a frame says that it is there. Late is not too late. */
  handleHello(key: symbol): void {
    const frame = [...this.#frames.values()].find((each) => each.key === key);
    if (!frame) return;
    this.#stopTimer(frame);
    frame.status = 'ready';
    this.#onChange();
  }

  #add(src: string, title: string): void {
    const frame: AppFrame = { src, title, status: 'loading', key: Symbol(title) };
    this.#frames.set(src, frame);
    this.#failAfter(frame, LOADED_WITHIN_MS);
  }

  #failAfter(frame: AppFrame, afterMs: number): void {
    this.#stopTimer(frame);
    const timer = window.setTimeout(() => {
      frame.status = 'failed';
      this.#onChange();
    }, afterMs);
    this.#timers.set(frame.key, timer);
  }

  #stopTimer({ key }: AppFrame): void {
    window.clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}
