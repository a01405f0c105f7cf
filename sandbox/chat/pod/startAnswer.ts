import type { Chat } from 'symphony-embed/frame';
import type { StartRequest } from '../../podApi/session.js';
import { partnerIdHere } from './partnerIdHere.js';
import { podFetch } from './podFetch.js';

/** How a portal wants its user to be let in. */
export interface Entrance {
  fromLogin?: boolean;
  subjectToken?: string | undefined;
  partnerId?: string | undefined;
}

export const START_PATH = '/session/start';

/** What was asked before the app was there, until the app takes the answer. */
let asked: { request: string; answer: Promise<Response>; controller: AbortController } | undefined;

/** How a frame begins, as the pod wants to hear it. Nothing, if a person has to log in first in any case. */
export function startRequest(
  { fromLogin, subjectToken, partnerId = partnerIdHere() }: Entrance,
  { streamId, userIds }: Chat,
): StartRequest | undefined {
  if (fromLogin && subjectToken === undefined) return undefined;
  return {
    ...(partnerId && { partnerId }),
    ...(subjectToken !== undefined && { subjectToken }),
    ...(streamId ? { streamId } : userIds?.length && { userIds }),
  };
}

/** Asks the pod how to begin, before the app is there. */
export function askAhead(entrance: Entrance, chat: Chat): void {
  const request = startRequest(entrance, chat);
  if (!request) return;
  const controller = new AbortController();
  const answer = podFetch('POST', START_PATH, controller.signal, request);
  // The app is told when it takes the answer.
  answer.catch(() => undefined);
  asked = { request: JSON.stringify(request), answer, controller };
}

/** Ends what was asked ahead. */
export function forgetAnswer(): void {
  asked?.controller.abort();
  asked = undefined;
}

/** The pod's answer: the one that was asked for ahead, if that was the same question. Each answer is taken once. */
export function startAnswer(request: StartRequest, signal: AbortSignal): Promise<Response> {
  if (asked?.request !== JSON.stringify(request)) {
    forgetAnswer();
    return podFetch('POST', START_PATH, signal, request);
  }
  const { answer, controller } = asked;
  asked = undefined;
  signal.addEventListener('abort', () => {
    controller.abort();
  });
  return answer;
}
