/* What a shown chat can do without: logins, dialogs, people, apps, menus, what was searched for. */

import './panels.css';

import { AppView } from './apps/appView.js';
import { SearchResults } from './chats/searchResults.js';
import { ChatDialog } from './dialogs/chatDialog.js';
import { RoomDialog } from './dialogs/roomDialog.js';
import { SendDialog } from './dialogs/sendDialog.js';
import { ChatLogin } from './login/chatLogin.js';
import { TermsView } from './login/termsView.js';
import { FoundMessages } from './messages/foundMessages.js';
import { MessageMenu } from './messages/messageMenu.js';
import { AccessNotice } from './people/accessNotice.js';
import { AccessRequests } from './people/accessRequests.js';
import { AddPeople } from './people/addPeople.js';
import { ConnectNotice } from './people/connectNotice.js';
import { ConnectionList } from './people/connectionList.js';
import { MemberList } from './people/memberList.js';
import { BlastModule } from './sending/blastModule.js';
import { RecipientPicker } from './sending/recipientPicker.js';

customElements.define('access-notice', AccessNotice);
customElements.define('access-requests', AccessRequests);
customElements.define('add-people', AddPeople);
customElements.define('app-view', AppView);
customElements.define('blast-module', BlastModule);
customElements.define('chat-dialog', ChatDialog);
customElements.define('chat-login', ChatLogin);
customElements.define('connect-notice', ConnectNotice);
customElements.define('connection-list', ConnectionList);
customElements.define('found-messages', FoundMessages);
customElements.define('member-list', MemberList);
customElements.define('message-menu', MessageMenu);
customElements.define('recipient-picker', RecipientPicker);
customElements.define('room-dialog', RoomDialog);
customElements.define('search-results', SearchResults);
customElements.define('send-dialog', SendDialog);
customElements.define('terms-view', TermsView);
