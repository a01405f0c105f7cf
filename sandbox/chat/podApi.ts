/** Somebody with an account at the pod. */
export interface Person {
  id: string;
  displayName: string;
}

/** Who is logged in. */
export interface User extends Person {
  email: string;
}

/** What somebody wrote. */
export interface Message {
  id: string;
  streamId: string;
  author: Person;
  text: string;
  sentAt: string;
}

/** A chat as one of its members sees it. */
export interface Stream {
  id: string;
  name: string;
  type: 'direct' | 'group' | 'room';
  members: Person[];
  lastMessage?: Message;
  unread: number;
}

/** The answer to "who is here?". */
export interface SessionState {
  loggedIn: boolean;
  authenticationType: 'password' | 'sso';
  user?: User;
}

/** A request that the pod refused (`status` says how), or that never reached it (`status` is 0). */
export class PodRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: unknown;

  constructor(path: string, status: number, code: string, data?: unknown) {
    super(
      status
        ? `Failed to ask the pod for ${path}: it answered ${String(status)} ${code}.`
        : `Failed to ask the pod for ${path}: it could not be reached.`,
    );
    this.name = 'PodRefusal';
    this.status = status;
    this.code = code;
    this.data = data;
  }
}

/** The pod, as far as the chat app uses it. All requests can be ended at once. */
export class PodApi {
  #abort = new AbortController();

  session(): Promise<SessionState> {
    return this.#ask('/session');
  }

  login(email: string, password: string): Promise<{ user: User }> {
    return this.#ask('/session/login', { email, password });
  }

  redeem(code: string): Promise<{ user: User }> {
    return this.#ask('/session/redeem', { code });
  }

  users(): Promise<{ users: User[] }> {
    return this.#ask('/api/users');
  }

  streams(): Promise<{ streams: Stream[] }> {
    return this.#ask('/api/streams');
  }

  stream(id: string): Promise<{ stream: Stream; messages: Message[] }> {
    return this.#ask(`/api/streams/${encodeURIComponent(id)}`);
  }

  startChat(userIds: readonly string[]): Promise<{ stream: Stream }> {
    return this.#ask('/api/streams', { userIds });
  }

  post(streamId: string, text: string): Promise<{ message: Message }> {
    return this.#ask(`/api/streams/${encodeURIComponent(streamId)}/messages`, { text });
  }

  async markRead(streamId: string): Promise<void> {
    await this.#ask(`/api/streams/${encodeURIComponent(streamId)}/read`, {});
  }

  /** Ends every request that is under way. Later ones start afresh. */
  abort(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #ask<Answer>(path: string, body?: object): Promise<Answer> {
    const { signal } = this.#abort;
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(path, {
        signal,
        cache: 'no-store',
        ...(body && {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-Symphony-Embed': '1' },
          body: JSON.stringify(body),
        }),
      });
      const text = await response.text();
      answer = text ? JSON.parse(text) : undefined;
    } catch (thrown) {
      // Whoever aborted it knows why; nobody is to be told that the pod is offline.
      if (signal.aborted) throw signal.reason;
      throw new PodRefusal(path, 0, 'OFFLINE', thrown);
    }
    if (response.ok) return answer as Answer;
    const { error = '', ...data } = (answer ?? {}) as { error?: string };
    throw new PodRefusal(path, response.status, error, data);
  }
}
