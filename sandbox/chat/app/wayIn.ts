import type { Access } from '../../podApi/rooms.js';
import type { Rooms } from '../chats/rooms.js';
import type { ChatState } from './chatState.js';

/** The way into the room that the user wants to see and is not in: what they do about it, and what comes of it. */
export class WayIn {
  readonly #state: ChatState;
  readonly #rooms: Rooms;

  constructor(state: ChatState, rooms: Rooms) {
    this.#state = state;
    this.#rooms = rooms;
  }

  /** Whether the frame shows that the user is not in this room. */
  isWanted(streamId: string): boolean {
    const { view } = this.#state;
    return view.kind === 'problem' && view.wayIn?.streamId === streamId;
  }

  /** Asks the owners of the room. The pod tells what they say. */
  async ask(streamId: string): Promise<void> {
    this.#change(streamId, await this.#rooms.askForAccess(streamId), false);
  }

  handleRefusal(streamId: string): void {
    this.#change(streamId, 'ask', true);
  }

  #change(streamId: string, access: Access, isRefused: boolean): void {
    const { view } = this.#state;
    if (view.kind === 'problem' && view.wayIn?.streamId === streamId)
      this.#state.set({ view: { ...view, wayIn: { streamId, access, isRefused } } });
  }
}
