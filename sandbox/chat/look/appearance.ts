import type { Settings, Theme } from 'symphony-embed/frame';
import type { Ground } from './shades.js';

/** As in the design tokens. */
const GROUNDS: Record<'light' | 'dark', Ground> = {
  light: { background: '#ffffff', surface: '#f3f5f8', text: '#18212d' },
  dark: { background: '#14181e', surface: '#1d232b', text: '#e7ebf0' },
};

let present: Theme = {};
let paintings = 0;

/** Puts the settings that are only a matter of looks on the document, where the style sheet finds them. */
export function applySettings({ mode, condensed = true, condensedMessageBelowName = true }: Settings): void {
  const { dataset } = document.documentElement;
  if (mode) dataset['mode'] = mode;
  else delete dataset['mode'];
  dataset['density'] = !condensed ? 'roomy' : condensedMessageBelowName ? 'condensed' : 'inline';
  // What a theme leaves out is the mode's.
  paint().catch(console.warn);
}

/**
 * Makes a theme's colours and shades custom properties of the document. What it leaves out stays as it is: as an earlier
 * theme has it, or the style sheet. Only Focus mode has themes.
 */
export function applyTheme(theme: Theme, mode: 'focus' | 'collaboration' = 'focus'): Promise<void> {
  if (mode === 'focus') present = { ...present, ...theme };
  return paint();
}

/** What calculates with colours is loaded for those who have a theme. */
async function paint(): Promise<void> {
  if (!Object.keys(present).length) return;
  const painting = ++paintings;
  const { isDark, paletteOf } = await import(/* webpackChunkName: "shades" */ './shades.js');
  // Another one has begun, which knows more.
  if (painting !== paintings) return;
  const { style, dataset } = document.documentElement;
  for (const name of [...style].filter((property) => property.startsWith('--theme-')))
    style.removeProperty(name);
  const palette = paletteOf(present, GROUNDS[dataset['mode'] === 'dark' ? 'dark' : 'light']);
  for (const [name, colour] of Object.entries(palette)) style.setProperty(`--theme-${name}`, colour);
  const dark = isDark(present);
  // What the theme leaves to the style sheet has to fit its background.
  if (dark === undefined) delete dataset['ground'];
  else dataset['ground'] = dark ? 'dark' : 'light';
}
