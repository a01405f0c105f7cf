import type { ChatState } from '../app/chatState.js';
import { isMiniView, onWidthChange } from '../look/miniView.js';
import type { Pod } from '../pod/pod.js';

/** The extension apps of the pod, as far as the portal allows them. The mini view has none: there is no room for them. */
export class ExtensionApps {
  readonly #state: ChatState;
  readonly #pod: Pod;
  #loading: Promise<void> = Promise.resolve();

  constructor(state: ChatState, pod: Pod) {
    this.#state = state;
    this.#pod = pod;
    onWidthChange(() => {
      if (state.mode === 'collaboration' && state.user) this.update().catch(console.warn);
    });
  }

  /** Takes up what the settings allow now. */
  update(): Promise<void> {
    this.#loading = this.#load();
    return this.#loading;
  }

  /** Shows a module of an app in the place of the chat, or why that cannot be. */
  async open(appId: string, moduleName?: string): Promise<void> {
    await this.#loading;
    if (isMiniView(this.#state)) {
      this.#refuse('There is no room for apps in this narrow view.');
      return;
    }
    const app = this.#state.apps.find(({ id }) => id === appId);
    if (!app) {
      this.#refuse(
        allowedIn(this.#state).includes(appId)
          ? `No app “${appId}” is installed for you.`
          : `This page does not allow the app “${appId}”.`,
      );
      return;
    }
    const named = (label: string): boolean => label.toLowerCase() === moduleName?.toLowerCase();
    const module = app.modules.find(({ label }) => moduleName === undefined || named(label));
    if (module) this.#state.set({ appView: { app, label: module.label } });
    else
      this.#refuse(
        `${app.name} has nothing ${moduleName === undefined ? 'to show' : `called “${moduleName}”`}.`,
      );
  }

  close(): void {
    this.#state.set({ appView: undefined });
  }

  #refuse(problem: string): void {
    this.#state.set({ appView: { problem } });
  }

  async #load(): Promise<void> {
    const allowed = isMiniView(this.#state) ? [] : allowedIn(this.#state);
    const { apps } = allowed.length ? await this.#pod.apps() : { apps: [] };
    this.#state.set({ apps: apps.filter(({ id }) => allowed.includes(id)) });
    const { appView } = this.#state;
    if (appView?.app && !allowed.includes(appView.app.id)) this.close();
  }
}

function allowedIn({ settings }: ChatState): string[] {
  return (settings.allowedApps ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
}
