import type { Settings, Theme } from 'symphony-embed/frame';

/** Puts the settings that are only a matter of looks on the document, where the style sheet finds them. */
export function applySettings({ mode, condensed = true, condensedMessageBelowName = true }: Settings): void {
  const { dataset } = document.documentElement;
  if (mode) dataset['mode'] = mode;
  else delete dataset['mode'];
  dataset['density'] = !condensed ? 'roomy' : condensedMessageBelowName ? 'condensed' : 'inline';
}

/** Makes a theme's colours custom properties of the document. What a theme leaves out stays the style sheet's. */
export function applyTheme(theme: Theme): void {
  const { style } = document.documentElement;
  for (const name of [...style].filter((property) => property.startsWith('--theme-')))
    style.removeProperty(name);
  for (const [name, value] of Object.entries<unknown>(theme)) {
    if (typeof value === 'string') style.setProperty(propertyOf(name), value);
    else if (typeof value === 'object' && value !== null) {
      for (const [shade, colour] of Object.entries(value)) {
        if (typeof colour === 'string') style.setProperty(`${propertyOf(name)}-${shade}`, colour);
      }
    }
  }
  if (theme.primary && !theme.textPrimary)
    style.setProperty('--theme-text-primary', readableOn(theme.primary));
}

function propertyOf(name: string): string {
  return `--theme-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Black or white, whichever is read more easily on a colour (WCAG's relative luminance). */
function readableOn(hex: string): string {
  const digits = hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#000000' : '#ffffff';
}
