import { toSymphonyError } from '../../shared/errors.js';
import type { Lifetime } from '../../shared/lifetime.js';
import type { Embeds } from '../embed/embeds.js';
import type { EmbedOwner } from '../embed/handlers.js';
import type { HostOptions } from '../options.js';
import type { Subscriptions } from '../notifications/subscriptions.js';
import { loggedOut } from './loggedOut.js';
import type { PageState } from './pageState.js';

/** Handles the calls of all frames for the page. Returns the function that creates the handlers for one frame. */
export function handleFrameCalls(
  options: HostOptions,
  state: PageState,
  embeds: Embeds,
  subscriptions: Subscriptions,
): EmbedOwner['handlersFor'] {
  /**
   * The lifetime whose session has ended. Every frame reports the end, but listeners must hear it only once. A logout
   * starts a new lifetime.
   */
  let ended: Lifetime | undefined;

  /** The page has no promise of this logout, so its listeners get the outcome, and the console gets a failure. */
  async function logoutForFrame(): Promise<void> {
    const notify = subscriptions.notifierOf('SessionNotifications');
    const problem = await state.logout().then(() => undefined, toSymphonyError);
    const status = problem?.type === 'LOGOUT_UNCONFIRMED' ? 'unconfirmed' : 'ended';
    notify({ status, reason: 'logout', ...(problem && { error: problem.toJSON() }) });
    if (problem) console.error(problem);
  }

  return (embed) => ({
    ready: (shown) => {
      embed.openings.handleReady(shown);
      ended = undefined;
      if (!shown.error) options.handleSession?.('ready');
    },
    notify: ({ notifications }) => {
      subscriptions.deliver(notifications, embed === embeds.main ? undefined : embed.slot.name);
    },
    userInteractionRequired: (required) => {
      embed.frame.isPersonAsked = true;
      if (required.reason === 'login') options.handleSession?.('login');
      if (!subscriptions.notifierOf('UserInteractionRequired')(required) && embed.isHidden()) {
        const { name } = embed.slot;
        console.warn(
          `${name} is hidden and waits for a person (${required.reason}): use onUserInteractionRequired()`,
        );
      }
    },
    interop: (action) => {
      subscriptions.notifierOf('Interop')(action);
    },
    requestLogout: () => {
      void logoutForFrame();
    },
    sessionEnded: ({ reason }) => {
      if (state.current.is === 'loggingOut' || ended === state.life) return;
      ended = state.life;
      options.handleSession?.('ended');
      for (const { frame } of embeds.all()) frame.rejectAll(loggedOut('the session has ended'));
      subscriptions.notifierOf('SessionNotifications')({ status: 'ended', reason });
    },
  });
}
