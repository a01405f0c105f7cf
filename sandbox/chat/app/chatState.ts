import type { SessionEnd, Settings } from 'symphony-embed/frame';
import type { ExtensionApp } from '../../podApi/extensionApps.js';
import type { Connection, Person, Profile, User } from '../../podApi/people.js';
import type { Access } from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import type { Prompt } from '../dialogs/prompt.js';
import type { Stretch } from '../messages/stretch.js';
import { Pace } from './pace.js';

/** What fills the frame. */
export type View =
  | { kind: 'loading'; text: string }
  | { kind: 'login'; problem: string | undefined; busy: boolean }
  | { kind: 'terms'; problem: string | undefined; busy: boolean }
  | { kind: 'chat' }
  | {
      kind: 'problem';
      title: string;
      text: string;
      canRetry: boolean;
      unconnected?: readonly Profile[];
      /** How the user gets into the room that they are not in. */
      wayIn?: { streamId: string; access: Access; isRefused: boolean };
    }
  | { kind: 'ended'; reason: SessionEnd | 'here' };

/** The chat that is shown, with what is loaded of its history. */
export interface OpenChat extends Stretch {
  stream: Stream;
  /** The first message that was unread when the chat was opened. */
  firstUnreadId: string | undefined;
}

/** A module of an extension app in the place of the chat, or why there is none. */
export type AppView =
  { app: ExtensionApp; label: string; problem?: never } | { app?: never; label?: never; problem: string };

/**
 * All that the app shows. It holds no promise and asks nobody. Who changes it says so: with {@link ChatState.set}, or with
 * {@link ChatState.setSoon} where many changes may come at once.
 */
export class ChatState {
  view: View = { kind: 'loading', text: 'Connecting' };
  mode: 'focus' | 'collaboration' = 'focus';
  settings: Settings = {};
  /** Which chats the list shows: a page that was opened by its address may ask for one kind. */
  listed: 'all' | 'room' | 'im' = 'all';
  authenticationType: 'password' | 'sso' = 'password';
  user: User | undefined;
  streams: Stream[] = [];
  open: OpenChat | undefined;
  /** What waits for the user: a dialog over the chat, or the blast module in its place. */
  prompt: Prompt | undefined;
  /** The extension apps that are installed and that the portal allows. */
  apps: ExtensionApp[] = [];
  appView: AppView | undefined;
  connections: { user: Person; status: Connection }[] = [];
  isOnline = true;
  readonly #listeners = new Set<() => void>();

  readonly #pace = new Pace(() => {
    for (const listener of this.#listeners) listener();
  });

  /** Changes something, and shows it at once. */
  set(change: Partial<ChatState>): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener();
  }

  /** Changes something at once, and shows it a moment later, with what else has come in until then. */
  setSoon(change: Partial<ChatState>): void {
    Object.assign(this, change);
    this.#pace.ask();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets everything that belongs to a user. */
  forgetUser(): void {
    this.set({
      user: undefined,
      streams: [],
      open: undefined,
      prompt: undefined,
      apps: [],
      appView: undefined,
      connections: [],
    });
  }
}
