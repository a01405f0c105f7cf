import { ChatComposer } from './chatComposer.js';
import { ChatList } from './chatList.js';
import { ChatLog } from './chatLog.js';
import { ChatLogin } from './chatLogin.js';
import { ChatNotice } from './chatNotice.js';
import { ChatRoom } from './chatRoom.js';
import { SymphonyChat } from './symphonyChat.js';
import { UserMenu } from './userMenu.js';

customElements.define('chat-composer', ChatComposer);
customElements.define('chat-list', ChatList);
customElements.define('chat-log', ChatLog);
customElements.define('chat-login', ChatLogin);
customElements.define('chat-notice', ChatNotice);
customElements.define('chat-room', ChatRoom);
customElements.define('user-menu', UserMenu);
// The element that is in the page already, with all others in it.
customElements.define('symphony-chat', SymphonyChat);
