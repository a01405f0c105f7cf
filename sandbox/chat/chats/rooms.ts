import { SymphonyError, type CreatedRoom } from 'symphony-embed/frame';
import type { Message } from '../../podApi/messages.js';
import type { Profile } from '../../podApi/people.js';
import {
  DEFAULT_ROOM_SETTINGS,
  type Access,
  type NewRoom,
  type OpenRoom,
  type RoomOptions,
  type RoomSettings,
} from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import type { ChatState } from '../app/chatState.js';
import type { RoomDraft } from '../dialogs/prompt.js';
import type { Prompts } from '../dialogs/prompts.js';
import { isEmpty } from '../messageContent/messageDraft.js';
import type { Pod } from '../pod/pod.js';
import { readPodConfig } from '../pod/podConfig.js';
import type { Conversations } from './conversations.js';

/** Makes rooms, after asking the user where the portal does not say otherwise, and changes who is in them. */
export class Rooms {
  readonly #state: ChatState;
  readonly #pod: Pod;
  readonly #prompts: Prompts;
  readonly #conversations: Conversations;

  constructor(state: ChatState, pod: Pod, prompts: Prompts, conversations: Conversations) {
    this.#state = state;
    this.#pod = pod;
    this.#prompts = prompts;
    this.#conversations = conversations;
  }

  async create({ name, userIds, options }: NewRoom): Promise<CreatedRoom> {
    mustBeName(name, options.silent === true);
    const { silent = false, message = '' } = options;
    const wanted = settingsIn(options);
    const made = silent
      ? await this.#make(name, userIds, { ...wanted, ...(message !== '' && { message }) })
      : await this.#ask(name, userIds, { message, ...wanted });
    const { stream } = made;
    // The room is there, whatever comes of showing it.
    await this.#conversations.show({ streamId: stream.id }).catch(console.warn);
    return {
      streamId: stream.id,
      userIds: stream.members.map(({ id }) => id),
      ...(made.message && { messages: [{ messageId: made.message.id, streamId: stream.id }] }),
    };
  }

  /** Rooms that the user is not in, and may join or ask to be let into. */
  async search(words: string): Promise<OpenRoom[]> {
    return (await this.#pod.rooms(words)).rooms;
  }

  async join(streamId: string): Promise<void> {
    await this.#change(this.#pod.join(streamId));
    await this.#conversations.show({ streamId });
  }

  /** What the user may do to get into a chat. */
  async access(streamId: string): Promise<Access> {
    return (await this.#pod.access(streamId)).access;
  }

  /** Asks the owners of a room to let the user in. */
  async askForAccess(streamId: string): Promise<Access> {
    return (await this.#pod.askForAccess(streamId)).access;
  }

  /** An owner lets somebody in who has asked. */
  acceptAccess(streamId: string, userId: string): Promise<void> {
    return this.#change(this.#pod.acceptAccess(streamId, userId));
  }

  refuseAccess(streamId: string, userId: string): Promise<void> {
    return this.#pod.refuseAccess(streamId, userId);
  }

  addPeople(streamId: string, userIds: readonly string[]): Promise<void> {
    return this.#change(this.#pod.addMembers(streamId, userIds));
  }

  remove(streamId: string, userId: string): Promise<void> {
    return this.#change(this.#pod.removeMember(streamId, userId));
  }

  async leave(streamId: string): Promise<void> {
    const { user } = this.#state;
    if (user) await this.#pod.removeMember(streamId, user.id);
    this.#conversations.handleLeft(streamId);
  }

  deactivate(streamId: string): Promise<void> {
    return this.#change(this.#pod.deactivate(streamId));
  }

  async #change(answer: Promise<{ stream: Stream }>): Promise<void> {
    this.#conversations.putStream((await answer).stream);
  }

  async #ask(
    name: string,
    userIds: readonly string[],
    { message = '', ...wanted }: Partial<RoomSettings> & Pick<RoomOptions, 'message'>,
  ): Promise<{ stream: Stream; message?: Message }> {
    const settings = { ...DEFAULT_ROOM_SETTINGS, ...wanted };
    const draft: RoomDraft = { name, people: await this.#find(userIds), settings, message };
    return this.#prompts.ask({ kind: 'room', draft }, (given) =>
      this.#make(
        given.name,
        given.people.map(({ id }) => id),
        { ...given.settings, ...(!isEmpty(given.message) && { message: given.message }) },
      ),
    );
  }

  #make(
    name: string,
    userIds: readonly string[],
    options: RoomOptions,
  ): Promise<{ stream: Stream; message?: Message }> {
    return this.#pod.createRoom(name, userIds, options);
  }

  /** The others among those whom the portal names. Before the dialog: the user cannot mend who is nobody. */
  async #find(userIds: readonly string[]): Promise<readonly Profile[]> {
    const { user } = this.#state;
    const others = userIds.filter((id) => id !== user?.id && id.toLowerCase() !== user?.email);
    if (!others.length) return [];
    const { users } = await this.#pod.recipients({ mode: 'group', users: others });
    return users.filter(({ id }) => id !== user?.id);
  }
}

/** Checks a portal's name for a room. Without one, the dialog asks for it. */
function mustBeName(name: string, isSilent: boolean): void {
  const { roomNameLength: maxLength } = readPodConfig().limits;
  if (isSilent && !name.trim()) {
    const why = 'without a dialog it needs a name. Give one, or leave out `silent`';
    throw new SymphonyError('INVALID_ARGUMENT', `Failed to create a room: ${why}.`);
  }
  if (name.length <= maxLength) return;
  const why = `its name has ${name.length} characters, and may have ${maxLength} at most`;
  throw new SymphonyError('ROOM_NAME_TOO_LONG', `Failed to create a room: ${why}.`, { maxLength });
}

/** What is said about the room itself. Whatever else a newer host may say is left out. */
function settingsIn(options: NewRoom['options']): Partial<RoomSettings> {
  const names = Object.keys(DEFAULT_ROOM_SETTINGS) as (keyof RoomSettings)[];
  return Object.fromEntries(
    names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
}
