/**
 * The half of symphony-embed that runs inside a Symphony iframe.
 *
 * @packageDocumentation
 */
export { connectApp, type App, type AppOptions } from './app.js';
export type { AppHandlers } from './methods.js';
export { revokeAt, type Revoke } from './revokeAt.js';
export type { SessionHooks } from './session.js';
export type { CreatedRoom, DistributionList, SentMessage } from '../shared/answers.js';
export type { AuthState, Welcome } from '../shared/contract.js';
export { SymphonyError, type ErrorPayload, type ErrorType } from '../shared/errors.js';
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
