import type { DocumentedFunction, Parameter } from './documented.js';

const selector: Parameter = {
  name: 'selector',
  type: 'string',
  entry: 'text',
  isOptional: true,
  default: 'the main frame',
  does: 'The container of the frame that shows the dialog, by a CSS selector. Focus mode only.',
};

/** What sends, creates and pins. */
export const sendingFunctions = {
  sendMessage: {
    signature: 'sendMessage(message, options)',
    does: 'Sends a message: to many chats, each on its own (`blast`), or to one chat with all the users in it (`group`). By default the person sees it first and confirms.',
    parameters: [
      {
        name: 'message',
        type: 'string | SharedMessage',
        entry: 'json',
        sample: {
          text: { 'text/markdown': 'EUR/USD is at **1.0851**. §[Show the chart](id/chart)' },
          entities: {
            chart: {
              type: 'fdc3.fdc3Intent',
              data: {
                title: 'Show the chart',
                intent: 'ViewChart',
                context: { type: 'fdc3.instrument', id: { ticker: 'EURUSD' } },
              },
            },
          },
        },
        does: 'A text, or FDC3’s form of a message: `{ text: { "text/plain"?, "text/markdown"? }, entities? }`. Entities are files (`fdc3.fileAttachment`), buttons (`fdc3.fdc3Intent`, or FDC3’s own `fdc3.action`) and custom data (`fdc3.symphonyEntity`). A button that the text does not refer to is below the text. Table cells take no Markdown.',
      },
      {
        name: 'options',
        type: 'SendMessageOptions',
        entry: 'json',
        sample: {
          mode: 'blast',
          users: ['71811853190102', 'carol@acme.example'],
          streamIds: ['fx-desk'],
          displayMode: 'confirmation_dialog',
        },
        does: "`mode`: `'blast'` or `'group'`. To whom: `users` (ids or e-mail addresses) and, with `blast`, also `streamIds` and `distributionListIds`. `displayMode`: `'confirmation_dialog'` (default), `'none'` to send at once or, with `blast`, `'open_module'` to go on in the blast module. `container`: where the frame is, a CSS selector (Focus mode only).",
      },
    ],
    resolvesWith:
      '`{ streamId?: string[], userIds?: string[], messages?: { messageId, streamId }[] }`, once it is sent.',
    errors: [
      'NOT_RENDERED',
      'INVALID_ARGUMENT',
      'NOT_SUPPORTED',
      'INVALID_USERS',
      'NON_CONNECTED_USERS',
      'STREAM_NOT_FOUND',
      'DISTRIBUTION_LIST_NOT_FOUND',
      'MESSAGE_TOO_LONG',
      'ATTACHMENTS_TOO_LARGE',
      'CANCELLED',
      'TIMEOUT',
      'FRAME_GONE',
      'LOGGED_OUT',
      'ERROR',
    ],
    modes: 'both',
    example: `await symphony.sendMessage(
  { text: { 'text/markdown': 'The **fixing** is at noon. $EURUSD' } },
  { mode: 'blast', users: ['71811853190102'], distributionListIds: ['fx-clients'] },
);`,
    page: 'send-a-message',
  },
  createRoom: {
    signature: 'createRoom(name, userIds, options?, selector?)',
    does: 'Shows the dialog for a new room, filled in; the person may change everything and creates the room. With `silent` it is created at once.',
    parameters: [
      {
        name: 'name',
        type: 'string',
        entry: 'text',
        sample: 'Forwards to March',
        does: 'The name, 50 characters at most. It may be empty: then the dialog asks for it. With `silent` it is needed.',
      },
      {
        name: 'userIds',
        type: 'string[]',
        entry: 'list',
        sample: ['71811853190102', 'carol@acme.example'],
        does: 'The members, by id or e-mail address.',
      },
      {
        name: 'options',
        type: 'RoomOptions',
        entry: 'json',
        isOptional: true,
        default: 'as the pod has it',
        sample: { allowHistoryBrowsing: true, discoverable: false, message: 'Welcome to the room.' },
        does: 'What the room is to be: `public`, `external`, `multilateral`, `allowHistoryBrowsing`, `allowMessageCopy`, `allowSendMessages`, `allowAddUser`, `discoverable`, each `true` or `false`; `message`, the first one, a text or a SharedMessage; `silent`, to do without the dialog.',
      },
      selector,
    ],
    resolvesWith:
      '`{ streamId?: string, userIds?: string[], messages?: { messageId, streamId }[] }`, once the room is there.',
    errors: [
      'NOT_RENDERED',
      'INVALID_ARGUMENT',
      'NOT_SUPPORTED',
      'ROOM_NAME_TOO_LONG',
      'INVALID_USERS',
      'NON_CONNECTED_USERS',
      'MESSAGE_TOO_LONG',
      'ATTACHMENTS_TOO_LARGE',
      'CANCELLED',
      'TIMEOUT',
      'FRAME_GONE',
      'LOGGED_OUT',
      'ERROR',
    ],
    modes: 'both',
    example: `const room = await symphony.createRoom('Forwards to March', ['71811853190102'], {
  allowHistoryBrowsing: true,
  message: 'Welcome to the room.',
});`,
    page: 'create-a-room',
  },
  pinMessage: {
    signature: 'pinMessage(messageId)',
    does: 'Pins a message in its chat, in place of the one that is pinned there. In a room only its owners may.',
    parameters: [
      {
        name: 'messageId',
        type: 'string',
        entry: 'text',
        sample: 'message-id',
        does: 'The id of the message, as `sendMessage` resolves with it.',
      },
    ],
    resolvesWith:
      '`true`, or the error itself, `{ type, message, data }`, with the message id in `data`. (It is there as `error`, too, as with the other functions.)',
    errors: [
      'NOT_RENDERED',
      'INVALID_ARGUMENT',
      'NOT_SUPPORTED',
      'MESSAGE_ID_NOT_FOUND',
      'TIMEOUT',
      'FRAME_GONE',
      'LOGGED_OUT',
      'ERROR',
    ],
    modes: 'both',
    example: `const pinned = await symphony.pinMessage(messageId);
if (pinned !== true) console.warn(pinned.message);`,
    page: 'pin-a-message',
  },
  openBlast: {
    signature: 'openBlast()',
    does: 'Opens the module in which a person writes one message to many users, chats or distribution lists.',
    parameters: [],
    resolvesWith: 'nothing, once the module is open.',
    errors: ['NOT_RENDERED', 'NOT_SUPPORTED', 'TIMEOUT', 'FRAME_GONE', 'LOGGED_OUT', 'ERROR'],
    modes: 'both',
    example: `await symphony.openBlast();`,
    page: 'blast',
  },
  getDistributionLists: {
    signature: 'getDistributionLists()',
    does: 'Gives the distribution lists of the user, to send to.',
    parameters: [],
    resolvesWith: '`{ id: string, name: string }[]`.',
    errors: ['NOT_RENDERED', 'NOT_SUPPORTED', 'TIMEOUT', 'FRAME_GONE', 'LOGGED_OUT', 'ERROR'],
    modes: 'both',
    example: `const [first] = await symphony.getDistributionLists();
await symphony.sendMessage('Good morning', { mode: 'blast', distributionListIds: [first.id] });`,
    page: 'blast',
  },
} as const satisfies Record<string, DocumentedFunction>;
