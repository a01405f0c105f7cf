/** What a message says: how often the frame is to notify, and whether each time in a task of its own. */
const ORDER = /^notify (\d+)( apart)?$/;
const NOTIFICATION = {
  type: 'SOCIALMESSAGE',
  streamId: 'fx-desk',
  fromWhomId: 71811853190102,
  isMention: false,
  message: 'EUR/USD 1.0842 / 1.0844, good for ten',
} as const;
const ANSWER = { streamId: ['fx-desk'], messages: [{ messageId: '42', streamId: 'fx-desk' }] };

/** The notification that is sent again and again. */
export type Notification = typeof NOTIFICATION;

/** The app in the frame, the same behind every contender. */
export interface FrameApp {
  /** Answers as a sent message is answered. A message may also order notifications, which follow in a task of their own. */
  sendMessage: (text: string) => typeof ANSWER;
  /** Drops what an app of this kind holds. After the message `hang` it never ends. */
  clear: () => Promise<void>;
}

/** @param notify - Sends one notification. */
export function createFrameApp(notify: (notification: Notification) => void): FrameApp {
  const { port1, port2 } = new MessageChannel();
  let left = 0;
  let isApart = false;
  let isHung = false;
  // A task of its own, without the least time that timers have.
  const run = (): void => {
    do {
      left--;
      notify(NOTIFICATION);
    } while (left > 0 && !isApart);
    if (left > 0) port2.postMessage(0);
  };
  port1.onmessage = run;
  return {
    sendMessage: (text) => {
      isHung ||= text === 'hang';
      const [, count, apart] = ORDER.exec(text) ?? [];
      if (count !== undefined) {
        left = Number(count);
        isApart = apart !== undefined;
        port2.postMessage(0);
      }
      return ANSWER;
    },
    clear: async () => {
      left = 0;
      if (isHung) await new Promise(() => undefined);
    },
  };
}

/** Where the embedding page is, as the frame's address says. */
export const hostOrigin = new URL(document.referrer).origin;
