import { ChatNotice } from './app/chatNotice.js';
import { SymphonyChat } from './app/symphonyChat.js';
import { HoverCard } from './cards/hoverCard.js';
import { ChatList } from './chats/chatList.js';
import { ChatComposer } from './composer/chatComposer.js';
import { UserMenu } from './login/userMenu.js';
import { ChatLog } from './messages/chatLog.js';
import { ChatRoom } from './openChat/chatRoom.js';

customElements.define('chat-composer', ChatComposer);
customElements.define('chat-list', ChatList);
customElements.define('chat-log', ChatLog);
customElements.define('chat-notice', ChatNotice);
customElements.define('chat-room', ChatRoom);
customElements.define('hover-card', HoverCard);
customElements.define('user-menu', UserMenu);
// The element that is in the page already, with all others in it.
customElements.define('symphony-chat', SymphonyChat);
