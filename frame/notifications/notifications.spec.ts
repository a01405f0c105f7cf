import type { NotificationBatch } from '../../shared/values/notifications.js';
import { createNotifications, type Notifications } from './notifications.js';

/** Notifications, and what they send. */
function open(): { notifications: Notifications; batches: NotificationBatch[] } {
  const batches: NotificationBatch[] = [];
  return { notifications: createNotifications((batch) => batches.push(batch)), batches };
}

describe('createNotifications', () => {
  it('sends only what somebody listens to', async () => {
    const { notifications, batches } = open();
    notifications.replace([{ id: 1, type: 'MessageNotifications' }]);
    notifications.notify('UnreadCountNotifications', { streamId: 's1', count: 1 });
    notifications.notify('ActivityNotifications', undefined);
    await Promise.resolve();
    expect(batches).toEqual([]);
  });

  it('sends a notification once, for all subscriptions that match', async () => {
    const { notifications, batches } = open();
    notifications.replace([
      { id: 1, type: 'UnreadCountNotifications' },
      { id: 2, type: 'UnreadCountNotifications', params: { streamId: 's1' } },
      { id: 3, type: 'UnreadCountNotifications', params: { streamId: 's2' } },
    ]);
    const payload = { streamId: 's1', count: 1 };
    notifications.notify('UnreadCountNotifications', payload);
    await Promise.resolve();
    expect(batches).toEqual([[{ ids: [1, 2], type: 'UnreadCountNotifications', payload }]]);
  });

  it('sends system messages only to those who ask for them', async () => {
    const { notifications, batches } = open();
    notifications.replace([
      { id: 1, type: 'MessageNotifications' },
      { id: 2, type: 'MessageNotifications', params: { withMaestroMessages: true } },
      { id: 3, type: 'MessageNotifications', params: { withMaestroMessages: false } },
    ]);
    notifications.notify('MessageNotifications', { type: 'MAESTRO', streamId: 's1', event: 'JOIN_ROOM' });
    notifications.notify('MessageNotifications', { type: 'SOCIALMESSAGE', streamId: 's1' });
    await Promise.resolve();
    expect(batches[0]?.map(({ ids }) => ids)).toEqual([[2], [1, 2, 3]]);
  });

  it('matches the status of connections', async () => {
    const { notifications, batches } = open();
    notifications.replace([
      { id: 1, type: 'ConnectionNotifications', params: { status: ['accepted', 'deleted'] } },
      { id: 2, type: 'ConnectionNotifications' },
    ]);
    for (const status of ['accepted', 'pending_incoming', 'deleted'])
      notifications.notify('ConnectionNotifications', { status, userId: 1 });
    await Promise.resolve();
    expect(batches[0]?.map(({ ids }) => ids)).toEqual([[1, 2], [2], [1, 2]]);
  });

  it('sends what piles up within a task as one message, in order', async () => {
    const { notifications, batches } = open();
    notifications.replace([{ id: 1, type: 'UnreadCountNotifications' }]);
    for (let count = 0; count < 1_000; count++)
      notifications.notify('UnreadCountNotifications', { streamId: 's1', count });
    await Promise.resolve();
    expect(batches.length).toBe(1);
    expect(batches[0]?.map(({ payload }) => (payload as { count: number }).count)).toEqual(
      Array.from({ length: 1_000 }, (_, count) => count),
    );
    notifications.notify('UnreadCountNotifications', { streamId: 's1', count: 0 });
    await Promise.resolve();
    expect(batches.map(({ length }) => length)).toEqual([1_000, 1]);
  });

  it('keeps what comes before the host has said what it listens to', async () => {
    const { notifications, batches } = open();
    notifications.notify('ActivityNotifications', undefined);
    notifications.notify('UnreadCountNotifications', { streamId: 's1', count: 1 });
    await Promise.resolve();
    expect(batches).toEqual([]);
    notifications.replace([{ id: 7, type: 'UnreadCountNotifications' }]);
    await Promise.resolve();
    expect(batches[0]?.map(({ ids, type }) => ({ ids, type }))).toEqual([
      { ids: [7], type: 'UnreadCountNotifications' },
    ]);
  });

  it('follows the host that subscribes and unsubscribes', async () => {
    const { notifications, batches } = open();
    notifications.replace([]);
    notifications.subscribe({ id: 1, type: 'ActivityNotifications' });
    notifications.notify('ActivityNotifications', undefined);
    notifications.unsubscribe({ id: 1 });
    notifications.unsubscribe({ id: 99 });
    notifications.notify('ActivityNotifications', undefined);
    await Promise.resolve();
    expect(batches).toEqual([[{ ids: [1], type: 'ActivityNotifications', payload: undefined }]]);
  });

  it('loses none but the one that cannot be sent', async () => {
    const warned = spyOn(console, 'warn');
    const sent: NotificationBatch = [];
    const notifications = createNotifications((batch) => sent.push(...structuredClone(batch)));
    notifications.replace([{ id: 1, type: 'UnreadCountNotifications' }]);
    const broken = {
      get count(): number {
        throw new Error('not now');
      },
    };
    for (const payload of [{ count: 1 }, broken, { count: 3 }])
      notifications.notify('UnreadCountNotifications', payload);
    await Promise.resolve();
    expect(sent.map(({ payload }) => (payload as { count: unknown }).count)).toEqual([1, 3]);
    expect(warned).toHaveBeenCalledTimes(1);
  });
});
