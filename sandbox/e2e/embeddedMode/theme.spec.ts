import { COLOURS, SHADES, type ColourName, type ShadesName } from '../../embeddedMode/theme.js';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { inEachBrowser } from '../testing/inEachBrowser.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';

const GIVEN = '#3a7d44';

/** How the style sheet calls a colour. */
const styleNameOf = (name: ColourName): string =>
  `--theme-${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`;

/** How the style sheet calls the shades of a map. */
const SHADE_STYLES: Record<ShadesName, string> = {
  textShades: '--theme-text',
  textSurfaceShades: '--theme-text-surface',
  primaryShades: '--theme-primary',
  secondaryShades: '--theme-secondary',
  accentShades: '--theme-accent',
  successShades: '--theme-success',
  errorShades: '--theme-error',
};

inEachBrowser('Every documented colour of a theme', (browserName) => {
  const browsers = useBrowsers({ browser: browserName, keep: 'suite' });
  let alice: EmbeddedPage;

  beforeAll(async () => {
    alice = await EmbeddedPage.rendered(browsers, 'alice', { streamId: 'northwind-desk' });
  }, START_MS);

  /** What the document has for a property of the style sheet. */
  const styleOf = (property: string): Promise<string> =>
    alice.main
      .locator('html')
      .evaluate((root, name) => getComputedStyle(root).getPropertyValue(name).trim(), property);

  /** Every colour with which something is drawn. */
  const drawn = (): Promise<string> =>
    alice.main.locator('body').evaluate((body) => {
      const sides = ['color', 'background-color', 'border-top-color', 'border-left-color', 'fill', 'stroke'];
      return [body, ...body.querySelectorAll('*')]
        .flatMap((element) =>
          ['', '::before', '::after'].flatMap((part) => {
            const style = getComputedStyle(element, part || null);
            return sides.map((side) => style.getPropertyValue(side));
          }),
        )
        .join();
    });

  for (const name of Object.keys(COLOURS) as ColourName[]) {
    it(
      `reaches the chat, and stays when others change: ${name}`,
      async () => {
        await alice.call('render', 'symphony-ecm', { streamId: 'northwind-desk' });
        await alice.comeNear();
        expect(await styleOf(styleNameOf(name))).toBe('');
        const before = await drawn();
        await alice.call('updateTheme', { [name]: GIVEN });
        expect(await styleOf(styleNameOf(name))).toBe(GIVEN);
        if (['primary', 'secondary', 'accent', 'background', 'surface', 'mention', 'text'].includes(name))
          expect(await drawn())
            .withContext('what is drawn')
            .not.toBe(before);
        const other = name === 'primary' ? 'secondary' : 'primary';
        await alice.call('updateTheme', { [other]: '#204080' });
        await alice.call('updateTheme', {});
        expect(await styleOf(styleNameOf(name))).toBe(GIVEN);
        expect(await styleOf(styleNameOf(other))).toBe('#204080');
      },
      SPEC_MS,
    );
  }

  for (const name of Object.keys(SHADES) as ShadesName[]) {
    it(
      `has its shades, given or in between: ${name}`,
      async () => {
        await alice.call('render', 'symphony-ecm', { streamId: 'northwind-desk' });
        const { of, steps } = SHADES[name];
        const [first = '', ...others] = steps;
        await alice.call('updateTheme', { [of]: '#204080', [name]: { [first]: GIVEN } });
        expect(await styleOf(`${SHADE_STYLES[name]}-${first}`)).toBe(GIVEN);
        const between = await Promise.all(others.map((step) => styleOf(`${SHADE_STYLES[name]}-${step}`)));
        for (const shade of between) expect(shade).toMatch(/^#|^rgb|^color/);
        expect(new Set(between).size).withContext(between.join()).toBe(others.length);
      },
      SPEC_MS,
    );
  }

  it(
    'may be given with the configuration of render',
    async () => {
      await alice.call('render', 'symphony-ecm', { streamId: 'northwind-desk', theme: { primary: GIVEN } });
      expect(await styleOf('--theme-primary')).toBe(GIVEN);
    },
    SPEC_MS,
  );
});
