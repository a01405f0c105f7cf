import { toSymphonyError } from '../../shared/errors.js';
import type { HostToFrame, Remote } from '../../shared/wire/contract.js';
import type { ChildFrames, RawOutcome } from './childFrames.js';
import { sendable } from './mainFrame.js';
import { readAction, type RawFields, type RawMethod } from './rawActions.js';
import type { RawPage } from './rawPage.js';

/** The parts of the calls of a page. */
export interface RawCallsParts {
  methods: Pick<Remote<HostToFrame>, RawMethod>;
  children: ChildFrames;
  post: RawPage['post'];
}

/**
 * Runs the actions of a page, in this frame or in a child frame. Every action is answered. The answer has the action's id, or
 * none if the action has none: pages show errors without an id, too.
 */
export function answerActions({ methods, children, post }: RawCallsParts): (fields: RawFields) => void {
  async function run(fields: RawFields): Promise<object> {
    const { method, args, container } = readAction(fields);
    const outcome =
      container === undefined
        ? sendable((await methods[method](args as never)) as RawOutcome)
        : await children.call(container, method, args);
    if (!outcome.ok) return { error: outcome.error };
    if (method === 'updateSettings') children.updateSettings(args);
    return outcome.value ?? {};
  }

  return (fields) => {
    void run(fields)
      .catch((thrown: unknown) => ({ error: toSymphonyError(thrown).toJSON() }))
      .then((data) => {
        post('sdk-resolve', { id: fields.id, data });
      });
  };
}
