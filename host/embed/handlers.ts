import { failure } from '../../shared/errors.js';
import {
  PROTOCOL,
  type FrameToHost,
  type Handlers,
  type Remote,
  type Welcome,
} from '../../shared/wire/contract.js';
import { frameToHostArgs } from '../../shared/wire/frameToHostArgs.js';
import { createMethods } from '../../shared/wire/methods.js';
import { traced, type Trace } from '../trace.js';
import type { DocumentFollower } from './document.js';
import type { Embed } from './embed.js';

/** The page's handlers for calls from a frame. */
export type PageHandlers = Omit<Handlers<FrameToHost>, 'hello' | 'goodbye'>;

/** The owner of an embed. */
export interface EmbedOwner {
  handlersFor: (embed: Embed) => PageHandlers;
  /** Returns the answer to a frame's hello. */
  welcome: (embed: Embed) => Welcome;
  /** The deadline of a ping, in milliseconds. A frame that misses it counts as dead. */
  deadAfterMs: () => number;
  /** The embed has connected or disconnected, or the page removed its iframe. */
  handleChange: (embed: Embed) => void;
}

/** Creates the methods that the frame of an embed can call. */
export function createHandlers(
  embed: Embed,
  owner: EmbedOwner,
  documents: DocumentFollower,
  trace: Trace | undefined,
): Remote<FrameToHost> {
  const handlers: Handlers<FrameToHost> = {
    ...owner.handlersFor(embed),
    hello: ({ protocol, app, originKeyed }) => {
      if (protocol !== PROTOCOL) {
        const versions = `the host speaks protocol ${PROTOCOL}, the frame ${app} protocol ${protocol}`;
        const error = failure('INCOMPATIBLE_VERSION', `connect ${embed.slot.name}`, versions);
        embed.frame.rejectAll(error);
        throw error;
      }
      documents.handleHello();
      trace?.({ kind: 'state', state: 'connected', originKeyed });
      const welcome = owner.welcome(embed);
      embed.handleHello();
      owner.handleChange(embed);
      return welcome;
    },
    goodbye: () => {
      documents.handleGoodbye();
      documents.check();
    },
  };
  return createMethods<FrameToHost>(frameToHostArgs, (name) => {
    const handler = handlers[name] as (args: unknown) => unknown;
    return ((args: unknown) =>
      traced(trace, { direction: 'toHost', method: name }, async () => await handler(args))) as never;
  });
}
