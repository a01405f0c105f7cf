import type { DocumentedSymphony, Theme } from 'symphony-embed/host';
import type { FunctionName } from '../embeddedMode/functions.js';
import { SETTINGS, type DocumentedSetting, type SettingName } from '../embeddedMode/settings.js';
import { callSource } from './callSource.js';
import { EventLog } from './eventLog.js';
import { Listeners } from './listeners.js';
import type { TagOptions } from './loadSymphony.js';
import type { Setup } from './setup.js';

/** What an error of `window.symphony` is made of. */
export interface Failure {
  type: string;
  message: string;
  data?: unknown;
}

/** A call and what came of it. */
export interface Answer {
  state: 'running' | 'done' | 'failed';
  elapsedMs: number;
  value: unknown;
  failure: Failure | undefined;
}

/** The class of the main container. */
export const MAIN_CLASS = 'symphony-ecm';

/** What can be tried on the page, and what the page knows of it. */
export class Playground {
  readonly tag: TagOptions;
  readonly log = new EventLog();
  readonly listeners: Listeners;
  setup: Setup;
  /** A JWT to log in with. It is kept nowhere else. */
  subjectToken = '';
  /** Whether there is a main frame. */
  isRendered = false;
  /** The latest answer of each function. */
  answers: Partial<Record<FunctionName, Answer>> = {};
  problem: string | undefined;
  readonly #symphony: Promise<DocumentedSymphony>;
  readonly #listeners = new Set<() => void>();

  constructor(tag: TagOptions, setup: Setup, symphony: Promise<DocumentedSymphony>) {
    this.tag = tag;
    this.setup = setup;
    this.#symphony = symphony;
    this.listeners = new Listeners({
      symphony,
      log: this.log,
      onChange: () => {
        this.#tell();
      },
    });
    symphony.catch((thrown: unknown) => {
      this.problem = thrown instanceof Error ? thrown.message : String(thrown);
      this.#tell();
    });
  }

  /** What `render` is given, all controls together. */
  renderArguments(): [className: string, configuration: Record<string, unknown>] {
    const { streamId, userIds, settings, theme } = this.setup;
    const configuration = {
      ...(streamId && { streamId }),
      ...(userIds && { userIds: userIds.split(',').flatMap((id) => id.trim() || []) }),
      ...settings,
      ...(Object.keys(theme).length && { theme }),
      ...(this.subjectToken && { auth: { subjectToken: this.subjectToken } }),
    };
    return [MAIN_CLASS, configuration];
  }

  render(): Promise<void> {
    return this.call('render', this.renderArguments());
  }

  /** Calls a function of `window.symphony`, and shows its answer. */
  async call(name: FunctionName, args: readonly unknown[]): Promise<void> {
    const symphony = await this.#symphony;
    const startMs = performance.now();
    const running: Answer = { state: 'running', elapsedMs: 0, value: undefined, failure: undefined };
    this.answers = { ...this.answers, [name]: running };
    this.log.add('call', callSource(name, args), '');
    this.#tell();
    const value = await (symphony[name] as (...args: unknown[]) => unknown)(...args);
    const elapsedMs = performance.now() - startMs;
    const failure = failureIn(value);
    if (failure) this.log.add('failure', `${name}: ${failure.type}`, failure.message);
    if (name === 'logout' || (name === 'render' && failure?.type === 'LOGGED_OUT')) {
      this.listeners.handleLogout();
    }
    // A later call of the same function has the place of the answer by now.
    if (this.answers[name] === running) {
      const state = failure ? 'failed' : 'done';
      this.answers = { ...this.answers, [name]: { state, elapsedMs, value, failure } };
    }
    this.#tell();
  }

  async changeSetting(name: SettingName, value: boolean | string | undefined): Promise<void> {
    const { default: usual }: DocumentedSetting = SETTINGS[name];
    const settings: Record<string, unknown> = { ...this.setup.settings };
    if (value === undefined || value === '' || value === usual) Reflect.deleteProperty(settings, name);
    else settings[name] = value;
    this.change({ settings: settings });
    if (this.isRendered) await this.call('updateSettings', [{ [name]: value ?? usual ?? '' }]);
  }

  /** Sets all that is not as by default back to it. */
  async resetSettings(): Promise<void> {
    const changed = Object.keys(this.setup.settings) as SettingName[];
    const defaults = changed.map((name) => {
      const { default: usual = '' }: DocumentedSetting = SETTINGS[name];
      return [name, usual] as const;
    });
    this.change({ settings: {} });
    if (this.isRendered && changed.length) {
      await this.call('updateSettings', [Object.fromEntries(defaults)]);
    }
  }

  /** `updateTheme` changes what it names. To take a colour or a shade away takes a new `render`. */
  async changeTheme(theme: Theme): Promise<void> {
    const isLess = Object.keys(this.setup.theme).some((name) => !Object.hasOwn(theme, name));
    this.change({ theme });
    if (this.isRendered) await (isLess ? this.render() : this.call('updateTheme', [theme]));
  }

  change(change: Partial<Setup>): void {
    this.setup = { ...this.setup, ...change };
    this.#tell();
  }

  /** What has been entered into a form. */
  entered(form: string): Readonly<Record<string, string>> {
    return this.setup.entered[form] ?? {};
  }

  enter(form: string, name: string, text: string): void {
    const entered = { ...this.setup.entered, [form]: { ...this.entered(form), [name]: text } };
    this.change({ entered });
  }

  handleMainFrame(isThere: boolean): void {
    if (this.isRendered === isThere) return;
    this.isRendered = isThere;
    // Somebody logged out in a frame. A frame that a failing `render` takes away is no logout.
    if (!isThere && this.answers.render?.state !== 'running') this.listeners.handleLogout();
    this.#tell();
  }

  setSubjectToken(token: string): void {
    this.subjectToken = token;
    this.#tell();
  }

  clearLog(): void {
    this.log.clear();
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function failureIn(value: unknown): Failure | undefined {
  const { error } = Object(value) as { error?: Failure };
  return error;
}
