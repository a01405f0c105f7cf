import { readError, type Answer, type Answers, type ScriptedError, type ScriptedMethod } from './answers.js';
import type { FakeResponse } from './fakeRequests.js';

/** The functions of a fake pod that set what its frames answer. They return their undo. */
export interface Scripting {
  /**
   * Sets what the frames answer to a method: a value, or a function of the arguments. The answer of `openStream` and of
   * `startRoom` also counts for the chat that a new frame shows first.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT` if the host would not accept the value. If a function returns such a
   * value, the portal gets this error, and `close` throws it.
   */
  answer: <Name extends ScriptedMethod>(method: Name, answer: Answer<Name>) => () => void;
  /** Lets the frames answer a method with an error. */
  fail: (method: ScriptedMethod, error: ScriptedError) => () => void;
  /** Lets the frames never answer a method. Other methods work. */
  ignore: (method: ScriptedMethod) => () => void;
  /**
   * Lets logouts fail. `unconfirmed`: the pod has a fault, and does not confirm that the session is over, neither to a frame
   * nor to the host; another try may help. `refused`: it does not do so for good. `incomplete`: the session is over, but a
   * frame has not emptied the storage.
   */
  failLogout: (how: 'unconfirmed' | 'refused' | 'incomplete') => () => void;
  /** Lets new frames never say hello, and the host's own requests fail, as if the pod could not be reached. */
  goDown: () => () => void;
}

/** The confirmation of a logout, to the host's own request. */
const CONFIRMATION: FakeResponse = { status: 200, body: { loggedOut: true } };

/** Scripts the answers of the frames, and the pod's answers to the host. */
export interface PodScripting extends Scripting {
  /** Returns whether the pod can be reached. */
  isUp: () => boolean;
  /** Returns the pod's answer to the host's own request to log out. Throws if the pod cannot be reached. */
  respond: () => FakeResponse;
}

export function createScripting(answers: Answers): PodScripting {
  const refusals = new Set<{ status: number }>();
  const outages = new Set<object>();

  function refuse(status: number): () => void {
    const refusal = { status };
    refusals.add(refusal);
    const undo = scripting.answer('clearSession', {
      revoked: false,
      cleared: true,
      error: { type: 'ERROR', message: `revoke: the fake pod answered ${status} without confirming` },
    });
    return () => {
      refusals.delete(refusal);
      undo();
    };
  }

  const scripting: PodScripting = {
    answer: (method, answer) => answers.set(method, answer),
    fail: (method, scripted) => {
      const error = readError(method, scripted);
      return answers.set(method, () => {
        throw error;
      });
    },
    ignore: (method) => answers.set(method, () => new Promise(() => undefined)),
    failLogout: (how) =>
      how === 'incomplete'
        ? scripting.answer('emptyStorage', {
            unavailable: [],
            failures: ['localStorage: the fake frame did not empty it'],
          })
        : refuse(how === 'refused' ? 403 : 500),
    goDown: () => {
      const outage = {};
      outages.add(outage);
      return () => {
        outages.delete(outage);
      };
    },
    isUp: () => !outages.size,
    respond: () => {
      if (outages.size) throw new TypeError('the fake pod is down');
      const refusal = [...refusals].at(-1);
      return refusal ? { ...refusal, body: {} } : CONFIRMATION;
    },
  };
  return scripting;
}
