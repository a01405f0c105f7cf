import { toSymphonyError } from '../../shared/errors.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { Selector, Symphony } from '../api.js';
import type { Configuration } from '../arguments/configuration.js';
import { readOptions } from '../arguments/readOptions.js';
import { slotOf } from '../embed/slots.js';
import type { SessionState, SymphonyOptions } from '../options.js';
import { createHost } from '../symphony.js';
import { cancellable } from './cancellable.js';
import { createContainers, hasFrame } from './containers.js';
import { observeSession } from './sessionState.js';

/** The options of a call that the page may no longer need. */
export interface CallOptions {
  /** If it aborts, the call is rejected with `CANCELLED`. A frame that the call has created is removed. */
  signal?: AbortSignal | undefined;
}

/** The functions of Embedded Mode for one pod, and what modules and UI frameworks need besides. */
export interface SymphonyInstance extends Symphony {
  /**
   * As {@link Symphony.openStream}, with a signal.
   *
   * @throws {@link SymphonyError} `CANCELLED` if the signal aborts; otherwise as {@link Symphony.openStream}.
   */
  openStream(streamId: string, selector?: Selector, options?: CallOptions): Promise<Chat>;
  /**
   * Makes a container show a chat with its own settings, whatever it shows now. The first call creates the frame. Later
   * calls change only what is different: they open another chat, or change settings, and keep the frame. The first
   * container gets the main frame. `theme` is for all frames, `auth` for the next login.
   *
   * Can be called before `render`, and instead of it.
   *
   * @returns The chat, once the frame shows it.
   * @throws {@link SymphonyError} As {@link Symphony.render}, and `CANCELLED` if the signal aborts.
   */
  show(container: Element, configuration?: Configuration, options?: CallOptions): Promise<Chat>;
  /** What is known of the session now. */
  readonly session: SessionState;
  /**
   * Calls back whenever {@link SymphonyInstance.session} changes. Unlike all other listeners, this one also stays after a
   * logout. `dispose` removes it.
   *
   * @returns A function that removes the listener.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
   */
  onSessionChange(callback: (state: SessionState) => void): () => void;
}

/** Creates the functions for one pod. */
export function createInstance(given: SymphonyOptions): SymphonyInstance {
  const session = observeSession();
  const { symphony, page } = createHost({
    ...readOptions(given),
    handleSession: (state) => {
      // After a logout there are no frames. When the pod has ended the session, they stay.
      if (state === 'ended' && !containers.isAnyShown()) containers.forgetAll();
      session.change(state);
    },
  });
  const containers = createContainers(symphony, page);

  /** Removes the frame that a cancelled call has created. */
  function cancel(container: Element): void {
    instance.close(container).catch(toSymphonyError);
  }

  const instance: SymphonyInstance = {
    ...symphony,
    get session() {
      return session.state();
    },
    onSessionChange: session.onChange,
    openStream: (streamId, selector, { signal } = {}) => {
      const element = find(selector);
      const isNew = element && !hasFrame(element);
      return cancellable(
        signal,
        () => symphony.openStream(streamId, selector),
        () => {
          if (isNew) cancel(element);
        },
      );
    },
    show: (container, configuration = {}, { signal } = {}) => {
      const isNew = !hasFrame(container);
      return cancellable(
        signal,
        () => containers.show(container, configuration),
        () => {
          if (isNew) cancel(container);
        },
      );
    },
    close: async (selector) => {
      const element = find(selector) ?? containers.main;
      if (element) containers.forget(element);
      await symphony.close(selector ?? element);
    },
    dispose: async () => {
      containers.forgetAll();
      session.forget();
      await symphony.dispose();
    },
  };
  return instance;
}

/** Returns the element that a selector names. If there is none, the function of the host rejects. */
function find(selector: Selector | undefined): Element | undefined {
  try {
    return selector === undefined ? undefined : slotOf(selector, 'find').element;
  } catch {
    return undefined;
  }
}
