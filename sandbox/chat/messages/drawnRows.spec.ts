import type { Message } from '../../podApi/messages.js';
import { DrawnRows } from './drawnRows.js';

const VIEW_PX = 400;
/** As many as a view of that height gets at first. */
const AT_FIRST = 10;

function messages(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({ id: String(from + index) }) as Message);
}

describe('The messages that are drawn', () => {
  const idsOf = (drawn: readonly Message[]): number[] => drawn.map(({ id }) => Number(id));
  const range = (from: number, to: number): number[] => idsOf(messages(from, to));

  it('are the last ones at first, and more of them step by step', () => {
    const rows = new DrawnRows(VIEW_PX);
    const all = messages(1, 25);
    expect(idsOf(rows.of(all, true))).toEqual(range(16, 25));
    expect(rows.hidden).toBe(15);
    rows.extend(all);
    expect(idsOf(rows.of(all, true))).toEqual(range(6, 25));
    rows.extend(all);
    expect(idsOf(rows.of(all, true))).toEqual(range(1, 25));
    expect(rows.hidden).toBe(0);
  });

  it('stay drawn when some come after them, and when some are loaded before them', () => {
    const rows = new DrawnRows(VIEW_PX);
    rows.of(messages(11, 20), true);
    expect(idsOf(rows.of(messages(11, 20 + AT_FIRST - 1), true))).toEqual(range(11, 29));
    expect(idsOf(rows.of(messages(1, 29), true))).toEqual(range(11, 29));
    expect(rows.hidden).toBe(10);
  });

  it('are only the last of many that come at once, unless somebody reads elsewhere', () => {
    const following = new DrawnRows(VIEW_PX);
    const reading = new DrawnRows(VIEW_PX);
    for (const rows of [following, reading]) rows.of(messages(11, 20), true);
    expect(idsOf(following.of(messages(11, 60), true))).toEqual(range(51, 60));
    expect(idsOf(reading.of(messages(11, 60), false))).toEqual(range(11, 60));
  });

  it('are all where none of them is left, and somebody reads', () => {
    const rows = new DrawnRows(VIEW_PX);
    rows.of(messages(11, 20), true);
    expect(idsOf(rows.of(messages(101, 150), false))).toEqual(range(101, 150));
  });

  it('include what somebody goes to', () => {
    const rows = new DrawnRows(VIEW_PX);
    const all = messages(1, 50);
    rows.of(all, true);
    expect(rows.include(all, '45')).toBeFalse();
    expect(rows.include(all, '100')).toBeFalse();
    expect(rows.include(all, '20')).toBeTrue();
    expect(idsOf(rows.of(all, false))).toEqual(range(10, 50));
  });

  it('are two views, as high as the rows are, and never too few', () => {
    const first = messages(1, AT_FIRST);
    for (const [views, expected] of [
      [2.5, 8],
      [1.25, 16],
      [20, 6],
    ] as const) {
      const rows = new DrawnRows(VIEW_PX);
      rows.of(first, true);
      rows.learn(views);
      const many = messages(1000, 1100);
      expect(rows.of(many, true).length).withContext(String(views)).toBe(expected);
    }
  });

  it('are as many as before where the view says nothing', () => {
    const rows = new DrawnRows(VIEW_PX);
    rows.of(messages(1, 3), true);
    for (const views of [1, 0, Infinity]) rows.learn(views);
    expect(rows.of(messages(4, 100), true).length).toBe(AT_FIRST);
  });
});
