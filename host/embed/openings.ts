import { deferred } from '../../shared/deferred.js';
import { failure, toSymphonyError } from '../../shared/errors.js';
import { toError } from '../../shared/wire/channel.js';
import type { ArgsOf, FrameToHost, HostToFrame, MethodOf, ValueOf } from '../../shared/wire/contract.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { Connection } from './connection.js';
import type { EmbedParts } from './embed.js';
import type { Frame } from './frame.js';
import { superseded } from './superseded.js';
import { Promise } from '../../shared/natives.js';

/**
 * The openings of one slot, one after another, and the calls between them. An opening starts as soon as the previous
 * one has ended, whether it succeeded or not. If a later opening is waiting, this one is rejected with `SUPERSEDED`,
 * before it starts or after it has ended. After the end of the embed's lifetime, nothing is opened.
 */
export interface Openings {
  /** The chat that the next document has to show. */
  readonly chat: Chat;
  /** Resolves once the frame reports for the first time that it shows its chat. */
  opened: () => Promise<Chat>;
  /** Shows another chat. */
  show: (chat: Chat) => Promise<Chat>;
  /** Calls the frame to show something else than a chat. */
  display: <Name extends MethodOf<HostToFrame>>(
    method: Name,
    args: ArgsOf<HostToFrame, Name>,
  ) => Promise<ValueOf<HostToFrame, Name>>;
  /** Calls the frame after the opening in progress. With `isForPerson`, a person answers, without a deadline. */
  ask: <Name extends MethodOf<HostToFrame>>(
    method: Name,
    args: ArgsOf<HostToFrame, Name>,
    isForPerson?: boolean,
  ) => Promise<ValueOf<HostToFrame, Name>>;
  handleReady: (shown: ArgsOf<FrameToHost, 'ready'>) => void;
}

export function createOpenings(
  { options, life, slot, chat }: EmbedParts,
  frame: Frame,
  connection: Connection,
): Openings {
  let last: Promise<unknown> = Promise.resolve();
  const ready = deferred<Chat>();

  /** Resolves when the latest opening has ended. */
  const settled = (): Promise<unknown> => last.catch(toSymphonyError);

  function next<T>(open: () => Promise<T>): Promise<T> {
    const before = settled();
    const check = (): void => {
      if (life.ended) throw life.ended;
      if (last !== opening) throw superseded('another one');
    };
    const opening = (async () => {
      await before;
      check();
      await connection.connected();
      check();
      const result = await open();
      check();
      return result;
    })();
    last = opening;
    return opening;
  }

  return {
    get chat() {
      return chat;
    },
    opened: () =>
      next(() =>
        frame.opening(ready.promise, options.timeouts.readyMs, () =>
          failure(
            'TIMEOUT',
            'open the chat',
            `the app in ${slot.name} did not call ready() within ${options.timeouts.readyMs} ms`,
          ),
        ),
      ),
    show: (wanted) =>
      next(async () => {
        const { streamId, userIds = [] } = wanted;
        const shown = await (streamId
          ? frame.call('openStream', { streamId })
          : frame.call('startRoom', { userIds }));
        chat = wanted;
        return shown;
      }),
    display: (method, args) => next(() => frame.call(method, args)),
    ask: async (method, args, isForPerson) => {
      await settled();
      await connection.connected();
      return frame.call(method, args, isForPerson);
    },
    handleReady: ({ error, ...shown }) => {
      frame.isPersonAsked = false;
      // After a reload, the frame must show the chat that it chose itself.
      if (shown.streamId) chat = { streamId: shown.streamId };
      if (error) ready.reject(toError(error));
      else ready.resolve(shown);
    },
  };
}
