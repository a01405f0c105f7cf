import { object, optional } from 'valibot';
import type { ValueSchemas, FrameToHost } from './contract.js';
import { chat, listOf, flag, number, oneOf, settingsMap, subscription, text, themeMap } from './schemas.js';

/** What a frame learns of its host. */
export const welcome = object({
  protocol: number,
  mode: oneOf('focus collaboration'),
  settings: settingsMap,
  theme: optional(themeMap),
  partnerId: optional(text),
  chat,
  fromLogin: flag,
  subjectToken: optional(text),
  subscriptions: listOf(subscription),
});

/** What the host answers. */
export const frameToHostValues = {
  hello: welcome,
  ready: null,
  notify: null,
  userInteractionRequired: null,
  interop: null,
  requestLogout: null,
  sessionEnded: null,
  goodbye: null,
} satisfies ValueSchemas<FrameToHost>;
