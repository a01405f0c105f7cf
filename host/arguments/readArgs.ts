import { failure } from '../../shared/errors.js';
import type { ArgsOf, HostToFrame } from '../../shared/wire/contract.js';
import { functionArgs } from '../../shared/wire/functionArgs.js';
import { take } from './take.js';

/**
 * Validates the arguments of a call with the frame's own schema. The pod checks its own limits, for example the length
 * of a room's name.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function readArgs<Name extends keyof typeof functionArgs>(
  method: Name,
  given: unknown,
): ArgsOf<HostToFrame, Name> {
  return take<unknown>(functionArgs[method], given, method) as ArgsOf<HostToFrame, Name>;
}

/**
 * Validates the arguments of `sendMessage`, and that they fit together.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function readSending(message: unknown, options: unknown): ArgsOf<HostToFrame, 'sendMessage'> {
  const args = readArgs('sendMessage', { message, options });
  const { mode, displayMode, users = [], streamIds = [], distributionListIds = [] } = args.options;
  const others = [...streamIds, ...distributionListIds];
  const problem =
    mode === 'group' && others.length
      ? 'mode group takes users only'
      : displayMode === 'none' && !users.length && !others.length && 'there is nobody to send it to';
  if (problem) throw failure('INVALID_ARGUMENT', 'sendMessage', problem);
  return args;
}
