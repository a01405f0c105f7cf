import type { Theme } from 'symphony-embed/host';

/** The name of a colour of a theme. */
export type ColourName = {
  [Name in keyof Theme]-?: NonNullable<Theme[Name]> extends string ? Name : never;
}[keyof Theme];

/** The name of a theme's map of shades. */
export type ShadesName = Exclude<keyof Theme, ColourName>;

/** Every colour of a theme, with what it is for. */
export const COLOURS = {
  primary: 'Buttons, links, and what is chosen.',
  secondary: 'What stands beside the primary colour: tags, quiet buttons.',
  accent: 'What should be noticed: unread counts, marks.',
  success: 'What went well.',
  error: 'What went wrong.',
  background: 'Behind everything.',
  surface: 'Behind parts that lie on the background: the editor, cards, menus.',
  mention: 'Mentions of a person.',
  text: 'Text on the background and on surfaces.',
  textPrimary: 'Text on the primary colour.',
  textSecondary: 'Text on the secondary colour.',
  textAccent: 'Text on the accent colour.',
  textSuccess: 'Text on the success colour.',
  textError: 'Text on the error colour.',
} as const satisfies Record<ColourName, string>;

/** Shades of a colour, 50 being the colour itself. */
export const COLOUR_STEPS = ['10', '20', '30', '40', '60', '70', '80', '90'] as const;
/** Shades of the text. */
export const TEXT_STEPS = ['10', '20', '30', '40', '50', '60', '70', '80', '90'] as const;

/** A map of shades. */
export interface DocumentedShades {
  of: ColourName;
  steps: readonly string[];
  does: string;
}

/** Every map of shades. What a theme leaves out is interpolated. */
export const SHADES = {
  textShades: { of: 'text', steps: TEXT_STEPS, does: 'Text on the background, from faint to full.' },
  textSurfaceShades: { of: 'text', steps: TEXT_STEPS, does: 'Text on surfaces, from faint to full.' },
  primaryShades: { of: 'primary', steps: COLOUR_STEPS, does: 'The primary colour, lighter and darker.' },
  secondaryShades: {
    of: 'secondary',
    steps: COLOUR_STEPS,
    does: 'The secondary colour, lighter and darker.',
  },
  accentShades: { of: 'accent', steps: COLOUR_STEPS, does: 'The accent colour, lighter and darker.' },
  successShades: { of: 'success', steps: COLOUR_STEPS, does: 'The success colour, lighter and darker.' },
  errorShades: { of: 'error', steps: COLOUR_STEPS, does: 'The error colour, lighter and darker.' },
} as const satisfies Record<ShadesName, DocumentedShades>;
