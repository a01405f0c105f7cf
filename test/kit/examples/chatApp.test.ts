import { createFakeHost, type FakeHost } from 'symphony-embed/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startChatApp } from './chatApp.js';

let host: FakeHost;
const session = { stop: vi.fn(), revoke: vi.fn(() => Promise.resolve()), clear: vi.fn() };
beforeEach(() => {
  host = createFakeHost({ welcome: { chat: { streamId: 's2' } } });
  startChatApp(host.origin, host.observe(session));
});
afterEach(() => {
  host.close();
});

const title = () => document.querySelector('h1')?.textContent;

it('shows the chat that the portal wants', async () => {
  expect(await host.shown()).toEqual({ streamId: 's2' });
  expect(title()).toBe('Research');
});

it('opens another chat', async () => {
  await host.shown();
  expect(await host.call('openStream', { streamId: 's1' })).toEqual({ streamId: 's1' });
  expect(title()).toBe('Trading desk');
});

it('refuses a chat that does not exist', async () => {
  await host.shown();
  await expect(host.call('openStream', { streamId: 's3' })).rejects.toMatchObject({
    type: 'STREAM_NOT_FOUND',
    data: { streamIds: ['s3'] },
  });
});

it('tells the portal of activity', async () => {
  await host.shown();
  document.querySelector('textarea')?.dispatchEvent(new Event('input'));
  await host.notified('ActivityNotifications');
});

it('asks the portal for a logout', async () => {
  await host.shown();
  document.querySelector('button')?.click();
  await host.reported('requestLogout');
});

it('stops, revokes and clears, in this order, and leaves nothing', async () => {
  await host.shown();
  localStorage.setItem('draft', 'secret');
  const report = await host.logout();
  expect(report).toMatchObject({ acknowledged: true, revoked: true, left: [], sentAfterwards: [] });
  expect(report.steps).toEqual([
    'clearSession',
    'stop',
    'revoke',
    'revoked',
    'clear',
    'cleared',
    'acknowledged',
    'emptyStorage',
    'emptied',
    'removed',
  ]);
});
