import { connect } from '@nats-io/transport-node';
import type { EventBus } from './eventBus.js';

const SUBJECT = 'symphony.pod';
/** What a pod says when its connection is back: something that it told, or was told, may be lost. */
const GAP = '';
const RECONNECT_AFTER_MS = 500;

/**
 * A NATS server, or a cluster of them. It keeps nothing: who is not connected misses what is told, and learns that
 * something may have been missed when it is connected again.
 *
 * @param url - Its address, as in `nats://host:4222`; several, separated by commas, for a cluster.
 * @param heartbeatMs - How often the connection is tried out. After two times without an answer it is replaced.
 */
export async function openNatsBus(url: string, heartbeatMs: number): Promise<EventBus> {
  const connection = await connect({
    servers: url.split(','),
    pingInterval: heartbeatMs,
    maxPingOut: 2,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_AFTER_MS,
  });
  return {
    publish: (queries, payloads) => {
      // A pod that dies in between has told nobody. That is why each looks its frames' sessions up now and then.
      queries.afterCommit(() => {
        for (const payload of payloads) connection.publish(SUBJECT, payload);
      });
      return Promise.resolve();
    },
    listen: async (handle, onGap) => {
      connection.subscribe(SUBJECT, {
        callback: (error, message) => {
          if (error) console.error('Failed to hear what was told:', error);
          else if (message.string() === GAP) onGap();
          else handle(message.string());
        },
      });
      await connection.flush();
      void (async () => {
        for await (const { type } of connection.status()) {
          if (type === 'disconnect') console.error('The connection to NATS was lost.');
          if (type === 'reconnect') connection.publish(SUBJECT, GAP);
          if (type === 'slowConsumer') onGap();
        }
      })();
    },
    close: () => connection.close(),
  };
}
