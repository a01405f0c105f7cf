import { DEFAULT_ROOM_SETTINGS, type RoomSettings } from '../../podApi/rooms.js';

/**
 * Wishes and people do not always go together: whoever is in a room makes it what it has to be for them.
 *
 * @param companies - How many companies its people are of.
 */
export function settleRoomSettings(wishes: Partial<RoomSettings>, companies: number): RoomSettings {
  const multilateral = (wishes.multilateral ?? false) || companies > 2;
  const external = (wishes.external ?? false) || multilateral || companies > 1;
  // What colleagues may find and join unasked is not for the ears of others.
  const isPublic = (wishes.public ?? false) && !external;
  const { allowHistoryBrowsing, allowMessageCopy, allowSendMessages, allowAddUser } = {
    ...DEFAULT_ROOM_SETTINGS,
    ...wishes,
  };
  return {
    public: isPublic,
    external,
    multilateral,
    allowHistoryBrowsing,
    allowMessageCopy,
    allowSendMessages,
    allowAddUser,
    discoverable: (wishes.discoverable ?? isPublic) && !external,
  };
}
