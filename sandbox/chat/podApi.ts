import type { AppHandlers, RoomOptions as AskedOptions, SharedMessage } from 'symphony-embed/frame';

/** What a portal asks to be sent, and to whom. */
export type Sending = Parameters<Required<AppHandlers>['sendMessage']>[0];
/** The room that a portal asks for. */
export type NewRoom = Parameters<Required<AppHandlers>['createRoom']>[0];
/** How a room is to be, as the pod takes it. */
export type RoomOptions = Omit<AskedOptions, 'silent' | 'filters'>;
/** A message that is not sent yet. */
export type Draft = string | SharedMessage;

/** Somebody with an account at the pod. */
export interface Person {
  id: string;
  displayName: string;
  company: string;
}

/** Somebody in a chat. */
export interface Member extends Person {
  isOwner: boolean;
}

/** Who is logged in. */
export interface User extends Person {
  email: string;
  title: string;
  termsAccepted: boolean;
}

/** How the user stands to somebody else. Only people of other companies need a connection. */
export type Connection = 'self' | 'colleague' | 'accepted' | 'pending_incoming' | 'pending_outgoing' | 'none';

/** What the user may know of somebody. */
export interface Profile extends Person {
  email: string;
  title: string;
  connection: Connection;
}

/** What a room is like. */
export interface RoomSettings {
  public: boolean;
  external: boolean;
  multilateral: boolean;
  allowHistoryBrowsing: boolean;
  allowMessageCopy: boolean;
  allowSendMessages: boolean;
  allowAddUser: boolean;
  discoverable: boolean;
}

/** What goes with a message, as the pod keeps it. */
export type StoredEntity =
  | { type: 'fdc3.fileAttachment'; data: { name: string; contentType: string; bytes: number; url: string } }
  | { type: 'fdc3.fdc3Intent'; data: { title: string; intent: string; context: object; app?: object } }
  | { type: 'fdc3.symphonyEntity'; data: unknown };

/** What happened in a chat, told by the pod itself. */
export interface Maestro {
  event: 'JOIN_ROOM' | 'LEAVE_ROOM' | 'DEACTIVATE_ROOM' | 'UPDATE_ROOM';
  userId?: string;
  userName?: string;
  roomUpdate?: { updateType: 'PIN_MESSAGE' | 'UNPIN_MESSAGE'; pinnedMessageId?: string };
}

/** What somebody wrote, or what happened (`kind` tells). */
export interface Message {
  id: string;
  streamId: string;
  author: Person;
  sentAt: string;
  text: string;
  format: 'markdown' | 'plain';
  entities: Record<string, StoredEntity>;
  kind: 'social' | 'maestro';
  maestro?: Maestro;
  /** Whether it mentions the user. */
  isMention: boolean;
  isBookmarked: boolean;
  /** Its author took it back: there is no text in it for anybody. */
  isSuppressed: boolean;
}

/** A chat as the user sees it, and what the pod lets them do in it. */
export interface Stream {
  id: string;
  name: string;
  type: 'direct' | 'group' | 'room';
  members: Member[];
  isActive: boolean;
  /** Only of rooms. */
  settings?: RoomSettings;
  pinned?: Message;
  lastMessage?: Message;
  unread: number;
  canWrite: boolean;
  canAddPeople: boolean;
  isOwner: boolean;
}

/** One of the user's lists of people. */
export interface DistributionList {
  id: string;
  name: string;
  members: Person[];
}

/** An app that is installed at the pod. Its `url` ends in a slash; a module's path is beneath it. */
export interface ExtensionApp {
  id: string;
  name: string;
  url: string;
  modules: { label: string; path: string }[];
}

/** A room that the user could join. */
export interface OpenRoom {
  id: string;
  name: string;
  memberCount: number;
}

/** Who is to get a message. */
export type Recipients = Pick<Sending['options'], 'mode' | 'users' | 'streamIds' | 'distributionListIds'>;

/** Who will get it. */
export interface Resolved {
  users: Profile[];
  streams: Stream[];
  lists: DistributionList[];
}

/** The answer to "who is here?". */
export interface SessionState {
  loggedIn: boolean;
  authenticationType: 'password' | 'sso';
  user?: User;
}
