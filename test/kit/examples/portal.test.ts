import { createFakePod, type FakePod } from 'symphony-embed/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startPortal } from './portal.js';

let pod: FakePod;
beforeEach(() => {
  pod = createFakePod();
});
afterEach(() => {
  pod.close();
});

const textOf = (selector: string) => document.querySelector(selector)?.textContent;

it('shows the chat of the trading desk in dark colours', async () => {
  await startPortal(pod.url);
  const frame = pod.frameIn('#chat');
  expect(frame.chat).toEqual({ streamId: 'trading-desk' });
  expect(frame.welcome?.settings.mode).toBe('dark');
});

it('says when the chat cannot be shown', async () => {
  pod.fail('openStream', { type: 'STREAM_NOT_FOUND' });
  await startPortal(pod.url);
  expect(textOf('[role=alert]')).toBe('STREAM_NOT_FOUND');
});

it('counts unread messages', async () => {
  await startPortal(pod.url);
  await pod.notify('GlobalUnreadCountNotifications', { notifications: [], totalCount: 3 });
  expect(textOf('#badge')).toBe('3');
});

it('logs out', async () => {
  await startPortal(pod.url);
  document.querySelector('button')?.click();
  await vi.waitFor(() => {
    expect(pod.frames).toEqual([]);
  });
  expect(pod.callsOf('clearSession')).toMatchObject([{ revoke: true }]);
  expect(textOf('[role=alert]')).toBe('');
});

it('says when the pod has not confirmed the logout', async () => {
  await startPortal(pod.url);
  pod.failLogout('unconfirmed');
  document.querySelector('button')?.click();
  await vi.waitFor(() => {
    expect(textOf('[role=alert]')).toBe('LOGOUT_UNCONFIRMED');
  });
});
