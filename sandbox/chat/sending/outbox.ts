import type { SentMessage } from 'symphony-embed/frame';
import type { Draft, Message } from '../../podApi/messages.js';
import type { DistributionList } from '../../podApi/people.js';
import type { Recipients, Resolved, Sending } from '../../podApi/sending.js';
import type { Stream } from '../../podApi/streams.js';
import type { Conversations } from '../chats/conversations.js';
import type { Prompts } from '../dialogs/prompts.js';
import type { Pod } from '../pod/pod.js';

const NOBODY: Resolved = { users: [], streams: [], lists: [] };

/** Sends messages to many, after asking the user where the portal wants that. */
export class Outbox {
  readonly #pod: Pod;
  readonly #prompts: Prompts;
  readonly #conversations: Conversations;

  constructor(pod: Pod, prompts: Prompts, conversations: Conversations) {
    this.#pod = pod;
    this.#prompts = prompts;
    this.#conversations = conversations;
  }

  async send({ message, options: { displayMode, ...recipients } }: Sending): Promise<SentMessage> {
    if (displayMode === 'none') return this.#send(message, recipients);
    const { mode } = recipients;
    if (displayMode === 'open_module' && mode === 'blast') {
      const to = hasAny(recipients) ? await this.#pod.recipients(recipients) : NOBODY;
      return this.blast({ message, to });
    }
    // Before the dialog: what is wrong with the recipients is for the portal to know, the user cannot mend it.
    const to = await this.#pod.recipients(recipients);
    const sent = await this.#prompts.ask({ kind: 'send', mode, message, to }, () =>
      this.#pod.send(message, recipients),
    );
    return this.#tell(sent, mode);
  }

  /** Opens the blast module. Resolves when something was sent with it. */
  async blast(draft = { message: '' as Draft, to: NOBODY }): Promise<SentMessage> {
    const sent = await this.#prompts.ask(
      { kind: 'blast', draft, sentTo: undefined },
      async ({ message, to }) => {
        const answer = await this.#pod.send(message, {
          mode: 'blast',
          users: to.users.map(({ id }) => id),
          streamIds: to.streams.map(({ id }) => id),
          distributionListIds: to.lists.map(({ id }) => id),
        });
        this.#prompts.handleBlasted(answer.messages.length);
        return answer;
      },
    );
    return this.#tell(sent, 'blast');
  }

  async lists(): Promise<DistributionList[]> {
    return (await this.#pod.distributionLists()).lists;
  }

  async #send(message: Draft, recipients: Recipients): Promise<SentMessage> {
    return this.#tell(await this.#pod.send(message, recipients), recipients.mode);
  }

  async #tell(
    { streams, messages }: { streams: Stream[]; messages: Message[] },
    mode: Recipients['mode'],
  ): Promise<SentMessage> {
    const [stream] = streams;
    // The message is sent, whatever comes of showing its chat.
    if (mode === 'group' && stream)
      await this.#conversations.show({ streamId: stream.id }).catch(console.warn);
    return {
      streamId: streams.map(({ id }) => id),
      userIds: [...new Set(streams.flatMap(({ members }) => members.map(({ id }) => id)))],
      messages: messages.map(({ id, streamId }) => ({ messageId: id, streamId })),
    };
  }
}

function hasAny({ users, streamIds, distributionListIds }: Recipients): boolean {
  return [users, streamIds, distributionListIds].some((ids) => ids?.length);
}
