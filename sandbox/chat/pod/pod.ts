import type { SymphonyError } from 'symphony-embed/frame';
import type { ExtensionApp } from '../../podApi/extensionApps.js';
import type { FoundMessages, HistoryPage, HistoryPlace, OpenedStream } from '../../podApi/history.js';
import type { Draft, Message } from '../../podApi/messages.js';
import type { Connection, DistributionList, Person, Profile, User } from '../../podApi/people.js';
import type { Access, OpenRoom, RoomOptions } from '../../podApi/rooms.js';
import type { Recipients, Resolved } from '../../podApi/sending.js';
import type { SessionState, StartRequest, StartState } from '../../podApi/session.js';
import type { Stream } from '../../podApi/streams.js';
import { partnerIdHere } from './partnerIdHere.js';
import { podFetch } from './podFetch.js';
import { PodRefusal } from './podRefusal.js';
import { START_PATH, startAnswer } from './startAnswer.js';

/** Who is here. How people log in depends on the portal, which the page's address names. */
export function sessionPath(): string {
  return `/session?${new URLSearchParams({ partnerId: partnerIdHere() }).toString()}`;
}

/** The pod, as far as the chat app uses it. All requests can be ended at once. */
export class Pod {
  #abort = new AbortController();

  session(): Promise<SessionState> {
    return this.#get(sessionPath());
  }

  login(email: string, password: string): Promise<{ user: User }> {
    return this.#ask('POST', '/session/login', { email, password });
  }

  redeem(code: string): Promise<{ user: User }> {
    return this.#ask('POST', '/session/redeem', { code });
  }

  /** Who is here, or is let in by what the portal's own back end has signed, and what that user sees first. */
  start(request: StartRequest): Promise<StartState> {
    return this.#read(START_PATH, (signal) => startAnswer(request, signal));
  }

  acceptTerms(): Promise<{ user: User }> {
    return this.#ask('POST', '/session/terms', {});
  }

  users(search = ''): Promise<{ users: Profile[] }> {
    return this.#get(`/api/users${search && `?search=${encodeURIComponent(search)}`}`);
  }

  user(idOrEmail: string): Promise<{ user: Profile }> {
    return this.#get(`/api/users/${encodeURIComponent(idOrEmail)}`);
  }

  connections(): Promise<{ connections: { user: Person; status: Connection }[] }> {
    return this.#get('/api/connections');
  }

  connect(userId: string): Promise<{ status: Connection }> {
    return this.#ask('POST', '/api/connections', { userId });
  }

  acceptConnection(userId: string): Promise<{ status: Connection }> {
    return this.#ask('POST', `/api/connections/${encodeURIComponent(userId)}/accept`, {});
  }

  deleteConnection(userId: string): Promise<{ status: Connection }> {
    return this.#ask('DELETE', `/api/connections/${encodeURIComponent(userId)}`);
  }

  streams(): Promise<{ streams: Stream[] }> {
    return this.#get('/api/streams');
  }

  /** A chat with its newest messages. */
  stream(id: string): Promise<OpenedStream> {
    return this.#get(pathOf(id));
  }

  /** More of what was said in a chat. */
  history(streamId: string, place: HistoryPlace): Promise<HistoryPage> {
    return this.#get(`${pathOf(streamId)}/messages?${new URLSearchParams({ ...place }).toString()}`);
  }

  /** @param before - The message from which on back to search. */
  search(streamId: string, words: string, before?: string): Promise<FoundMessages> {
    const query = new URLSearchParams({ words, ...(before !== undefined && { before }) });
    return this.#get(`${pathOf(streamId)}/search?${query.toString()}`);
  }

  startChat(userIds: readonly string[]): Promise<{ stream: Stream }> {
    return this.#ask('POST', '/api/streams', { userIds });
  }

  createRoom(
    name: string,
    userIds: readonly string[],
    options: RoomOptions,
  ): Promise<{ stream: Stream; message?: Message }> {
    return this.#ask('POST', '/api/rooms', { name, userIds, options });
  }

  /** Rooms that the user could join, or ask to be let into. */
  rooms(search: string): Promise<{ rooms: OpenRoom[] }> {
    return this.#get(`/api/rooms?search=${encodeURIComponent(search)}`);
  }

  join(streamId: string): Promise<{ stream: Stream }> {
    return this.#ask('POST', `${pathOf(streamId)}/join`, {});
  }

  /** What the user may do to get into a chat. */
  access(streamId: string): Promise<{ access: Access }> {
    return this.#get(`${pathOf(streamId)}/access`);
  }

  askForAccess(streamId: string): Promise<{ access: Access }> {
    return this.#ask('POST', `${pathOf(streamId)}/access-requests`, {});
  }

  acceptAccess(streamId: string, userId: string): Promise<{ stream: Stream }> {
    return this.#ask('POST', `${pathOfRequest(streamId, userId)}/accept`, {});
  }

  async refuseAccess(streamId: string, userId: string): Promise<void> {
    await this.#ask('DELETE', pathOfRequest(streamId, userId));
  }

  addMembers(streamId: string, userIds: readonly string[]): Promise<{ stream: Stream }> {
    return this.#ask('POST', `${pathOf(streamId)}/members`, { userIds });
  }

  removeMember(streamId: string, userId: string): Promise<{ stream: Stream }> {
    return this.#ask('DELETE', `${pathOf(streamId)}/members/${encodeURIComponent(userId)}`);
  }

  deactivate(streamId: string): Promise<{ stream: Stream }> {
    return this.#ask('POST', `${pathOf(streamId)}/deactivate`, {});
  }

  post(streamId: string, message: Draft): Promise<{ message: Message }> {
    return this.#ask('POST', `${pathOf(streamId)}/messages`, { message });
  }

  /** Writes to everybody at once: to all of them, or, when it fails, to nobody. */
  send(message: Draft, recipients: Recipients): Promise<{ streams: Stream[]; messages: Message[] }> {
    return this.#ask('POST', '/api/send', { message, ...recipients });
  }

  /** Who would get a message. Fails as {@link Pod.send} would. */
  recipients(recipients: Recipients): Promise<Resolved> {
    return this.#ask('POST', '/api/recipients', recipients);
  }

  async markRead(streamId: string): Promise<void> {
    await this.#ask('POST', `${pathOf(streamId)}/read`, {});
  }

  pin(messageId: string): Promise<{ message: Message }> {
    return this.#ask('POST', `${pathOfMessage(messageId)}/pin`, {});
  }

  unpin(streamId: string): Promise<{ stream: Stream }> {
    return this.#ask('DELETE', `${pathOf(streamId)}/pin`);
  }

  suppress(messageId: string): Promise<{ message: Message }> {
    return this.#ask('POST', `${pathOfMessage(messageId)}/suppress`, {});
  }

  bookmark(messageId: string, isBookmarked: boolean): Promise<{ message: Message }> {
    return this.#ask(isBookmarked ? 'PUT' : 'DELETE', `${pathOfMessage(messageId)}/bookmark`);
  }

  distributionLists(): Promise<{ lists: DistributionList[] }> {
    return this.#get('/api/distribution-lists');
  }

  apps(): Promise<{ apps: ExtensionApp[] }> {
    return this.#get('/api/apps');
  }

  /** Ends every request that is under way, with this error. Later ones start afresh. */
  abort(error: SymphonyError): void {
    this.#abort.abort(error);
    this.#abort = new AbortController();
  }

  #get<Answer>(path: string): Promise<Answer> {
    return this.#ask('GET', path);
  }

  #ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return this.#read(path, (signal) => podFetch(method, path, signal, body));
  }

  async #read<Answer>(path: string, ask: (signal: AbortSignal) => Promise<Response>): Promise<Answer> {
    const { signal } = this.#abort;
    let response: Response;
    let answer: unknown;
    try {
      response = await ask(signal);
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

function pathOf(streamId: string): string {
  return `/api/streams/${encodeURIComponent(streamId)}`;
}

function pathOfRequest(streamId: string, userId: string): string {
  return `${pathOf(streamId)}/access-requests/${encodeURIComponent(userId)}`;
}

function pathOfMessage(messageId: string): string {
  return `/api/messages/${encodeURIComponent(messageId)}`;
}
