import type { SymphonyInstance } from 'symphony-embed/host';

/**
 * Calls back with the number of unread messages: of one chat, or of all chats. Goes on after a logout and a new login;
 * then the number is 0 until a frame reports one.
 *
 * @returns A function that ends it.
 */
export function watchUnreadCount(
  symphony: SymphonyInstance,
  streamId: string | undefined,
  callback: (count: number) => void,
): () => void {
  const listen = (): (() => void) =>
    streamId === undefined
      ? symphony.listen({
          type: 'GlobalUnreadCountNotifications',
          callback: ({ totalCount }) => {
            callback(totalCount);
          },
        })
      : symphony.listen({
          type: 'UnreadCountNotifications',
          params: { streamId },
          callback: ({ count }) => {
            callback(count);
          },
        });
  let unlisten = listen();
  const unwatch = symphony.onSessionChange((state) => {
    if (state !== 'ended') return;
    callback(0);
    // A logout has removed the listener.
    unlisten();
    unlisten = listen();
  });
  return () => {
    unwatch();
    unlisten();
  };
}
