import { SymphonyError, type AppHandlers } from 'symphony-embed/frame';
import type { AskedMethod, FrameBehaviour, FrameCommand } from './behaviour.js';
import { makeOdd } from './oddValues.js';
import { framePage, hang, never, wait, writeJournal } from './framePage.js';

type Answer = Extract<FrameCommand, { do: 'answer' }>;

const usualAnswers: Record<AskedMethod, unknown> = {
  sendMessage: { streamId: ['s1'], messages: [{ messageId: 'm1', streamId: 's1' }] },
  createRoom: { streamId: 'r1', userIds: ['7'] },
  pinMessage: undefined,
  openApp: undefined,
  openBlast: undefined,
  getDistributionLists: [{ id: 'l1', name: 'Traders' }],
};
/** A beacon takes no more. */
const JOURNAL_MAX_LENGTH = 50_000;

const waiting = new Map<string, ((answer: Answer) => void)[]>();

/** The handlers for what a frame is asked for, as its behaviour has it at the time of the call. */
export function answerHandlers(behaviourNow: () => FrameBehaviour): AppHandlers {
  const answer = async (method: AskedMethod, args: object): Promise<unknown> => {
    const { length } = JSON.stringify(args);
    writeJournal(method, length > JOURNAL_MAX_LENGTH ? { length } : { ...args });
    const { answers = {}, hangMs = 10_000 } = behaviourNow();
    const answering = answers[method] ?? { value: usualAnswers[method] };
    switch (answering) {
      case 'absent':
      case 'never':
        return never();
      case 'throws':
        throw new TypeError(`${method} was told to fail`);
      case 'hangs':
        hang(hangMs);
        return never();
      case 'whenTold': {
        const { value, error } = await new Promise<Answer>((resolve) => {
          waiting.set(method, [...(waiting.get(method) ?? []), resolve]);
        });
        if (error) throw errorOf(error);
        return value === undefined ? usualAnswers[method] : value;
      }
      default:
        if ('error' in answering) throw errorOf(answering.error);
        if ('odd' in answering) return makeOdd(answering.value, answering.odd);
        await wait(answering.afterMs);
        return answering.value;
    }
  };
  const handlers = Object.keys(usualAnswers)
    .filter((method) => framePage.behaviour.answers?.[method as AskedMethod] !== 'absent')
    .map((method) => [method, (args: object) => answer(method as AskedMethod, args)]);
  return Object.fromEntries(handlers) as AppHandlers;
}

/** Answers what waits for a person. */
export function giveAnswer(answer: Answer): void {
  for (const resolve of waiting.get(answer.method) ?? []) resolve(answer);
  waiting.delete(answer.method);
}

function errorOf({ type, message, data }: { type: string; message: string; data?: unknown }): SymphonyError {
  return new SymphonyError(type as 'ERROR', message, data);
}
