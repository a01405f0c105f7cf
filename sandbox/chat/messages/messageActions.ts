import type { Contact } from '@finos/fdc3';
import type { SVGTemplateResult } from 'lit';
import type { Message } from '../../podApi/messages.js';
import type { Person } from '../../podApi/people.js';
import type { Stream } from '../../podApi/streams.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons } from '../look/icons.js';
import type { ShownParts } from '../openChat/shownParts.js';

/** Something that can be done with a message. */
export interface MessageAction {
  id: 'share' | 'copy' | 'pin' | 'unpin' | 'bookmark' | 'suppress';
  label: string;
  icon: SVGTemplateResult;
  /** Resolves with what there is to say of it. */
  run: () => Promise<string>;
}

/** What the user may do with a message, as the pod and the portal allow it. */
export function actionsFor(
  message: Message,
  stream: Stream,
  app: ChatApp,
  parts: ShownParts,
): MessageAction[] {
  const { id, author, isBookmarked } = message;
  const isMine = author.id === app.state.user?.id;
  const actions: (MessageAction | false)[] = [
    isCopyable(stream) && {
      id: 'share',
      label: 'Share Message',
      icon: icons.share,
      run: () => share(message, stream, app),
    },
    isCopyable(stream) && {
      id: 'copy',
      label: 'Copy text',
      icon: icons.copy,
      run: () =>
        navigator.clipboard.writeText(message.text).then(
          () => 'Copied.',
          () => 'This page does not let its chats copy.',
        ),
    },
    canPin(stream) &&
      (stream.pinned?.id === id
        ? {
            id: 'unpin',
            label: 'Unpin',
            icon: icons.pin,
            run: () => app.messages.unpin(stream.id).then(() => 'Unpinned.'),
          }
        : {
            id: 'pin',
            label: 'Pin',
            icon: icons.pin,
            run: () => app.messages.pin(id).then(() => 'Pinned.'),
          }),
    parts.showBookmarkMessage && {
      id: 'bookmark',
      label: isBookmarked ? 'Remove bookmark' : 'Bookmark',
      icon: icons.bookmark,
      run: () =>
        app.messages
          .bookmark(id, !isBookmarked)
          .then(() => (isBookmarked ? 'Bookmark removed.' : 'Bookmarked.')),
    },
    parts.showSuppressMessage &&
      isMine && {
        id: 'suppress',
        label: 'Suppress for everybody',
        icon: icons.suppress,
        run: () => app.messages.suppress(id).then(() => 'The message was suppressed.'),
      },
  ];
  return actions.filter((action) => action !== false);
}

/** Rooms have owners, who decide on what is pinned there; elsewhere everybody does. */
export function canPin({ isActive, type, isOwner }: Stream): boolean {
  return isActive && (type !== 'room' || isOwner);
}

/** Whether what is said in a chat may be taken elsewhere. */
export function isCopyable({ settings }: Stream): boolean {
  return settings?.allowMessageCopy !== false;
}

/** Of how many people a chat that is shared names all. Of more it names who wrote the message. */
const MOST_PARTICIPANTS = 20;

async function share(
  { id, author, sentAt, text }: Message,
  { members }: Stream,
  app: ChatApp,
): Promise<string> {
  // Who cannot be looked up is shared without an address.
  const known = await app.people.search().catch(() => []);
  const emails = new Map(
    [...known, ...(app.state.user ? [app.state.user] : [])].map((one) => [one.id, one.email]),
  );
  const contactOf = ({ id: personId, displayName }: Person): Contact => {
    const email = emails.get(personId);
    const ids = { SYMPHONY_ID: personId };
    return { type: 'fdc3.contact', name: displayName, id: email ? { ...ids, email } : ids };
  };
  app.interop('CreateInteraction', {
    type: 'fdc3.interaction',
    origin: 'Symphony',
    participants: {
      type: 'fdc3.contactList',
      contacts: (members.length > MOST_PARTICIPANTS ? [author] : members).map(contactOf),
    },
    initiator: contactOf(author),
    interactionType: 'Instant Message',
    timeRange: { type: 'fdc3.timeRange', startTime: sentAt },
    description: text,
    id: { SYMPHONY_ID: id },
  });
  return 'Shared with this page.';
}
