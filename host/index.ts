/**
 * The half of symphony-embed that runs in the page that embeds Symphony.
 *
 * @packageDocumentation
 */
import type { Symphony } from './api.js';
import type { SymphonyOptions } from './options.js';
import { readOptions } from './readOptions.js';
import { createHost } from './symphony.js';

/**
 * Makes the functions of Embedded Mode for one pod. Nothing happens until one of them is called.
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
export function createSymphony(options: SymphonyOptions): Symphony {
  return createHost(readOptions(options)).symphony;
}

export type { Selector, Symphony } from './api.js';
export type { Configuration } from './configuration.js';
export type { DocumentedSymphony } from './documented.js';
export { load, type LoadOptions } from './load.js';
export type { FrameReport, LogoutFailure, LogoutReport } from './logout.js';
export type { Paths, SymphonyOptions, Timeouts } from './options.js';
export type { SendMessageOptions } from './sendMessageOptions.js';
export type { ListenOptions, ListenPayloads, SessionNotification } from './subscriptions.js';
export type { ChannelEvent } from './trace.js';
export type { CreatedRoom, DistributionList, SentMessage } from '../shared/answers.js';
export type { AuthState } from '../shared/contract.js';
export { ERROR_TYPES, SymphonyError, type ErrorPayload, type ErrorType } from '../shared/errors.js';
export type {
  Entity,
  FileAttachment,
  IntentEntity,
  RoomOptions,
  SharedMessage,
  SymphonyEntity,
} from '../shared/messages.js';
export type {
  MaestroMessage,
  SocialMessage,
  NotificationPayloads,
  NotificationType,
  SessionEnd,
} from '../shared/notifications.js';
export type { Chat, NotificationParams } from '../shared/schemas.js';
export type { Settings, Shades, Theme } from '../shared/settings.js';
