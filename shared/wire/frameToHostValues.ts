import type { ValueSchemas, FrameToHost } from './contract.js';
import { listOf, object, optional } from './schema.js';
import { chat, flag, number, oneOf, settingsMap, subscription, text, themeMap } from './schemas.js';

/** The schema of the host's answer to a hello. */
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

/** The schemas of the host's answers. */
export const frameToHostValues = {
  hello: welcome,
} satisfies ValueSchemas<FrameToHost>;
