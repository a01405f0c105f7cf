import type { DocumentedFunction } from './documented.js';

/** What changes how frames look and behave, and what tells the page about them. */
export const changingFunctions = {
  updateSettings: {
    signature: 'updateSettings(settings)',
    does: 'Changes settings, in all frames and in those to come. What is not given stays as it is.',
    parameters: [
      {
        name: 'settings',
        type: 'Settings',
        entry: 'json',
        sample: { mode: 'dark', condensed: false },
        does: 'Some of the settings below.',
      },
    ],
    resolvesWith: 'nothing, once the frames have them.',
    errors: ['NOT_RENDERED', 'INVALID_ARGUMENT', 'TIMEOUT', 'FRAME_GONE', 'LOGGED_OUT'],
    modes: 'both',
    example: `await symphony.updateSettings({ mode: 'dark', symphonyLogo: false });`,
    page: 'configuration-parameters',
  },
  updateTheme: {
    signature: 'updateTheme(theme)',
    does: 'Changes the colours, in all frames and in those to come.',
    parameters: [
      {
        name: 'theme',
        type: 'Theme',
        entry: 'json',
        sample: { primary: '#0f5c63', background: '#fbfdfd', surface: '#e8f1f1', text: '#12292b' },
        does: 'Colours and shades, as below.',
      },
    ],
    resolvesWith: 'nothing, once the frames have it.',
    errors: ['NOT_RENDERED', 'INVALID_ARGUMENT', 'TIMEOUT', 'FRAME_GONE', 'LOGGED_OUT'],
    modes: 'focus',
    example: `await symphony.updateTheme({ primary: '#0f5c63', accent: '#7a4a00' });`,
    page: 'configuration-parameters',
  },
  listen: {
    signature: 'listen({ type, params?, callback })',
    does: 'Subscribes to a notification. It may be called before `render`, survives reloads of frames, and ends with `logout`.',
    parameters: [
      {
        name: 'options',
        type: '{ type, params?, callback }',
        entry: 'callback',
        does: 'The type, what narrows it, and the function that is called with each payload.',
      },
    ],
    resolvesWith: 'nothing to wait for: it returns, at once, the function that ends the subscription.',
    errors: ['INVALID_ARGUMENT'],
    modes: 'both',
    example: `const stop = symphony.listen({
  type: 'UnreadCountNotifications',
  params: { streamId: 'fx-desk' },
  callback: ({ count }) => showBadge(count),
});`,
    page: 'notifications',
  },
  onUserInteractionRequired: {
    signature: 'onUserInteractionRequired({ callback })',
    does: 'Calls back when a frame needs a person, so that a page that hides its frames can show them. It may be called before `render`.',
    parameters: [
      {
        name: 'options',
        type: '{ callback }',
        entry: 'callback',
        does: 'The function that is called with `{ reason }`: `login`, `terms_of_use` and so on.',
      },
    ],
    resolvesWith: 'a function that ends it.',
    errors: ['INVALID_ARGUMENT'],
    modes: 'both',
    example: `await symphony.onUserInteractionRequired({
  callback: ({ reason }) => showChat(reason),
});`,
    page: 'get-started',
  },
  registerInterop: {
    signature: 'registerInterop(callback)',
    does: 'Calls back with an FDC3 intent and its context when somebody presses an action button of a message, or View Contact, View Instrument or Share Message. It may be called before `render`, and ends with `logout`.',
    parameters: [
      {
        name: 'callback',
        type: '(intent: string, context: Context) => void',
        entry: 'callback',
        does: 'Gets `ViewContact` with an `fdc3.contact`, `ViewInstrument` with an `fdc3.instrument`, `CreateInteraction` with an `fdc3.interaction`, or what an action button says: its intent and its context. An `fdc3.action` that broadcasts has the intent `broadcast`; one without an intent has `raiseIntent`.',
      },
    ],
    resolvesWith: 'a function that ends it.',
    errors: ['INVALID_ARGUMENT'],
    modes: 'both',
    example: `await symphony.registerInterop((intent, context) => {
  if (intent === 'ViewInstrument') showChart(context.id.ticker);
});`,
    page: 'notifications',
  },
} as const satisfies Record<string, DocumentedFunction>;
