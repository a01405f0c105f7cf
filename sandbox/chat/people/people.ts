import type { App } from 'symphony-embed/frame';
import type { Connection, Profile } from '../../podApi/people.js';
import type { ChatState } from '../app/chatState.js';
import type { Pod } from '../pod/pod.js';

/** People, and the user's connections with those of other companies. */
export class People {
  readonly #state: ChatState;
  readonly #pod: Pod;
  readonly #host: () => Pick<App, 'notify'>;

  constructor(state: ChatState, pod: Pod, host: () => Pick<App, 'notify'>) {
    this.#state = state;
    this.#pod = pod;
    this.#host = host;
  }

  /** Without words: everybody whom the user knows. */
  async search(words = ''): Promise<Profile[]> {
    return (await this.#pod.users(words)).users;
  }

  async profile(idOrEmail: string): Promise<Profile> {
    return (await this.#pod.user(idOrEmail)).user;
  }

  /** Asks for a connection, or accepts the one that was asked for. */
  connect(userId: string): Promise<Connection> {
    return this.#change(this.#pod.connect(userId));
  }

  accept(userId: string): Promise<Connection> {
    return this.#change(this.#pod.acceptConnection(userId));
  }

  /** Ends a connection, declines one, or takes back that it was asked for. */
  disconnect(userId: string): Promise<Connection> {
    return this.#change(this.#pod.deleteConnection(userId));
  }

  async refreshConnections(): Promise<void> {
    const { connections } = await this.#pod.connections();
    this.#state.set({ connections });
  }

  handleConnection(userId: string, status: 'pending_incoming' | 'accepted' | 'deleted'): void {
    this.#host().notify('ConnectionNotifications', { status, userId: Number(userId) });
    this.refreshConnections().catch(console.warn);
  }

  async #change(answer: Promise<{ status: Connection }>): Promise<Connection> {
    const { status } = await answer;
    await this.refreshConnections();
    return status;
  }
}
