import type { Message } from '../../podApi/messages.js';
import type { Member, Stream } from '../../podApi/streams.js';
import type { ChatLog } from '../messages/chatLog.js';
import { ChatRoom } from '../openChat/chatRoom.js';
import type { ChatApp } from './chatApp.js';
import { ChatState } from './chatState.js';

/**
 * Draws a chat out of sight while the pod is asked for the real one. What a browser draws for the first time takes it twice as long:
 * it compiles code and patterns, prepares templates, and looks for letters. By the time that the pod answers, that is done.
 */
export function rehearse(app: ChatApp): void {
  // After the first frame, so that something is seen meanwhile. Without frames nobody sees what would be faster.
  requestAnimationFrame(() => {
    setTimeout(() => {
      const { view, mode } = app.state;
      if (view.kind === 'loading' && mode === 'focus') draw(app).catch(console.warn);
    });
  });
}

async function draw(app: ChatApp): Promise<void> {
  const room = new ChatRoom();
  const state = rehearsedState(app.state);
  // It is that app in all but what it shows.
  room.app = new Proxy(app, {
    get: (target, name): unknown => (name === 'state' ? state : Reflect.get(target, name, target)),
  });
  room.inert = true;
  Object.assign(room.style, { position: 'absolute', inset: '0', visibility: 'hidden' });
  document.body.append(room);
  await room.updateComplete;
  await room.querySelector<ChatLog>('chat-log')?.updateComplete;
  room.remove();
}

function rehearsedState({ settings }: ChatState): ChatState {
  const member: Member = { id: '', displayName: 'Somebody', company: '', isOwner: false };
  const message: Message = {
    id: '1',
    streamId: '',
    author: member,
    sentAt: new Date().toISOString(),
    text: 'Some **words**, `code`, and a link: https://symphony.com\n\n- and a list',
    format: 'markdown',
    entities: {},
    kind: 'social',
    isMention: false,
    isBookmarked: false,
    isSuppressed: false,
  };
  const stream: Stream = {
    id: '',
    name: 'A chat',
    type: 'room',
    members: [member],
    isActive: true,
    pinned: message,
    unread: 0,
    canWrite: true,
    canAddPeople: false,
    isOwner: false,
  };
  const messages = [message, { ...message, id: '2', text: 'Words' }];
  return Object.assign(new ChatState(), {
    settings,
    streams: [stream],
    open: { stream, messages, older: 'end', newer: 'end', firstUnreadId: undefined },
  } satisfies Partial<ChatState>);
}
