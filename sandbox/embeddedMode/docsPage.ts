import { documentationUrl, type DocumentedFunction, type Field, type Modes } from './documented.js';
import { ERRORS } from './errors.js';
import { FUNCTIONS } from './functions.js';
import { NOTIFICATIONS, type DocumentedNotification } from './notifications.js';
import { SETTINGS, type DocumentedSetting } from './settings.js';
import { COLOURS, SHADES } from './theme.js';

const MODES: Record<Modes, string> = {
  both: 'Focus and Collaboration mode',
  focus: 'Focus mode only',
  collaboration: 'Collaboration mode only',
};

const SETTING_GROUPS: readonly (readonly [modes: Modes, headline: string])[] = [
  ['both', 'In both modes'],
  ['focus', 'In Focus mode only'],
  ['collaboration', 'In Collaboration mode only'],
];

/** The API page of the documentation, in Markdown. */
export function docsPage(): string {
  return [
    introduction(),
    '## Functions',
    'A _selector_ is a CSS selector like `#second`; only `render` takes the bare name of a class. `symphony.sdk` is the same object.',
    ...Object.values(FUNCTIONS).map(functionSection),
    '## Notifications',
    'What `listen` can be given as `type`, with what its callback gets.',
    ...Object.entries(NOTIFICATIONS).map(([name, entry]) => notificationSection(name, entry)),
    '## Settings',
    'They go into the `configuration` of `render`, into `updateSettings`, into `data-*` attributes of containers that render by themselves (`data-show-title="false"`), and into the address of an iframe that does without the SDK. They are the page’s wishes: what the pod forbids stays forbidden.',
    ...SETTING_GROUPS.map(([modes, headline]) => settingsSection(modes, headline)),
    themeSection(),
    errorsSection(),
  ].join('\n\n');
}

function introduction(): string {
  const pages = [...new Set(Object.values(FUNCTIONS).map(({ page }) => page))].sort();
  return `# Embedded Mode

<!-- Written from the table in sandbox/embeddedMode by writeDocs.ts: change it there. -->

Every function, notification, setting, colour and error of Embedded Mode, as \`window.symphony\` has them after the script
tag. The module, \`createSymphony\` of \`symphony-embed/host\`, has the same functions; there a failure rejects with a
\`SymphonyError\` instead of resolving with \`{ error: { type, message, data? } }\`. All of it can be tried by hand at
\`/embed/sandbox.html\` of the sandbox’s pod.

Symphony’s own pages: ${pages.map((page) => `[${page}](${documentationUrl(page)})`).join(', ')}.`;
}

function functionSection(entry: DocumentedFunction): string {
  const { signature, does, parameters, resolvesWith, errors, modes, example, page } = entry;
  return [
    `### \`${signature}\``,
    does,
    parameters.map(parameterLine).join('\n'),
    [
      `- **Resolves with** ${resolvesWith}`,
      `- **Errors** ${errors.map((type) => `\`${type}\``).join(', ')}`,
      `- **In** ${MODES[modes]} · [Symphony’s page](${documentationUrl(page)})`,
    ].join('\n'),
    fence('js', example),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function parameterLine({ default: usual, ...field }: Field & { default?: string }): string {
  const more =
    usual === undefined ? '' : ` Default: ${/^['{\d]|^(true|false)$/.test(usual) ? `\`${usual}\`` : usual}.`;
  return fieldLine(field) + more;
}

function fieldLine({ name, type, isOptional, does }: Field): string {
  return `- \`${name}${isOptional ? '?' : ''}\` (\`${type}\`): ${does}`;
}

function notificationSection(name: string, entry: DocumentedNotification): string {
  const { does, params, payloads, modes, isOwn, example } = entry;
  return [
    `### \`${name}\``,
    isOwn ? `${does} Not in Symphony’s documentation.` : does,
    params.length ? `\`params\`:\n\n${params.map(fieldLine).join('\n')}` : '',
    ...payloads.map(
      ({ when, fields }) =>
        `The callback gets${when ? `, when ${when}` : ''}:\n\n${fields.map(fieldLine).join('\n')}`,
    ),
    payloads.length ? fence('json', JSON.stringify(example)) : 'The callback gets nothing.',
    modes === 'both' ? '' : `${MODES[modes]}.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function settingsSection(wanted: Modes, headline: string): string {
  const rows = Object.entries<DocumentedSetting>(SETTINGS)
    .filter(([, { modes }]) => modes === wanted)
    .map(([name, { kind, words, default: usual, does, shows }]) => [
      `\`${name}\``,
      { flag: '`boolean`', text: '`string`', list: '`string[]`', words: quoted(words) }[kind],
      usual === undefined ? '' : `\`${typeof usual === 'string' ? `'${usual}'` : String(usual)}\``,
      does,
      shows,
    ]);
  return `### ${headline}\n\n${table(['setting', 'type', 'default', 'does', 'to be seen'], rows)}`;
}

function themeSection(): string {
  const shades = Object.entries(SHADES).map(([name, { of, steps, does }]) => [
    `\`${name}\``,
    `\`${of}\``,
    steps.map((step) => `\`'${step}'\``).join(' '),
    does,
  ]);
  return [
    '## Theme',
    'Colours for `updateTheme` and for `theme` in the configuration of `render`, as `#rrggbb` or `#rgb`. All are optional. Focus mode only.',
    table(
      ['colour', 'for'],
      Object.entries(COLOURS).map(([name, does]) => [`\`${name}\``, does]),
    ),
    'Shades are optional, too; those that a theme leaves out are interpolated from its colours.',
    table(['shades', 'of', 'keys', 'what they are'], shades),
  ].join('\n\n');
}

function errorsSection(): string {
  return [
    '## Errors',
    'The `type` of an error is stable; what to do about each is in [troubleshooting.md](troubleshooting.md).',
    table(
      ['type', 'means'],
      Object.entries(ERRORS).map(([type, means]) => [`\`${type}\``, means]),
    ),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function quoted(words: readonly string[] = []): string {
  return words.map((word) => `\`'${word}'\``).join(' or ');
}

function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
