import { failure } from '../../shared/errors.js';
import { accepts } from '../../shared/wire/schema.js';
import { pageFlag, users } from '../../shared/wire/schemas.js';
import { validate } from '../../shared/wire/validate.js';

/** What a message of a page says. Only its id has been read. */
export interface RawFields extends Record<string, unknown> {
  id: string | number | undefined;
}

/** The methods of an app that a page can call without the SDK. */
export type RawMethod = 'openStream' | 'updateSettings' | 'sendMessage';

/** An action, as a call of the same method as a host would make. */
export interface RawAction {
  method: RawMethod;
  /** Not validated yet. */
  args: Record<string, unknown>;
  /** The id of the container of a child frame. Missing for this frame. */
  container: string | undefined;
}

/**
 * Reads an action.
 *
 * @throws {@link SymphonyError} `NOT_SUPPORTED` for an action that frames do not have, `INVALID_ARGUMENT` for a container
 * that is no text, or a list that is none.
 */
export function readAction({ name, params }: RawFields): RawAction {
  const given = fieldsIn(params);
  switch (name) {
    case 'set-stream': {
      const { streamId, container } = given;
      return { method: 'openStream', args: { streamId }, container: idOf(container, name) };
    }
    case 'set-settings':
      return { method: 'updateSettings', args: settingsIn(given), container: undefined };
    case 'send-message': {
      const { container = given['container'], ...options } = fieldsIn(given['options']);
      for (const list of ['users', 'streamIds', 'distributionListIds'])
        if (list in options) options[list] = listIn(options, list, 'sendMessage');
      return {
        method: 'sendMessage',
        args: { message: given['message'], options },
        container: idOf(container, name),
      };
    }
    default:
      throw failure(
        'NOT_SUPPORTED',
        'run an sdk-action',
        'its name should be set-stream, set-settings or send-message',
      );
  }
}

/** The fields that a page has given. It may write `null` or an empty text for what it does not give. */
export function fieldsIn(params: unknown): Record<string, unknown> {
  const fields = Object.entries(Object(params) as object);
  return Object.fromEntries(
    fields.filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

/** Flags may be texts, as in an address. */
function settingsIn(given: Record<string, unknown>): Record<string, unknown> {
  const settings = Object.entries(given).map(([name, value]) => {
    if (name === 'userIds') return [name, listIn(given, name, 'updateSettings')];
    return [name, accepts(pageFlag, value) ? pageFlag(value) : value];
  });
  return Object.fromEntries(settings) as Record<string, unknown>;
}

/** Reads a list as a host does: it may be a text with commas, and ids may be numbers. */
function listIn(given: Record<string, unknown>, name: string, doing: string): string[] {
  return validate((list) => users(list, name), given[name], doing);
}

/** Pages name a container by a selector, `#id`, or by its bare id. */
function idOf(container: unknown, name: string): string | undefined {
  if (container === undefined || typeof container === 'string') return container?.replace(/^#/, '');
  throw failure('INVALID_ARGUMENT', name, 'container should be the id of a container, like #chat-1');
}
