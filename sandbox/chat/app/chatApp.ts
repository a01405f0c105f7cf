import type { Context } from '@finos/fdc3';
import {
  SymphonyError,
  watchSession,
  type App,
  type Chat,
  type SessionEnd,
  type SessionWatch,
  type Settings,
} from 'symphony-embed/frame';
import type { Draft } from '../../podApi/messages.js';
import type { Notice } from '../../podApi/notices.js';
import type { FirstView } from '../../podApi/session.js';
import { ExtensionApps } from '../apps/extensionApps.js';
import { Conversations } from '../chats/conversations.js';
import { Rooms } from '../chats/rooms.js';
import { targetOf } from '../chats/symphonyLink.js';
import { Prompts } from '../dialogs/prompts.js';
import { Account } from '../login/account.js';
import { ChatHistory } from '../messages/chatHistory.js';
import { Messages } from '../messages/messages.js';
import { People } from '../people/people.js';
import { Pod } from '../pod/pod.js';
import { podProblem } from '../pod/podProblem.js';
import { PodRefusal } from '../pod/podRefusal.js';
import type { Entrance } from '../pod/startAnswer.js';
import { Outbox } from '../sending/outbox.js';
import type { ChatState } from './chatState.js';
import { isDisplayed } from './isDisplayed.js';
import { problemView } from './problemView.js';
import { WayIn } from './wayIn.js';

/** The app's host, or what stands in for one in a page without the SDK. */
export type Host = Omit<App, 'connected'>;

const ACTIVITY_EVERY_MS = 5_000;

/** The chat app: who is logged in, what is shown, and what of it the host hears. */
export class ChatApp {
  readonly state: ChatState;
  readonly account: Account;
  readonly prompts: Prompts;
  readonly people: People;
  readonly history: ChatHistory;
  readonly messages: Messages;
  readonly rooms: Rooms;
  readonly wayIn: WayIn;
  readonly outbox: Outbox;
  readonly extensions: ExtensionApps;
  readonly #pod = new Pod();
  readonly #conversations: Conversations;
  #watch: SessionWatch | undefined;
  /** The line of a session that is ending. It can still carry the logout. */
  #lastWatch: SessionWatch | undefined;
  #host: Host;
  /** The chat to show once somebody is logged in. */
  #wanted: Chat = {};
  /** The chat that is being shown, or was shown last. Settles whether or not it could be. */
  #showing: Promise<unknown> = Promise.resolve();
  #isEnding = false;
  #lastActivityMs = -Infinity;

  constructor(state: ChatState, host: Host) {
    this.state = state;
    this.#host = host;
    const [pod, hostNow] = [this.#pod, () => this.#host];
    this.account = new Account({
      state,
      pod,
      host: hostNow,
      onEnter: (first) => {
        this.#handleEntry(first);
      },
      onLoginElsewhere: () => void this.start(this.#wanted),
    });
    this.prompts = new Prompts(state, () => this.#callForUser());
    this.people = new People(state, pod, hostNow);
    this.history = new ChatHistory(state, pod);
    this.#conversations = new Conversations(state, pod, this.history, hostNow);
    this.messages = new Messages(state, pod, this.history, this.#conversations);
    this.rooms = new Rooms(state, pod, this.prompts, this.#conversations);
    this.wayIn = new WayIn(state, this.rooms);
    this.outbox = new Outbox(pod, this.prompts, this.#conversations);
    this.extensions = new ExtensionApps(state, pod);
  }

  set host(host: Host) {
    this.#host = host;
  }

  /** The chat that somebody asked for last. */
  get wanted(): Chat {
    return this.#wanted;
  }

  /** Lets the user in, shows the first chat and tells the host how that went. */
  async start(wanted: Chat, entrance?: Entrance): Promise<void> {
    if (entrance) this.account.entrance = entrance;
    try {
      this.#host.ready(await this.show(wanted));
    } catch (thrown) {
      this.#host.ready({ error: podProblem(thrown, 'show the chat').toJSON() });
    }
  }

  /** Shows a chat, after a login when one is needed. What else the host asks for meanwhile waits for it. */
  show(wanted: Chat): Promise<Chat> {
    const showing = this.#show(wanted);
    this.#showing = Promise.allSettled([showing]);
    return showing;
  }

  /** Asks the user with whom, and shows that chat. */
  async startChat(): Promise<void> {
    // What fails is said in the dialog, and the chat behind it stays.
    await this.prompts.ask({ kind: 'chat' }, (people) =>
      this.#conversations.show({ userIds: people.map(({ id }) => id) }),
    );
  }

  retry(): void {
    this.state.set({ view: { kind: 'loading', text: 'Trying again' } });
    void this.start(this.#wanted);
  }

  /** Back from "you were logged out" to the login. */
  logInAgain(): void {
    void this.start(this.#wanted);
  }

  /** The line to the pod, also while the session ends. */
  get liveSocket(): WebSocket | undefined {
    return (this.#watch ?? this.#lastWatch)?.socket;
  }

  /** Whether what is on the screen may stay there. */
  async isAlive(): Promise<boolean | SessionEnd> {
    const shown = this.state.user;
    if (!shown) return true;
    try {
      const { user, endReason } = await this.#pod.session();
      return user?.id === shown.id || (endReason ?? false);
    } catch (thrown) {
      // The live line was faster. It ends the session already.
      if (this.#isEnding) return true;
      throw thrown;
    }
  }

  async checkAuth(): Promise<{ isLoggedIn: boolean; authenticationType: 'password' | 'sso' }> {
    const { loggedIn, authenticationType } = await this.#pod.session();
    return { isLoggedIn: loggedIn, authenticationType };
  }

  /** Does what a host asked for, once somebody is logged in and the app is there to be seen. */
  async inChat<T>(doing: string, work: () => Promise<T>): Promise<T> {
    try {
      await this.account.ready();
      await this.#showing;
      const { kind } = this.state.view;
      // What could not be shown is no reason to refuse the rest.
      if (kind === 'problem') this.state.set({ view: { kind: 'chat' } });
      else if (kind !== 'chat') await this.show({});
      return await work();
    } catch (thrown) {
      if (thrown instanceof PodRefusal && thrown.status === 401) void this.endSession('expired');
      throw podProblem(thrown, doing);
    }
  }

  async updateSettings(change: Settings): Promise<void> {
    const { state } = this;
    const isOther = change.allowedApps !== undefined && change.allowedApps !== state.settings.allowedApps;
    state.set({ settings: { ...state.settings, ...change } });
    if (isOther && state.user) await this.extensions.update();
  }

  /** Writes in the open chat. */
  post(draft: Draft): Promise<void> {
    return this.messages.post(draft);
  }

  /** Tells the portal that the user pressed a button for it. */
  interop(intent: string, context: Context): void {
    this.#host.interop(intent, context);
  }

  /** A link to something in Symphony: the whole client goes there, a single chat leaves it to its portal. */
  followInternalLink(url: string): void {
    if (this.state.mode === 'focus') {
      this.#host.notify('InternalLinkNotifications', { url });
      return;
    }
    const target = targetOf(url);
    if (!target) return;
    // What somebody wrote creates no room by itself: the user is asked.
    const following =
      'chat' in target
        ? this.show(target.chat)
        : this.rooms.create({ name: '', userIds: target.roomWith, options: {} });
    following.catch(console.warn);
  }

  /** The user did something in this frame: what is shown has been seen. */
  handleActivity(): void {
    const { view, prompt, appView } = this.state;
    // On other views what takes the focus is a notice, and nobody is reading.
    if (view.kind !== 'chat') return;
    if (!appView && prompt?.kind !== 'blast') this.#conversations.markRead().catch(console.warn);
    const nowMs = performance.now();
    if (nowMs - this.#lastActivityMs < ACTIVITY_EVERY_MS) return;
    this.#lastActivityMs = nowMs;
    this.#host.notify('ActivityNotifications');
  }

  /** The user's own log-out button. */
  async logOut(): Promise<void> {
    try {
      await this.#host.requestLogout();
    } catch (thrown) {
      this.state.set({ view: await problemView(thrown, this) });
    }
  }

  /** The pod says that the session is over: another portal logged out, it ran out, or this page alone logged out. */
  async endSession(reason: SessionEnd, isOwnDoing = false): Promise<void> {
    if (this.#isEnding || !(isOwnDoing || this.state.user)) return;
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
    const error = new SymphonyError('LOGGED_OUT', 'Nothing more can be done: the user was logged out.');
    if (this.#watch) {
      this.#lastWatch?.close();
      this.#lastWatch = this.#watch;
      this.#watch = undefined;
    }
    this.#pod.abort(error);
    this.account.stop(error);
    this.prompts.end(error);
    if (!this.#isEnding) this.state.set({ view: { kind: 'loading', text: 'Logging out' } });
  }

  clear(reason: SessionEnd): void {
    this.#lastWatch?.close();
    this.state.forgetUser();
    // The page logs out, or the SDK has found out that the session is over.
    if (!this.#isEnding) this.state.set({ view: { kind: 'ended', reason } });
  }

  /** Where the frame is hidden its portal has to show it, or nobody can answer. */
  #callForUser(): () => void {
    if (isDisplayed()) return () => undefined;
    this.#host.userInteractionRequired({ reason: 'dialog' });
    return () => {
      this.#host.ready(this.#conversations.shown());
    };
  }

  async #show(wanted: Chat): Promise<Chat> {
    this.#wanted = wanted;
    this.prompts.replace();
    try {
      const first = await this.account.ready(wanted);
      this.#openLine();
      return await this.#conversations.show(wanted, first);
    } catch (thrown) {
      const error = podProblem(thrown, 'show the chat');
      if (error.type !== 'LOGGED_OUT')
        this.state.set({ view: await problemView(thrown, this), appView: undefined });
      throw error;
    }
  }

  /** @param first - What the pod has just said: it tells over the line whether something has happened since. */
  #openLine(first?: FirstView): void {
    if (this.#watch) return;
    this.#lastWatch?.close();
    this.#lastWatch = undefined;
    // Messages of an earlier line must not reach the app.
    const isOld = (): boolean => this.#watch !== watch;
    const watch = watchSession({
      url: `/live${first ? `?${new URLSearchParams(seen(first)).toString()}` : ''}`,
      check: () => this.isAlive(),
      onMessage: (data) => {
        if (!isOld()) this.#handleNotice(JSON.parse(String(data)) as Notice);
      },
      onLine: ({ isUp, isAgain }) => {
        if (isOld()) return;
        this.state.set({ isOnline: isUp });
        // The line was down, or the pod cannot compare: it was not told what the app has seen.
        if (isAgain || (isUp && !first)) this.#catchUp();
      },
      onEnd: ({ reason }) => {
        if (isOld()) return;
        this.#watch = undefined;
        void this.endSession(reason);
      },
    });
    this.#watch = watch;
  }

  /** Nobody has told the app for a while what happened. What is being shown meanwhile may be from before. */
  #catchUp(): void {
    void this.#showing.then(() => {
      if (this.state.view.kind === 'problem') this.retry();
      else this.#conversations.catchUp().catch(console.warn);
    });
  }

  #handleEntry(first: FirstView | undefined): void {
    this.#openLine(first);
    this.extensions.update().catch(console.warn);
    this.people.refreshConnections().catch(console.warn);
  }

  #handleNotice(notice: Notice): void {
    switch (notice.type) {
      case 'message':
        this.#conversations.handleMessage(notice.message, notice.streamName);
        break;
      case 'unread':
        this.#conversations.handleUnread(notice.streamId, notice.count);
        break;
      case 'stream':
        this.#conversations.putStream(notice.stream);
        // Somebody has let the user in.
        if (this.wayIn.isWanted(notice.stream.id)) this.retry();
        break;
      case 'accessRefused':
        this.wayIn.handleRefusal(notice.streamId);
        break;
      case 'left':
        this.#conversations.handleLeft(notice.streamId);
        break;
      case 'messageChanged':
        this.#conversations.handleMessageChanged(notice.message);
        break;
      case 'connection':
        this.people.handleConnection(notice.userId, notice.status);
        break;
      case 'missed':
        this.#catchUp();
        break;
      // The SDK's helpers handle these.
      case 'sessionEnded':
      case 'loggedOut':
    }
  }
}

function seen({ mark, opened }: FirstView): Record<string, string> {
  return { mark, ...(opened && { streamId: opened.stream.id }) };
}
