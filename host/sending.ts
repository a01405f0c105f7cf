import { custom, object, optional } from 'valibot';
import type { ArgsOf, HostToFrame } from '../shared/contract.js';
import { failure } from '../shared/errors.js';
import {
  displayMode,
  message as messageSchema,
  newRoom,
  recipients,
  type RoomOptions,
  type SharedMessage,
} from '../shared/messages.js';
import { validate } from '../shared/validate.js';
import type { Selector } from './api.js';
import { plain, take } from './take.js';

const ROOM_NAME_MAX_LENGTH = 50;
const ATTACHMENTS_MAX_BYTES = 2 ** 20;

/** Who a message goes to, and how. */
export interface SendMessageOptions {
  /**
   * `blast`: to each of the recipients separately. `group`: to one direct or group chat with all `users`, found or made;
   * it takes no `streamIds` and no `distributionListIds`.
   */
  mode: 'blast' | 'group';
  /** Ids or e-mail addresses. */
  users?: readonly string[] | undefined;
  streamIds?: readonly string[] | undefined;
  distributionListIds?: readonly string[] | undefined;
  /**
   * `confirmation_dialog`, the default: the user sees the message and confirms it. `open_module`, of blasts only: the
   * blast module opens, filled in. `none`: it is sent at once.
   */
  displayMode?: 'confirmation_dialog' | 'open_module' | 'none' | undefined;
  /** Where the dialog is shown: a selector, a bare id or class, or the element; the main frame by default. */
  container?: Selector | undefined;
}

const optionsSchema = object({
  ...recipients,
  displayMode: optional(displayMode, 'confirmation_dialog'),
  container: optional(custom<Selector>(() => true)),
});

/**
 * What `sendMessage` was given, complete.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, `ATTACHMENTS_TOO_LARGE`.
 */
export function readSending(
  message: unknown,
  options: unknown,
): { sending: ArgsOf<HostToFrame, 'sendMessage'>; container: Selector | undefined } {
  const doing = 'sendMessage';
  const { container, ...rest } = validate(optionsSchema, options, doing);
  const given = plain({ ...rest, message: readMessage(message, doing) });
  const { mode, displayMode, users = [], streamIds = [], distributionListIds = [] } = given;
  const others = [...streamIds, ...distributionListIds];
  const problem =
    mode === 'group' && (others.length || displayMode === 'open_module')
      ? 'mode group takes users only, and no module'
      : displayMode !== 'open_module' && !users.length && !others.length && 'there is nobody to send it to';
  if (problem) throw failure('INVALID_ARGUMENT', doing, problem);
  return { sending: given, container };
}

/**
 * What `createRoom` was given.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, `ROOM_NAME_TOO_LONG`, `ATTACHMENTS_TOO_LARGE`.
 */
export function readNewRoom(
  name: unknown,
  userIds: unknown,
  options: RoomOptions,
): ArgsOf<HostToFrame, 'createRoom'> {
  const doing = 'createRoom';
  const room = take(newRoom, { name, userIds, options }, doing);
  if (room.name.length > ROOM_NAME_MAX_LENGTH) {
    const most = `the name may have ${ROOM_NAME_MAX_LENGTH} characters`;
    throw failure('ROOM_NAME_TOO_LONG', doing, most, { maxLength: ROOM_NAME_MAX_LENGTH });
  }
  mustFit(room.options.message, doing);
  return room;
}

function readMessage(given: unknown, doing: string): string | SharedMessage {
  const message = take(messageSchema, given, doing);
  mustFit(message, doing);
  return message;
}

function mustFit(message: string | SharedMessage = '', doing: string): void {
  let bytes = 0;
  for (const { type, data } of Object.values((Object(message) as SharedMessage).entities ?? {})) {
    if (type !== 'fdc3.fileAttachment') continue;
    const [head = '', content = ''] = data.dataUri.split(',', 2);
    bytes += head.endsWith(';base64')
      ? (content.replace(/=+$/, '').length * 3) >> 2
      : content.replace(/%../g, '-').length;
  }
  if (bytes > ATTACHMENTS_MAX_BYTES) {
    const most = `the attachments hold ${bytes} bytes, and may hold ${ATTACHMENTS_MAX_BYTES} together`;
    throw failure('ATTACHMENTS_TOO_LARGE', doing, most, { bytes, maxBytes: ATTACHMENTS_MAX_BYTES });
  }
}
