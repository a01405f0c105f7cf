import type { AppHandlers, RoomOptions as AskedOptions } from 'symphony-embed/frame';

/** The room that a portal asks for. */
export type NewRoom = Parameters<Required<AppHandlers>['createRoom']>[0];

/** How a room is to be, as the pod takes it. */
export type RoomOptions = Omit<AskedOptions, 'silent' | 'filters'>;

/** What a room is like. */
export interface RoomSettings {
  /** Whether any colleague may join it. */
  public: boolean;
  /** Whether people of another company may be in it. */
  external: boolean;
  /** Whether people of more than two companies may be in it. */
  multilateral: boolean;
  /** Whether people who come later see what was said before. */
  allowHistoryBrowsing: boolean;
  allowMessageCopy: boolean;
  /** Whether members who do not own it may write. */
  allowSendMessages: boolean;
  /** Whether members who do not own it may add people. */
  allowAddUser: boolean;
  /** Whether searches find it. */
  discoverable: boolean;
}

/** How a room is unless told otherwise. */
export const DEFAULT_ROOM_SETTINGS: RoomSettings = {
  public: false,
  external: false,
  multilateral: false,
  allowHistoryBrowsing: true,
  allowMessageCopy: true,
  allowSendMessages: true,
  allowAddUser: true,
  discoverable: false,
};

/**
 * What a user may do to get into a chat: they are in it, may join it, may ask its owners, have asked them, or may do
 * nothing.
 */
export type Access = 'member' | 'join' | 'ask' | 'asked' | 'none';

/** A room that a search has found: the user is not in it. */
export interface OpenRoom {
  id: string;
  name: string;
  memberCount: number;
  /** Whether the user may join it unasked. Others ask its owners. */
  canJoin: boolean;
  /** Whether the user has asked its owners. */
  hasAsked: boolean;
}
