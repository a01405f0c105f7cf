/**
 * The half of symphony-embed that runs inside a Symphony iframe.
 *
 * @packageDocumentation
 */
export { connectApp, type App, type AppOptions, type Shown } from './app.js';
export type { AppHandlers } from './methods.js';
export { acceptRawClients, type RawClientOptions } from './rawClients/acceptRawClients.js';
export { checkOnWaking, type Check, type WakingCheck } from './session/checkOnWaking.js';
export { loginInPopup, type PopupOptions } from './session/loginInPopup.js';
export { proveBrowser, type ProofOptions } from './session/proveBrowser.js';
export { revokeAt, type Revoke } from './session/revokeAt.js';
export { revokeOver } from './session/revokeOver.js';
export type { SessionHooks } from './session/session.js';
export { watchSession, type SessionWatch, type WatchOptions } from './session/watchSession.js';
export type { LogoutScope, Statement } from '../shared/confirmation.js';
export type { CreatedRoom, DistributionList, SentMessage } from '../shared/values/answers.js';
export type { AuthState, Welcome } from '../shared/wire/contract.js';
export { SymphonyError, type ErrorPayload, type ErrorType } from '../shared/errors.js';
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
  StopReason,
} from '../shared/values/notifications.js';
export type { Chat, NotificationParams } from '../shared/wire/schemas.js';
export type { Settings, Shades, Theme } from '../shared/values/settings.js';
