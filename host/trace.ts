interface OfEmbed {
  /** The iframe, by a number that no other iframe of this page has. */
  embed: number;
  /** Its slot, as the page named it; `service` for the service frame. */
  slot: string;
  /** When, in milliseconds, as `performance.now()` has it. */
  atMs: number;
}

/** An iframe has come, connected, lost its document, or been taken out. */
export interface StateEvent extends OfEmbed {
  kind: 'state';
  state: 'connecting' | 'connected' | 'gone' | 'removed';
}

/** A call has been sent, or has come. */
export interface CallEvent extends OfEmbed {
  kind: 'call';
  /** The same as its answer's. */
  id: number;
  direction: 'toFrame' | 'toHost';
  method: string;
}

/** A call has been answered, or will not be any more. */
export interface AnswerEvent extends OfEmbed {
  kind: 'answer';
  /** The same as its call's. */
  id: number;
  direction: 'toFrame' | 'toHost';
  method: string;
  ok: boolean;
  errorType?: string;
  /** Milliseconds since the call. */
  elapsedMs: number;
}

/** What happened on the channel. Arguments and answers are not in it: they hold tokens and messages. */
export type ChannelEvent = StateEvent | CallEvent | AnswerEvent;

type Beginning = Pick<StateEvent, 'kind' | 'state'> | Pick<CallEvent, 'kind' | 'direction' | 'method'>;
/** Tells an event, and gives what tells how it ended. */
export type Trace = (event: Beginning) => (ending: Pick<AnswerEvent, 'ok' | 'errorType'>) => void;

let calls = 0;

/** Makes what an embed tells its events to; `undefined` when nobody wants them, so that nothing is made for nobody. */
export function createTrace(
  debug: boolean | ((event: ChannelEvent) => void),
  embed: number,
  slot: string,
): Trace | undefined {
  if (!debug) return undefined;
  const tell = (event: object): void => {
    try {
      const complete = { embed, slot, atMs: performance.now(), ...event } as ChannelEvent;
      if (debug === true) console.debug('symphony', complete);
      else debug(complete);
    } catch (thrown) {
      // What watches the channel must not change what happens on it.
      console.error(thrown);
    }
  };
  return (event) => {
    const calledAt = performance.now();
    const id = ++calls;
    tell({ ...event, id });
    return (ending) => {
      tell({ ...event, id, kind: 'answer', elapsedMs: performance.now() - calledAt, ...ending });
    };
  };
}
