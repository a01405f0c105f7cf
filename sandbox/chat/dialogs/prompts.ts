import { SymphonyError } from 'symphony-embed/frame';
import type { Profile } from '../../podApi/people.js';
import type { ChatState } from '../app/chatState.js';
import { inWords } from '../pod/podProblem.js';
import type { Question, Questions } from './prompt.js';

interface Waiting {
  perform: (given: never) => Promise<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: SymphonyError) => void;
}

const DOINGS: Record<keyof Questions, string> = {
  send: 'send the message',
  blast: 'send the message',
  room: 'create the room',
  chat: 'start the chat',
};

/** What the user is asked before something is done: one thing at a time. */
export class Prompts {
  readonly #state: ChatState;
  readonly #onAsked: () => () => void;
  #waiting: Waiting | undefined;

  /** @param onAsked - Hears that something is asked; what it returns is called when that is over. */
  constructor(state: ChatState, onAsked: () => () => void) {
    this.#state = state;
    this.#onAsked = onAsked;
  }

  /**
   * Asks the user, and does what they asked for. What fails is shown to them, and they may try again. There is no
   * deadline: people take their time.
   *
   * @returns What was done.
   * @throws {@link SymphonyError} `CANCELLED` when they called it off, or something else took the place.
   */
  async ask<Kind extends keyof Questions, Result>(
    question: { kind: Kind } & Questions[Kind]['shown'],
    perform: (given: Questions[Kind]['given']) => Promise<Result>,
  ): Promise<Result> {
    this.replace();
    const handleOver = this.#onAsked();
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.#waiting = { perform, resolve: resolve as (result: unknown) => void, reject };
        const prompt = { ...(question as Question), busy: false, problem: undefined };
        this.#state.set({ prompt, ...(prompt.kind === 'blast' && { appView: undefined }) });
      });
    } finally {
      handleOver();
    }
  }

  /** The user wants it. Resolves with whether it was done. */
  async confirm<Kind extends keyof Questions>(kind: Kind, given: Questions[Kind]['given']): Promise<boolean> {
    const waiting = this.#waiting;
    if (!waiting || this.#state.prompt?.busy) return false;
    this.#change({ busy: true, problem: undefined });
    try {
      waiting.resolve(await waiting.perform(given as never));
      if (this.#waiting !== waiting) return true;
      if (this.#state.prompt?.kind === 'blast') this.#change({ busy: false });
      else this.#close();
      return true;
    } catch (thrown) {
      if (this.#waiting === waiting)
        this.#change({ busy: false, problem: inWords(thrown, DOINGS[kind], peopleIn(given)) });
      return false;
    }
  }

  /** The blast module tells how far its message went, and is there for another one. */
  handleBlasted(sentTo: number): void {
    this.#change({ sentTo });
  }

  /** The user does not want it. */
  cancel(): void {
    // What is being done cannot be called back any more.
    if (!this.#state.prompt?.busy)
      this.end(new SymphonyError('CANCELLED', 'Nothing was done: the user cancelled it.'));
  }

  /** Something else takes the place. */
  replace(): void {
    this.end(new SymphonyError('CANCELLED', 'Nothing was done: something else was opened in its place.'));
  }

  end(error: SymphonyError): void {
    this.#waiting?.reject(error);
    if (this.#waiting) this.#close();
  }

  #close(): void {
    this.#waiting = undefined;
    this.#state.set({ prompt: undefined });
  }

  #change(change: { busy?: boolean; problem?: string | undefined; sentTo?: number }): void {
    const { prompt } = this.#state;
    if (prompt) this.#state.set({ prompt: { ...prompt, ...change } });
  }
}

/** Those whom a problem may name. */
function peopleIn(given: Questions[keyof Questions]['given']): readonly Profile[] {
  if (!given) return [];
  if ('people' in given) return given.people;
  return 'to' in given ? given.to.users : given;
}
