import type { Message } from '../../podApi/messages.js';
import type { ChatApp } from '../app/chatApp.js';
import type { OpenChat } from '../app/chatState.js';
import type { SubjectAt } from '../cards/hoverCard.js';
import { internalAddressOf } from '../messageContent/messageLinks.js';
import { tagOf } from '../messageContent/messageTags.js';
import type { ShownParts } from '../openChat/shownParts.js';
import { actionsFor } from './messageActions.js';
import type { MessageMenu } from './messageMenu.js';

/** The message that an element is in. */
export function messageAt(open: OpenChat | undefined, target: EventTarget | null): Message | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('.message') : null;
  return open?.messages.find(({ id }) => id === element?.dataset['messageId']);
}

/** What a card would be about there. */
export function subjectAt(
  open: OpenChat | undefined,
  { showProfilePopover }: ShownParts,
  target: EventTarget | null,
): ReturnType<SubjectAt> {
  const found = tagOf(target);
  if (found) {
    const { tag, element } = found;
    const isShown = tag.kind === 'cashtag' || (tag.kind === 'mention' && showProfilePopover);
    return isShown ? { subject: tag, anchor: element } : undefined;
  }
  const anchor = target instanceof Element ? target.closest('.author, .message > .avatar') : null;
  const message = anchor && showProfilePopover ? messageAt(open, anchor) : undefined;
  return anchor && message ? { subject: { kind: 'person', person: message.author }, anchor } : undefined;
}

/** Does what a click in the log asks for. */
export function handleLogClick(
  event: MouseEvent,
  { app, open, parts, menu }: { app: ChatApp; open: OpenChat; parts: ShownParts; menu: MessageMenu | null },
): void {
  const { target, currentTarget } = event;
  const address = internalAddressOf(target);
  if (address !== undefined && (target as Element).closest('.message-text')) {
    event.preventDefault();
    app.followInternalLink(address);
    return;
  }
  if (event.type === 'auxclick') return;
  const more = (target as Element).closest<HTMLElement>('.more');
  const message = messageAt(open, target);
  if (more && message) {
    const actions = actionsFor(message, open.stream, app, parts);
    // It comes with the first sign of a person, which may be this click.
    void customElements.whenDefined('message-menu').then(() => {
      menu?.toggleAt(more, actions);
    });
    return;
  }
  const tag = tagOf(target)?.tag;
  if (tag?.kind === 'action')
    app.interop(tag.button.intent, tag.button.context as Parameters<ChatApp['interop']>[1]);
  else if (tag?.kind === 'hashtag')
    currentTarget?.dispatchEvent(new CustomEvent('searchfor', { detail: tag.text, bubbles: true }));
}
