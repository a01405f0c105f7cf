import type { Settings, Theme } from 'symphony-embed/host';
import { SETTINGS, type DocumentedSetting } from '../embeddedMode/settings.js';
import { COLOURS, SHADES } from '../embeddedMode/theme.js';

/** The panels beside the chats. */
export const PANELS = ['functions', 'settings', 'theme', 'events'] as const;
export type PanelName = (typeof PANELS)[number];

/** What of the page can be shared by its address. */
export interface Setup {
  panel: PanelName;
  /** The function whose form is open. */
  open: string | undefined;
  streamId: string;
  userIds: string;
  /** Only what is not as it is by default. */
  settings: Settings;
  theme: Theme;
  /** What has been entered into forms, by function and parameter, where it is not the example. */
  entered: Record<string, Record<string, string>>;
}

/** Reads a setup from the hash of an address. Whoever wrote it may have written anything. */
export function readSetup(hash: string): Setup {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    panel: PANELS.find((name) => name === query.get('panel')) ?? 'functions',
    open: query.get('open') ?? undefined,
    streamId: query.get('streamId') ?? 'fx-desk',
    userIds: query.get('userIds') ?? '',
    settings: pick(mapIn(query, 'settings'), isSetting),
    theme: pick(mapIn(query, 'theme'), isOfTheme),
    entered: pick(mapIn(query, 'entered'), isMapOfTexts) as Setup['entered'],
  };
}

/** Writes a setup as the hash of an address. Tokens stay out of it: addresses are kept and sent about. */
export function writeSetup({ panel, open, streamId, userIds, settings, theme, entered }: Setup): string {
  const shared = Object.fromEntries(
    Object.entries(entered).filter(([, texts]) => !JSON.stringify(texts).includes('subjectToken')),
  );
  const query = new URLSearchParams();
  if (panel !== 'functions') query.set('panel', panel);
  if (open !== undefined) query.set('open', open);
  if (streamId !== 'fx-desk') query.set('streamId', streamId);
  if (userIds) query.set('userIds', userIds);
  for (const [name, map] of Object.entries({ settings, theme, entered: shared })) {
    if (Object.keys(map).length) query.set(name, JSON.stringify(map));
  }
  return query.size ? `#${query.toString()}` : '';
}

function mapIn(query: URLSearchParams, name: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(query.get(name) ?? '{}')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function pick(
  map: Record<string, unknown>,
  fits: (name: string, value: unknown) => boolean,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([name, value]) => fits(name, value)));
}

function isSetting(name: string, value: unknown): boolean {
  if (!Object.hasOwn(SETTINGS, name)) return false;
  const { kind, words = [] }: DocumentedSetting = SETTINGS[name as keyof typeof SETTINGS];
  if (kind === 'flag') return typeof value === 'boolean';
  return typeof value === 'string' && (kind !== 'words' || words.includes(value));
}

function isOfTheme(name: string, value: unknown): boolean {
  if (Object.hasOwn(COLOURS, name)) return isColour(value);
  return (
    Object.hasOwn(SHADES, name) &&
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(isColour)
  );
}

function isColour(value: unknown): boolean {
  return typeof value === 'string' && /^#[\da-f]{6}$/i.test(value);
}

function isMapOfTexts(_name: string, value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string')
  );
}
