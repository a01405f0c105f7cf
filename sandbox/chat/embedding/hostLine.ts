import {
  acceptRawClients,
  checkOnWaking,
  connectApp,
  revokeAt,
  revokeOver,
  type App,
  type AppHandlers,
  type AppOptions,
  type Revoke,
  type SessionHooks,
} from 'symphony-embed/frame';
import type { ChatApp } from '../app/chatApp.js';
import type { PodConfig } from '../pod/podConfig.js';
import { forgetAnswer } from '../pod/startAnswer.js';
import { Faults } from './faults.js';
import type { Query } from './querySettings.js';

/** The app, as far as its host has to do with it. */
export interface HostedApp {
  app: Pick<ChatApp, 'isAlive' | 'stop' | 'clear' | 'liveSocket'>;
  functions: Required<AppHandlers>;
}

/** What a host may ask for. The compiler sees to it that nothing is missing. */
const FUNCTIONS: Record<keyof AppHandlers, true> = {
  openStream: true,
  startRoom: true,
  sendMessage: true,
  createRoom: true,
  pinMessage: true,
  openApp: true,
  openBlast: true,
  getDistributionLists: true,
  updateSettings: true,
  updateTheme: true,
  checkAuth: true,
};

const revokeByRequest = revokeAt('/session/logout');

/**
 * The line to the host. It is there before the app is, so that the app's script and what the host has to say come at the same
 * time. What the host asks for meanwhile waits; a logout does not.
 */
export class HostLine {
  readonly host: App;
  #hosted: HostedApp | undefined;
  #attach: (hosted: HostedApp) => void = () => undefined;
  readonly #attached = new Promise<HostedApp>((resolve) => {
    this.#attach = resolve;
  });
  /** What a session's end has to do with an app that is not there yet. */
  readonly #missed: ((app: HostedApp['app']) => void)[] = [];

  constructor({ allowedOrigins, faults }: PodConfig, { sdkOrigin: pageOrigin, settings }: Query) {
    const options: AppOptions = {
      allowedOrigins,
      name: 'sandbox-chat/1',
      handlers: this.#handlers(),
      session: this.#sessionHooks(faults ? new Faults(allowedOrigins) : undefined),
    };
    this.host = acceptRawClients(connectApp(options), { ...options, pageOrigin, settings });
  }

  /** The app is there. */
  attach(hosted: HostedApp): void {
    this.#hosted = hosted;
    for (const act of this.#missed) act(hosted.app);
    this.#attach(hosted);
  }

  /** Whether the session has ended before the app was there. */
  get isOver(): boolean {
    return this.#missed.length > 0;
  }

  #handlers(): AppHandlers {
    const handlers = Object.keys(FUNCTIONS).map((name) => [
      name,
      async (...given: unknown[]): Promise<unknown> => {
        const { functions } = this.#hosted ?? (await this.#attached);
        return (functions[name as keyof AppHandlers] as (...args: unknown[]) => unknown)(...given);
      },
    ]);
    return Object.fromEntries(handlers) as AppHandlers;
  }

  #sessionHooks(faults: Faults | undefined): SessionHooks {
    const revoke = revokeBothWays(() => this.#hosted?.app.liveSocket);
    return {
      stop: () => {
        forgetAnswer();
        this.#withApp((app) => {
          app.stop();
        });
      },
      revoke: faults?.revoke(revoke) ?? revoke,
      check: checkOnWaking(async () => (await this.#hosted?.app.isAlive()) ?? true),
      clear: async ({ reason }) => {
        await faults?.strike();
        this.#withApp((app) => {
          app.clear(reason);
        });
      },
      // The chat keeps nothing in databases.
      databases: [],
    };
  }

  #withApp(act: (app: HostedApp['app']) => void): void {
    if (this.#hosted) act(this.#hosted.app);
    else this.#missed.push(act);
  }
}

/** By a request, and over the live line, which needs no cookie. One confirmation is enough. */
export function revokeBothWays(liveSocket: () => WebSocket | undefined): Revoke {
  const revokeOverLine = revokeOver(liveSocket);
  return async (options) => {
    try {
      return await Promise.any([revokeByRequest(options), revokeOverLine(options)]);
    } catch (thrown) {
      // Of several errors, the first one is that of the request.
      throw thrown instanceof AggregateError ? thrown.errors[0] : thrown;
    }
  };
}
