import { logOut } from '../../test/pages/logOut.js';
import { furnishSlot, iframesOf, showFrames, type Shown } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 4_000;

/** Expects that nobody can click or type into a slot’s frame, wherever it is. */
function expectFenced(slot: HTMLElement): void {
  const iframe = slot.querySelector('iframe')!;
  const cover = slot.querySelector('.symphony-ecm-cover')!;
  expect(iframe.inert).toBeTrue();
  expect(cover.getAttribute('aria-hidden')).toBe('true');
  const [over, under] = [cover.getBoundingClientRect(), iframe.getBoundingClientRect()];
  for (const side of ['left', 'top', 'right', 'bottom'] as const) {
    expect(Math.abs(over[side] - under[side]))
      .withContext(`pixels between the ${side} sides of cover and iframe`)
      .toBeLessThanOrEqual(1);
  }
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
  it('are inert and covered', async () => {
    const shown = await showFrames(3, { frame: { clearAfterMs: 50 } });
    expect(iframesOf(shown.pod).some(({ inert }) => inert)).toBeFalse();
    const loggingOut = logOut(shown.symphony, DEADLINE_MS);
    for (const slot of shown.slots) expectFenced(slot);
    await loggingOut;
    scrollTo(0, 0);
    expect(document.querySelector('.symphony-ecm-cover')).toBeNull();
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
    it(`are covered in ${place}`, async () => {
      const shown = await showIn(style);
      const [slot] = shown.slots;
      slot!.parentElement!.scrollTop = 40;
      const loggingOut = logOut(shown.symphony, DEADLINE_MS);
      expectFenced(slot!);
      await loggingOut;
      tidy(shown);
    });
  }

  it('are covered in a browser without anchors', async () => {
    const shown = await showIn('position: relative; left: 30px; padding: 10px; border: 5px solid');
    spyOn(CSS, 'supports').and.returnValue(false);
    const loggingOut = logOut(shown.symphony, DEADLINE_MS);
    expectFenced(shown.slots[0]!);
    await loggingOut;
    tidy(shown);
  });

  it('are covered in a cell of a real table', async () => {
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
