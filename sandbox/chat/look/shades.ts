import {
  ColorSpace,
  contrastWCAG21,
  mix,
  OKLab,
  serialize,
  sRGB,
  to,
  tryColor,
  XYZ_D65,
} from 'colorjs.io/fn';
import type { Theme } from 'symphony-embed/frame';

// Whatever is not registered is left out of the bundle.
for (const space of [XYZ_D65, sRGB, OKLab]) ColorSpace.register(space);

/** A theme in which nothing is left out. */
export type Palette = Record<string, string>;

/** What a theme's own background, surface and text take the place of. */
export interface Ground {
  background: string;
  surface: string;
  text: string;
}

type Stops = [number, string][];

const ALL_KEYS = [10, 20, 30, 40, 50, 60, 70, 80, 90] as const;
const COLOURS = ['primary', 'secondary', 'accent', 'success', 'error'] as const;
const PLAIN = ['background', 'surface', 'mention', 'text'] as const;
/** What small text needs to be readable (WCAG 2.1, AA). */
const READABLE = 4.5;
/** The same with something in hand for tinted grounds. */
const EASILY_READABLE = 5.5;
/** How much of the text's colour there is in what is written in another one. */
const INK_PARTS = [0.2, 0.4, 0.6, 0.8];

/**
 * All colours of a theme by their names in kebab-case: what it says, and what follows from it. Shades that are left out
 * lie between the ones around them: a colour is number 50 of its own, 0 is the background and 100 the text.
 */
export function paletteOf(theme: Theme, standard: Ground): Palette {
  const palette: Palette = {};
  const ground = groundOf(theme, standard);
  for (const name of PLAIN) {
    const colour = clean(name === 'mention' ? theme.mention : isGiven(theme) ? ground[name] : undefined);
    if (colour) palette[name] = colour;
  }
  for (const name of COLOURS) {
    const colour = clean(theme[name]);
    const words = clean(theme[textNameOf(name)]) ?? (colour && readableOn(colour));
    if (words) palette[`text-${name}`] = words;
    const shades = given(theme[`${name}Shades`]);
    if (colour) {
      palette[name] = colour;
      palette[`${name}-ink`] = inkOf(colour, ground);
      addShades(palette, name, [[0, ground.background], ...shades, [50, colour], [100, ground.text]]);
    } else for (const [key, shade] of shades) palette[`${name}-${key}`] = shade;
  }
  if (palette['mention']) palette['mention-ink'] = inkOf(palette['mention'], ground);
  const onBackground: Stops = [[0, ground.background], ...given(theme.textShades), [100, ground.text]];
  const onSurface: Stops = [[0, ground.surface], ...given(theme.textSurfaceShades), [100, ground.text]];
  if (isGiven(theme) || theme.textShades) addShades(palette, 'text', onBackground);
  if (isGiven(theme) || theme.textSurfaceShades) addShades(palette, 'text-surface', onSurface);
  return palette;
}

/** Whether a theme's background is a dark one; `undefined` where it leaves that open. */
export function isDark({ background }: Theme): boolean | undefined {
  const colour = clean(background);
  return colour === undefined ? undefined : readableOn(colour) === '#ffffff';
}

/** A theme that gives one of the three is asked for text that can be read on its background. */
function groundOf(theme: Theme, standard: Ground): Ground {
  const background = clean(theme.background) ?? standard.background;
  const isReadable = contrastWCAG21(background, standard.text) >= READABLE;
  const text = clean(theme.text) ?? (isReadable ? standard.text : readableOn(background));
  const surface =
    clean(theme.surface) ?? (theme.background ? blend(background, text, 0.05) : standard.surface);
  return { background, surface, text };
}

/** A colour to write in: as near to the one that is given as can be read on the background and on the surface. */
function inkOf(colour: string, { background, surface, text }: Ground): string {
  const inks = INK_PARTS.map((part) => blend(colour, text, part));
  return (
    inks.find((ink) =>
      [background, surface].every((under) => contrastWCAG21(under, ink) >= EASILY_READABLE),
    ) ?? text
  );
}

function isGiven({ background, surface, text }: Theme): boolean {
  return [background, surface, text].some((colour) => clean(colour) !== undefined);
}

function addShades(palette: Palette, name: string, stops: Stops): void {
  stops.sort(([one], [other]) => one - other);
  for (const key of ALL_KEYS) palette[`${name}-${key}`] = shadeAt(key, stops);
}

function shadeAt(key: number, stops: Stops): string {
  const [below, dark] = stops.filter(([at]) => at <= key).at(-1) ?? [0, '#ffffff'];
  const [above, light] = stops.find(([at]) => at >= key) ?? [100, '#000000'];
  return below === above ? dark : blend(dark, light, (key - below) / (above - below));
}

function given(shades: Partial<Record<string, string>> | undefined): Stops {
  return Object.entries(shades ?? {}).flatMap(([key, value]): Stops => {
    const colour = clean(value);
    return colour === undefined ? [] : [[Number(key), colour]];
  });
}

function textNameOf(name: (typeof COLOURS)[number]): `text${Capitalize<(typeof COLOURS)[number]>}` {
  return `text${name.slice(0, 1).toUpperCase()}${name.slice(1)}` as `text${Capitalize<typeof name>}`;
}

/** A colour that a style sheet takes as it is; `undefined` for what is none. */
function clean(colour: string | undefined): string | undefined {
  const known = colour === undefined ? null : tryColor(colour);
  return known ? hex(known) : undefined;
}

function blend(from: string, towards: string, part: number): string {
  return hex(mix(from, towards, part, { space: OKLab, outputSpace: sRGB }));
}

function hex(colour: Parameters<typeof to>[0]): string {
  return serialize(to(colour, sRGB), { format: 'hex', collapse: false });
}

/** Black or white, whichever is read more easily on a colour. */
function readableOn(colour: string): string {
  return contrastWCAG21(colour, '#000000') > contrastWCAG21(colour, '#ffffff') ? '#000000' : '#ffffff';
}
