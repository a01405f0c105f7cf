import { loginInPopup, proveBrowser, SymphonyError, type Chat } from 'symphony-embed/frame';
import type { User } from '../../podApi/people.js';
import type { FirstView } from '../../podApi/session.js';
import type { Host } from '../app/chatApp.js';
import type { ChatState } from '../app/chatState.js';
import type { Pod } from '../pod/pod.js';
import { PodRefusal } from '../pod/podRefusal.js';
import { startRequest, type Entrance } from '../pod/startAnswer.js';
import { loginProblem, tokenProblem } from './loginProblem.js';
import { subjectOf } from './subjectToken.js';

/** Somebody was let in, and the pod may have said at once what they see first. */
interface Entry {
  /** The chat that it was asked for. */
  chat: Chat;
  first: FirstView | undefined;
}

/** The user who is recognised, if one is, or what to tell the one who has to log in. */
interface Recognised {
  user?: User | undefined;
  problem?: string;
  first?: FirstView | undefined;
}

interface Parts {
  state: ChatState;
  pod: Pod;
  host: () => Host;
  /** Somebody is in, and may be shown their chats: what the pod has said of these already. */
  onEnter: (first: FirstView | undefined) => void;
  /** Somebody logged in in another frame of the portal, and this one waits for nobody. */
  onLoginElsewhere: () => void;
}

/** Who is logged in: finds out, asks for a login and for the consent to the terms of use, where they are needed. */
export class Account {
  readonly #parts: Parts;
  readonly #otherFrames = channel();
  #entrance: Entrance = {};
  #entering: Promise<Entry> | undefined;
  /** What waits for the user to log in, or to accept the terms. Nobody means: to log in again. */
  #asked: { resolve: (user: User | undefined) => void; reject: (error: SymphonyError) => void } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    // A login in one frame of this portal is a login in all of them.
    this.#otherFrames?.addEventListener('message', () => {
      this.#lookAgain().catch(console.warn);
    });
  }

  /** How the next user is to be let in. */
  set entrance(entrance: Entrance) {
    this.#entrance = entrance;
  }

  /**
   * Resolves when somebody is in. All who wait for it wait for the same.
   *
   * @param chat - The chat that is to be shown then.
   * @returns What the pod has said of that chat already.
   */
  async ready(chat: Chat = {}): Promise<FirstView | undefined> {
    if (this.#parts.state.user) return undefined;
    this.#entering ??= this.#enter(chat).finally(() => {
      this.#entering = undefined;
    });
    const entry = await this.#entering;
    return entry.chat === chat ? entry.first : undefined;
  }

  /** Must be called from a click or a key, or the browser does not let the frame prove where it is. */
  async logIn(email: string, password: string): Promise<void> {
    const login = this.#logInWith(() => this.#parts.pod.login(email, password));
    void proveBrowser({ url: '/session/browser', after: login });
    await login;
  }

  /** Must be called from a click. */
  logInWithPopup(signal: AbortSignal): Promise<void> {
    return this.#logInWith(async () => {
      const { pod, state } = this.#parts;
      const page = state.authenticationType === 'sso' ? '/sso/login' : '/apps/login';
      try {
        return await pod.redeem(await loginInPopup({ url: `${page}?popup=1`, signal }));
      } catch (thrown) {
        // The user has closed the window.
        if (thrown instanceof SymphonyError && thrown.type === 'CANCELLED') return undefined;
        throw thrown;
      }
    });
  }

  async acceptTerms(): Promise<void> {
    const { state, pod } = this.#parts;
    state.set({ view: { kind: 'terms', problem: undefined, busy: true } });
    try {
      const { user } = await pod.acceptTerms();
      this.#asked?.resolve(user);
      this.#otherFrames?.postMessage('loggedIn');
    } catch (thrown) {
      if (thrown instanceof PodRefusal && thrown.status === 401) this.#asked?.resolve(undefined);
      else state.set({ view: { kind: 'terms', problem: loginProblem(thrown), busy: false } });
    }
  }

  /** Nobody is to be let in any more. */
  stop(error: SymphonyError): void {
    this.#asked?.reject(error);
    this.#entrance = {};
  }

  async #enter(chat: Chat): Promise<Entry> {
    const { state, onEnter } = this.#parts;
    let { user, problem, first } = await this.#recognise(this.#entrance, chat);
    // Not before: when the pod cannot be reached, another try goes the same way.
    this.#entrance = {};
    while (!user?.termsAccepted) {
      user = await (user
        ? this.#ask({ kind: 'terms', problem: undefined, busy: false }, 'terms_of_use')
        : this.#ask({ kind: 'login', problem, busy: false }, 'login'));
      problem = first = undefined;
    }
    state.set({ user, view: { kind: 'loading', text: 'Opening the chat' } });
    onEnter(first);
    return { chat, first };
  }

  /** Asks the pod whom it knows, or whom the portal vouches for. */
  async #recognise(entrance: Entrance, chat: Chat): Promise<Recognised> {
    const { state, pod } = this.#parts;
    const { subjectToken } = entrance;
    const request = startRequest(entrance, chat);
    if (!request) return {};
    try {
      const { authenticationType, user, first } = await pod.start(request);
      state.set({ authenticationType });
      return { user, first };
    } catch (thrown) {
      if (subjectToken === undefined || !(thrown instanceof PodRefusal) || thrown.status === 0) throw thrown;
      // Another frame of the portal may have used it just now.
      const { user } = await pod.session();
      const isSame = user && user.email === subjectOf(subjectToken);
      return isSame ? { user } : { problem: tokenProblem(thrown) };
    }
  }

  async #ask(view: ChatState['view'], reason: string): Promise<User | undefined> {
    this.#parts.state.set({ view });
    this.#parts.host().userInteractionRequired({ reason });
    try {
      return await new Promise((resolve, reject) => {
        this.#asked = { resolve, reject };
      });
    } finally {
      this.#asked = undefined;
    }
  }

  async #logInWith(way: () => Promise<{ user: User } | undefined>): Promise<void> {
    const { state } = this.#parts;
    state.set({ view: { kind: 'login', problem: undefined, busy: true } });
    try {
      const answer = await way();
      if (answer) {
        this.#asked?.resolve(answer.user);
        this.#otherFrames?.postMessage('loggedIn');
      } else state.set({ view: { kind: 'login', problem: undefined, busy: false } });
    } catch (thrown) {
      // Somebody was let in meanwhile, or nobody is to be any more.
      if (!this.#asked) return;
      state.set({ view: { kind: 'login', problem: loginProblem(thrown), busy: false } });
    }
  }

  async #lookAgain(): Promise<void> {
    const { state, pod, onLoginElsewhere } = this.#parts;
    if (!this.#asked && state.view.kind !== 'ended') return;
    const { user } = await pod.session();
    if (!user || state.user) return;
    if (this.#asked) this.#asked.resolve(user);
    else onLoginElsewhere();
  }
}

function channel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel('symphony-chat');
  } catch {
    // A browser may keep it from third parties: then each frame asks for its own login.
    return undefined;
  }
}
