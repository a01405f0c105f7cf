/**
 * The half of symphony-embed that runs in the page that embeds Symphony.
 *
 * @packageDocumentation
 */
import { createInstance, type SymphonyInstance } from './instance/instance.js';
import type { SymphonyOptions } from './options.js';

/**
 * Creates the functions of Embedded Mode for one pod. Nothing happens until the page calls one of them.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * const symphony = createSymphony({ podUrl: 'https://acme.symphony.example', partnerId: 'acme' });
 * await symphony.render('chat', { streamId, mode: 'dark' });
 * // …
 * await symphony.logout();
 * ```
 */
export function createSymphony(options: SymphonyOptions): SymphonyInstance {
  return createInstance(options);
}

export type { Selector, Symphony } from './api.js';
export type { Configuration, Users } from './arguments/configuration.js';
export type { DocumentedSymphony } from './scriptTag/documented.js';
export { load, type LoadOptions } from './load/load.js';
export type { HostRequest } from './logout/askPod.js';
export type { FrameReport, LogoutFailure, LogoutReport, StorageReport } from './logout/report.js';
export type { CallOptions, SymphonyInstance } from './instance/instance.js';
export type { Paths, SessionState, SymphonyOptions, Timeouts } from './options.js';
export type { SendMessageOptions } from './arguments/sendMessageOptions.js';
export type { ListenOptions, ListenPayloads, SessionNotification } from './notifications/subscriptions.js';
export type { ChannelEvent } from './trace.js';
export type { CreatedRoom, DistributionList, SentMessage } from '../shared/values/answers.js';
export type { AuthState } from '../shared/wire/contract.js';
export { ERROR_TYPES, SymphonyError, type ErrorPayload, type ErrorType } from '../shared/errors.js';
export { isSymphonyError, type ErrorData } from './instance/isSymphonyError.js';
export { isLogoutError, type LogoutError, type LogoutErrorPayload } from './logout/logoutError.js';
export type {
  ActionEntity,
  Entity,
  FileAttachment,
  IntentEntity,
  RoomOptions,
  SharedMessage,
  SymphonyEntity,
} from '../shared/values/messages.js';
export type {
  MaestroMessage,
  SocialMessage,
  NotificationPayloads,
  NotificationType,
  SessionEnd,
} from '../shared/values/notifications.js';
export type { Chat, NotificationParams } from '../shared/wire/schemas.js';
export { FLAGS, SETTINGS, type Settings, type Shades, type Theme } from '../shared/values/settings.js';
