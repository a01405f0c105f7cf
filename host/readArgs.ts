import type { ArgsOf, HostToFrame, MethodOf } from '../shared/contract.js';
import { failure } from '../shared/errors.js';
import { hostToFrameArgs } from '../shared/hostToFrameArgs.js';
import type { SharedMessage } from '../shared/messages.js';
import { take } from './take.js';

const ROOM_NAME_MAX_LENGTH = 50;
const ATTACHMENTS_MAX_BYTES = 2 ** 20;

type Rules = { [Name in MethodOf<HostToFrame>]?: (args: ArgsOf<HostToFrame, Name>) => void };

/** What is asked of arguments beyond their shape, before anything is done with them. */
const rules: Rules = {
  sendMessage: ({ message, options }) => {
    const { mode, displayMode, users = [], streamIds = [], distributionListIds = [] } = options;
    const others = [...streamIds, ...distributionListIds];
    const problem =
      mode === 'group' && (others.length || displayMode === 'open_module')
        ? 'mode group takes users only, and no module'
        : displayMode !== 'open_module' && !users.length && !others.length && 'there is nobody to send it to';
    if (problem) throw failure('INVALID_ARGUMENT', 'sendMessage', problem);
    mustFit('sendMessage', message);
  },
  createRoom: ({ name, options }) => {
    if (name.length > ROOM_NAME_MAX_LENGTH) {
      const most = `the name may have ${ROOM_NAME_MAX_LENGTH} characters`;
      throw failure('ROOM_NAME_TOO_LONG', 'createRoom', most, { maxLength: ROOM_NAME_MAX_LENGTH });
    }
    mustFit('createRoom', options.message);
  },
};

/**
 * What a page gives, looked at as the frame will look at it too.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, `ROOM_NAME_TOO_LONG`, `ATTACHMENTS_TOO_LARGE`.
 */
export function readArgs<Name extends MethodOf<HostToFrame>>(
  method: Name,
  given: unknown,
): ArgsOf<HostToFrame, Name> {
  const args = take(hostToFrameArgs[method], given, method) as ArgsOf<HostToFrame, Name>;
  rules[method]?.(args);
  return args;
}

function mustFit(doing: string, message: string | SharedMessage | undefined): void {
  let bytes = 0;
  for (const { type, data } of Object.values((Object(message) as SharedMessage).entities ?? {})) {
    if (type !== 'fdc3.fileAttachment') continue;
    const [head = ''] = data.dataUri.split(',');
    const content = data.dataUri.slice(head.length + 1);
    bytes += head.endsWith(';base64')
      ? (content.replace(/=+$/, '').length * 3) >> 2
      : content.replace(/%../g, '-').length;
  }
  if (bytes > ATTACHMENTS_MAX_BYTES) {
    const most = `the attachments hold ${bytes} bytes, and may hold ${ATTACHMENTS_MAX_BYTES} together`;
    throw failure('ATTACHMENTS_TOO_LARGE', doing, most, { bytes, maxBytes: ATTACHMENTS_MAX_BYTES });
  }
}
