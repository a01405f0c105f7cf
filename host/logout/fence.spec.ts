import { logOut } from '../../test/pages/logOut.js';
import { furnishSlot, iframesOf, showFrames, type Shown } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 4_000;

/** Expects that nobody can click or type into a slot’s frame, wherever it is. */
function expectFenced(slot: HTMLElement): void {
  const iframe = slot.querySelector('iframe')!;
  expect(iframe.inert).toBeTrue();
  slot.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = iframe.getBoundingClientRect();
  expect(document.elementFromPoint(left + width / 2, top + height / 2)).not.toBe(iframe);
}

/** Shows a frame in a slot that is inside of something. */
async function showIn(style: string, tag = 'div'): Promise<Shown> {
  const shown = await showFrames(0, { frame: { clearAfterMs: 50 } });
  const slot = furnishSlot();
  const outer = document.createElement(tag);
  outer.style.cssText = style;
  slot.replaceWith(outer);
  outer.append(slot);
  shown.slots.push(slot);
  await shown.symphony.render(slot.className);
  return shown;
}

function tidy({ slots }: Shown): void {
  for (const slot of slots) if (slot.parentElement !== document.body) slot.parentElement?.remove();
  scrollTo(0, 0);
}

describe('As soon as logout() is called, frames', () => {
  it('are inert, and nothing is added to the slots', async () => {
    const shown = await showFrames(3, { frame: { clearAfterMs: 50 } });
    expect(iframesOf(shown.pod).some(({ inert }) => inert)).toBeFalse();
    const before = shown.slots.map(({ childNodes }) => [...childNodes]);
    const loggingOut = logOut(shown.symphony, DEADLINE_MS);
    for (const [index, slot] of shown.slots.entries()) {
      expectFenced(slot);
      expect([...slot.childNodes]).toEqual(before[index]!);
    }
    await loggingOut;
    scrollTo(0, 0);
  });

  it('become dim after a while, so that a quick logout does not flash', async () => {
    const { symphony, pod } = await showFrames(1, { frame: { clearAfterMs: 1_500 } });
    const [iframe] = iframesOf(pod);
    const opacity = (): number => Number(getComputedStyle(iframe!).opacity);
    const loggingOut = logOut(symphony, DEADLINE_MS);
    expect(opacity()).toBe(1);
    await until(() => opacity() < 0.5, 'the frame to become dim');
    await loggingOut;
  });

  it('no longer have the focus', async () => {
    const { symphony, pod } = await showFrames(1, { frame: { clearAfterMs: 600 } });
    iframesOf(pod)[0]!.focus();
    expect(document.activeElement).toBe(iframesOf(pod)[0]!);
    const loggingOut = logOut(symphony, DEADLINE_MS);
    await until(() => document.activeElement === document.body, 'the focus to move', 500);
    await loggingOut;
  });

  const places: Record<string, string> = {
    'a positioned element': 'position: relative; left: 30px; padding: 10px; border: 5px solid',
    'an element that scrolls': 'overflow: auto; height: 200px; padding: 10px',
    'a positioned element that scrolls': 'position: relative; overflow: auto; height: 200px',
    'a flex box': 'display: flex; align-items: center; height: 600px; padding-left: 50px',
    'a transformed element': 'transform: translate(20px, 30px)',
    'a scaled element': 'transform: scale(0.8)',
    'a zoomed element': 'zoom: 1.25',
    'a cell of a table': 'display: table-cell; padding: 25px',
    'a fixed element': 'position: fixed; left: 20px; top: 20px',
  };
  for (const [place, style] of Object.entries(places)) {
    it(`cannot be clicked in ${place}`, async () => {
      const shown = await showIn(style);
      const [slot] = shown.slots;
      slot!.parentElement!.scrollTop = 40;
      const loggingOut = logOut(shown.symphony, DEADLINE_MS);
      expectFenced(slot!);
      await loggingOut;
      tidy(shown);
    });
  }

  it('cannot be clicked in a cell of a real table', async () => {
    const shown = await showIn('padding: 25px', 'td');
    const [slot] = shown.slots;
    const table = document.createElement('table');
    const cell = slot!.parentElement!;
    // Moved as a whole before it is shown again, as a page that builds its layout late does.
    cell.replaceWith(table);
    table.insertRow().append(cell);
    await shown.symphony.render(slot!.className);
    const loggingOut = logOut(shown.symphony, DEADLINE_MS);
    expectFenced(slot!);
    await loggingOut;
    table.remove();
    scrollTo(0, 0);
  });
});
