import { SymphonyError, type App, type Chat, type ErrorPayload, type SessionEnd } from 'symphony-embed/frame';
import type { ChatState } from './chatState.js';
import { Conversations } from './conversations.js';
import { LiveSocket } from './liveSocket.js';
import { loginInPopup } from './loginPopup.js';
import { loginProblem } from './loginProblem.js';
import { PodApi, PodRefusal, type User } from './podApi.js';

/** The app's host, or what stands in for one in a page without the SDK. */
export type Host = Omit<App, 'connected'>;

const ACTIVITY_EVERY_MS = 5_000;

/** The chat app: who is logged in, what is shown, and what of it the host hears. */
export class ChatApp {
  readonly state: ChatState;
  readonly #api = new PodApi();
  readonly #conversations: Conversations;
  readonly #live: LiveSocket;
  readonly #otherFrames = channel();
  #host: Host;
  /** The chat to show once somebody is logged in. */
  #wanted: Chat = {};
  #login: { promise: Promise<void>; succeed: () => void; fail: (error: Error) => void } | undefined;
  #isEnding = false;
  #lastActivityMs = -Infinity;

  constructor(state: ChatState, host: Host) {
    this.state = state;
    this.#host = host;
    this.#conversations = new Conversations(state, this.#api, () => this.#host);
    this.#live = new LiveSocket({
      onNotice: (notice) => {
        if (notice.type === 'message') this.#conversations.handleMessage(notice.message, notice.streamName);
        else if (notice.type === 'unread') this.#conversations.handleUnread(notice.streamId, notice.count);
        else void this.endSession(notice.reason);
      },
      onLine: ({ online, again }) => {
        state.set({ isOnline: online });
        if (!again) return;
        if (state.view.kind === 'problem') this.retry();
        else this.#conversations.catchUp().catch(console.warn);
      },
      onRefused: () => void this.endSession('expired'),
    });
    // A login in one frame of this portal is a login in all of them.
    this.#otherFrames?.addEventListener('message', () => {
      if (state.view.kind === 'login' || state.view.kind === 'ended') this.#resume().catch(console.warn);
    });
  }

  set host(host: Host) {
    this.#host = host;
  }

  /** Shows the first chat and tells the host how that went. */
  async start(wanted: Chat, fromLogin = false): Promise<void> {
    this.#wanted = wanted;
    try {
      if (fromLogin) this.#askForLogin();
      this.#host.ready(await this.show(wanted));
    } catch (thrown) {
      const error = this.#explain(thrown);
      if (error) this.#host.ready({ error });
    }
  }

  /** Shows a chat, after a login when one is needed. */
  async show(wanted: Chat): Promise<Chat> {
    this.#wanted = wanted;
    try {
      await this.#whenLoggedIn();
      return await this.#conversations.show(wanted);
    } catch (thrown) {
      this.#explain(thrown);
      throw thrown;
    }
  }

  retry(): void {
    this.state.set({ view: { kind: 'loading', text: 'Trying again' } });
    void this.start(this.#wanted);
  }

  async checkAuth(): Promise<{ isLoggedIn: boolean; authenticationType: 'password' | 'sso' }> {
    const { loggedIn, authenticationType } = await this.#api.session();
    return { isLoggedIn: loggedIn, authenticationType };
  }

  logIn(email: string, password: string): Promise<void> {
    return this.#logInWith(() => this.#api.login(email, password));
  }

  /** Must be called from a click. */
  logInWithPopup(signal: AbortSignal): Promise<void> {
    return this.#logInWith(async () => {
      const code = await loginInPopup(signal);
      return code === undefined ? undefined : this.#api.redeem(code);
    });
  }

  /** Back from "you were logged out" to the login. */
  logInAgain(): void {
    void this.start(this.#wanted);
  }

  /** The user's own log-out button. */
  async logOut(): Promise<void> {
    try {
      await this.#host.requestLogout();
    } catch (thrown) {
      this.#explain(thrown);
    }
  }

  /** The pod says that the session is over: another portal logged out, it ran out, or this page alone logged out. */
  async endSession(reason: SessionEnd, isOwnDoing = false): Promise<void> {
    if (this.#isEnding || !this.state.user) return;
    this.#isEnding = true;
    this.state.set({ view: { kind: 'ended', reason: isOwnDoing ? 'here' : reason } });
    try {
      await this.#host.sessionEnded({ reason });
    } catch (thrown) {
      // The host has heard of the end; what could not be cleared is for whoever looks after the app.
      console.warn(thrown);
    } finally {
      this.#isEnding = false;
    }
  }

  /** First of all at the end of a session: nothing may come from the pod any more, and nothing may go there. */
  stop(): void {
    this.#live.close();
    this.#api.abort();
    this.#login?.fail(
      new SymphonyError('LOGGED_OUT', 'Failed to wait for the login: the portal logged out.'),
    );
    this.#login = undefined;
    if (!this.#isEnding) this.state.set({ view: { kind: 'loading', text: 'Logging out' } });
  }

  clear(): void {
    this.state.forgetUser();
  }

  post(text: string): Promise<void> {
    return this.#conversations.post(text);
  }

  people(): Promise<{ users: User[] }> {
    return this.#api.users();
  }

  /** The user did something in this frame: what is shown has been seen. */
  handleActivity(): void {
    // On other views what takes the focus is a notice, and nobody is reading.
    if (this.state.view.kind !== 'chat') return;
    this.#conversations.markRead().catch(console.warn);
    const nowMs = performance.now();
    if (nowMs - this.#lastActivityMs < ACTIVITY_EVERY_MS) return;
    this.#lastActivityMs = nowMs;
    this.#host.notify('ActivityNotifications');
  }

  followInternalLink(url: string): void {
    this.#host.notify('InternalLinkNotifications', { url });
  }

  async #whenLoggedIn(): Promise<void> {
    if (this.state.user) {
      this.#live.open();
      return;
    }
    if (!this.#login) {
      const { user } = await this.#api.session();
      if (user) this.#welcome(user);
      else this.#askForLogin();
    }
    await this.#login?.promise;
  }

  #askForLogin(): void {
    this.state.set({ view: { kind: 'login', problem: undefined, busy: false } });
    let succeed = (): void => undefined;
    let fail: (error: Error) => void = () => undefined;
    const promise = new Promise<void>((resolve, reject) => {
      succeed = resolve;
      fail = reject;
    });
    promise.catch(() => undefined);
    this.#login = { promise, succeed, fail };
    this.#host.userInteractionRequired({ reason: 'login' });
  }

  async #logInWith(way: () => Promise<{ user: User } | undefined>): Promise<void> {
    this.state.set({ view: { kind: 'login', problem: undefined, busy: true } });
    try {
      const answer = await way();
      if (answer) {
        this.#welcome(answer.user);
        this.#otherFrames?.postMessage('loggedIn');
      } else this.state.set({ view: { kind: 'login', problem: undefined, busy: false } });
    } catch (thrown) {
      this.state.set({ view: { kind: 'login', problem: loginProblem(thrown), busy: false } });
    }
  }

  #welcome(user: User): void {
    this.state.set({ user, view: { kind: 'loading', text: 'Opening the chat' } });
    this.#live.open();
    this.#login?.succeed();
    this.#login = undefined;
  }

  async #resume(): Promise<void> {
    const { user } = await this.#api.session();
    if (!user || this.state.user) return;
    const isAwaited = this.#login !== undefined;
    this.#welcome(user);
    if (!isAwaited) await this.start(this.#wanted);
  }

  /** Shows why something could not be shown; nothing where it was given up on purpose. */
  #explain(thrown: unknown): ErrorPayload | undefined {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return undefined;
    const offline = thrown instanceof PodRefusal && thrown.status === 0;
    const error =
      thrown instanceof SymphonyError ? thrown : new SymphonyError('ERROR', (thrown as Error).message);
    if (error.type === 'LOGGED_OUT') return error.toJSON();
    const [title, text] = offline
      ? ['The chat is offline', 'Symphony cannot be reached at the moment. Check the network and try again.']
      : ['This chat cannot be shown', error.message];
    this.state.set({ view: { kind: 'problem', title, text, canRetry: true } });
    return error.toJSON();
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
