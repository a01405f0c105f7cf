import type { DocumentedFunction, Parameter } from './documented.js';

const selector: Parameter = {
  name: 'selector',
  type: 'string',
  entry: 'text',
  isOptional: true,
  default: 'the main frame',
  does: 'The container of the frame, by a CSS selector. It gets a frame when it has none. Focus mode only.',
};

/** What makes frames, opens chats and apps in them, and takes them away again. */
export const openingFunctions = {
  render: {
    signature: 'render(className?, configuration?, fromLogin?)',
    does: 'Makes the main frame in the container of this class. Called again, it makes the frame anew; to switch chats, `openStream` is much faster.',
    parameters: [
      {
        name: 'className',
        type: 'string',
        entry: 'text',
        isOptional: true,
        default: "'symphony-ecm'",
        sample: 'symphony-ecm',
        does: 'The class of the container, without a dot.',
      },
      {
        name: 'configuration',
        type: 'Configuration',
        entry: 'json',
        isOptional: true,
        default: '{}',
        sample: { streamId: 'fx-desk', mode: 'dark' },
        does: 'Settings, the chat to show (`streamId` or `userIds`), a `theme`, and `auth: { subjectToken }`, a JWT that the pod takes instead of a login.',
      },
      {
        name: 'fromLogin',
        type: 'boolean',
        entry: 'flag',
        isOptional: true,
        default: 'false',
        does: 'Goes straight to the login, for when it is known that nobody is logged in.',
      },
    ],
    resolvesWith:
      '`{ streamId?, userIds? }`, once the frame shows the chat. A login takes as long as it takes.',
    errors: [
      'INVALID_ARGUMENT',
      'CONNECTION_FAILED',
      'INCOMPATIBLE_VERSION',
      'STREAM_NOT_FOUND',
      'TIMEOUT',
      'LOGGED_OUT',
      'ERROR',
    ],
    modes: 'both',
    example: `const { streamId, error } = await symphony.render('symphony-ecm', { streamId: 'fx-desk', mode: 'dark' });
if (error) console.warn(error.message);`,
    page: 'get-started',
  },
  openStream: {
    signature: 'openStream(streamId, selector?)',
    does: 'Opens a chat, or switches to it: in the main frame, or in the frame of a container of its own.',
    parameters: [
      {
        name: 'streamId',
        type: 'string',
        entry: 'text',
        sample: 'fx-desk',
        does: 'The stream id of the chat.',
      },
      selector,
    ],
    resolvesWith: '`{ streamId?, userIds? }`, once the chat is displayed.',
    errors: [
      'NOT_RENDERED',
      'INVALID_ARGUMENT',
      'STREAM_NOT_FOUND',
      'CONNECTION_FAILED',
      'TIMEOUT',
      'FRAME_GONE',
      'LOGGED_OUT',
      'ERROR',
    ],
    modes: 'both',
    example: `await symphony.openStream('fx-desk');
await symphony.openStream('rates-research', '#second');`,
    page: 'open-a-chat',
  },
  setStream: {
    signature: 'setStream(streamId, selector?)',
    does: 'Another name of `openStream`.',
    parameters: [
      {
        name: 'streamId',
        type: 'string',
        entry: 'text',
        sample: 'rates-research',
        does: 'The stream id of the chat.',
      },
      selector,
    ],
    resolvesWith: '`{ streamId?, userIds? }`, once the chat is displayed.',
    errors: [
      'NOT_RENDERED',
      'INVALID_ARGUMENT',
      'STREAM_NOT_FOUND',
      'CONNECTION_FAILED',
      'TIMEOUT',
      'FRAME_GONE',
      'LOGGED_OUT',
      'ERROR',
    ],
    modes: 'both',
    example: `symphony.setStream('rates-research');`,
    page: 'open-a-chat',
  },
  startRoom: {
    signature: 'startRoom(users, selector?)',
    does: 'Opens the direct or group chat with these users, and creates it first when there is none.',
    parameters: [
      {
        name: 'users',
        type: 'string[]',
        entry: 'list',
        sample: ['71811853190102', 'carol@acme.example'],
        does: 'User ids or e-mail addresses: one for a direct chat, more for a group chat.',
      },
      selector,
    ],
    resolvesWith: '`{ streamId?, userIds? }`, once the chat is displayed.',
    errors: [
      'NOT_RENDERED',
      'INVALID_ARGUMENT',
      'INVALID_USERS',
      'NON_CONNECTED_USERS',
      'CONNECTION_FAILED',
      'TIMEOUT',
      'FRAME_GONE',
      'LOGGED_OUT',
      'ERROR',
    ],
    modes: 'both',
    example: `await symphony.startRoom(['71811853190102']);
await symphony.startRoom(['71811853190102', 'carol@acme.example'], '#second');`,
    page: 'open-a-chat',
  },
  openApp: {
    signature: 'openApp(appId, moduleName?, selector?)',
    does: 'Opens a module of an extension app that is installed and that the setting `allowedApps` names. What cannot be opened shows an error page in the frame.',
    parameters: [
      {
        name: 'appId',
        type: 'string',
        entry: 'text',
        sample: 'fx-rates',
        does: 'The id of the app at the pod.',
      },
      {
        name: 'moduleName',
        type: 'string',
        entry: 'text',
        isOptional: true,
        default: 'the first module',
        does: 'The label of one of the modules that the app adds to the navigation.',
      },
      selector,
    ],
    resolvesWith: 'nothing, once the app or its error page is shown.',
    errors: ['NOT_RENDERED', 'INVALID_ARGUMENT', 'NOT_SUPPORTED', 'TIMEOUT', 'FRAME_GONE', 'LOGGED_OUT'],
    modes: 'both',
    example: `await symphony.updateSettings({ allowedApps: 'fx-rates' });
await symphony.openApp('fx-rates', 'Calculator');`,
    page: 'open-an-app',
  },
  checkAuth: {
    signature: 'checkAuth(preload?)',
    does: 'Tells, before anything is rendered, whether somebody is logged in and how this pod logs people in.',
    parameters: [
      {
        name: 'preload',
        type: 'boolean',
        entry: 'flag',
        isOptional: true,
        default: 'false',
        does: 'Loads the app meanwhile, so that `render` is faster.',
      },
    ],
    resolvesWith: "`{ isLoggedIn: boolean, authenticationType: 'password' | 'sso' }`.",
    errors: ['INVALID_ARGUMENT', 'CONNECTION_FAILED', 'TIMEOUT', 'FRAME_GONE', 'LOGGED_OUT'],
    modes: 'both',
    example: `const { isLoggedIn, authenticationType } = await symphony.checkAuth(true);
const ecpLoginPopup = authenticationType === 'sso';
await symphony.render('symphony-ecm', { ecpLoginPopup }, !isLoggedIn && !ecpLoginPopup);`,
    page: 'get-started',
  },
  logout: {
    signature: 'logout(options?)',
    does: 'Logs the user out of the pod, in all tabs and portals of this browser, and removes every frame. Afterwards it is as if `render` had never been called.',
    parameters: [
      {
        name: 'options',
        type: '{ deadlineMs?: number }',
        entry: 'json',
        isOptional: true,
        default: '{ deadlineMs: 5000 }',
        does: 'The time for all of it, in milliseconds. Not in Symphony’s documentation.',
      },
    ],
    resolvesWith: '`{}` when the pod confirmed and every frame cleared its data.',
    errors: ['INVALID_ARGUMENT', 'LOGOUT_UNCONFIRMED', 'LOGOUT_INCOMPLETE'],
    modes: 'both',
    example: `const { error } = await symphony.logout();
if (error?.type === 'LOGOUT_UNCONFIRMED') location.href = error.data.topLevelLogoutUrl;`,
    page: 'logout',
  },
} as const satisfies Record<string, DocumentedFunction>;
