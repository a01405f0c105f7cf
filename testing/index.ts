/**
 * Fakes for the tests of portals and of apps in frames: without a pod, and without a network.
 *
 * @packageDocumentation
 */
import { createNotifications } from '../frame/notifications/notifications.js';
import { openFakeHost, type FakeHost, type FakeHostOptions } from '../frame/testing/fakeHost.js';
import { openFakePod, type FakePod, type FakePodOptions } from '../host/testing/fakePod.js';

/**
 * Creates a fake pod for the test of a portal. Works in browsers, jsdom and happy-dom. Close it after the test.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` if there is an open one at the same address; `NOT_SUPPORTED` if there is
 * no document or no `MessageChannel`.
 *
 * @example
 * ```ts
 * const pod = createFakePod();
 * const symphony = createSymphony({ podUrl: pod.url });
 * pod.fail('openStream', { type: 'STREAM_NOT_FOUND' });
 * await expect(symphony.render('chat', { streamId: 's1' })).rejects.toMatchObject({ type: 'STREAM_NOT_FOUND' });
 * pod.close();
 * ```
 */
export function createFakePod(options: FakePodOptions = {}): FakePod {
  return openFakePod(options, createNotifications);
}

/**
 * Creates a fake host for the test of an app in a frame. Create it before the app connects, and close it after the test. Works in
 * browsers, jsdom and happy-dom.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` if an option is wrong, or if another fake host is open; `NOT_SUPPORTED` if
 * there is no document.
 *
 * @example
 * ```ts
 * const host = createFakeHost({ welcome: { chat: { streamId: 's1' } } });
 * startApp({ allowedOrigins: [host.origin] });
 * expect(await host.shown()).toEqual({ streamId: 's1' });
 * expect(await host.call('openStream', { streamId: 's2' })).toEqual({ streamId: 's2' });
 * host.close();
 * ```
 */
export function createFakeHost(options: FakeHostOptions = {}): FakeHost {
  return openFakeHost(options);
}

export type { FakeHost, FakeHostOptions } from '../frame/testing/fakeHost.js';
export type { AppNotification, AppReport, ReportMethod } from '../frame/testing/appReports.js';
export type { FakeLogoutOptions, FakeLogoutReport } from '../frame/testing/fakeLogout.js';
export type { FakeCall, FakePod, FakePodOptions } from '../host/testing/fakePod.js';
export type { Answer, ScriptedError, ScriptedMethod } from '../host/testing/answers.js';
export type { FakeFrame, Notification } from '../host/testing/fakeFrame.js';
export type { ArgsOf, HostToFrame, ValueOf, Welcome } from '../shared/wire/contract.js';
export { SymphonyError, type ErrorPayload, type ErrorType } from '../shared/errors.js';
