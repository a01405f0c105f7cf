import type { Message } from '../../podApi/messages.js';
import { compareIds, cut, withChange, withMessage, type Stretch } from './stretch.js';

const message = (id: number, text = ''): Message => ({ id: String(id), text }) as Message;

function stretch(from: number, to: number, edges: Partial<Stretch> = {}): Stretch {
  const messages = Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
  return { messages, older: 'end', newer: 'end', ...edges };
}

const idsOf = ({ messages }: Stretch): number[] => messages.map(({ id }) => Number(id));

describe('A stretch of a chat', () => {
  it('is in the order of the pod’s numbers, not of their digits', () => {
    expect(['10', '9', '100'].sort(compareIds)).toEqual(['9', '10', '100']);
    expect(compareIds('7', '7')).toBe(0);
  });

  it('takes a message into its place, whenever it comes', () => {
    const odd: Stretch = { ...stretch(1, 1), messages: [1, 3, 5].map((id) => message(id)) };
    for (const [id, expected] of [
      [6, [1, 3, 5, 6]],
      [4, [1, 3, 4, 5]],
      [0, [0, 1, 3, 5]],
    ] as const)
      expect(idsOf(withMessage(odd, message(id)))).toEqual([...expected]);
  });

  it('takes a message once, as it was told last', () => {
    const { messages } = withMessage(stretch(1, 3), message(2, 'as it is now'));
    expect(messages.map(({ text }) => text)).toEqual(['', 'as it is now', '']);
  });

  it('leaves out what is beyond an end behind which there is more', () => {
    const middle = stretch(5, 8, { older: 'more', newer: 'more' });
    for (const id of [4, 9]) expect(withMessage(middle, message(id))).toBe(middle);
    expect(idsOf(withMessage(stretch(5, 8, { older: 'more' }), message(9)))).toEqual([5, 6, 7, 8, 9]);
  });

  it('takes a change of what it has, and of nothing else', () => {
    const three = stretch(1, 3);
    expect(withChange(three, message(4, 'changed'))).toBe(three);
    expect(withChange(three, message(3, 'changed')).messages.at(-1)?.text).toBe('changed');
  });

  it('keeps its end where that is followed, and what is around the reader elsewhere', () => {
    const long = stretch(1, 201);
    expect(idsOf(cut(long, undefined)).at(0)).toBe(152);
    expect(cut(long, undefined)).toEqual(jasmine.objectContaining({ older: 'more', newer: 'end' }));
    const above = cut(long, '60');
    expect([idsOf(above).at(0), idsOf(above).at(-1)]).toEqual([1, 150]);
    expect([above.older, above.newer]).toEqual(['end', 'more']);
    const below = cut(long, '160');
    expect([idsOf(below).at(0), idsOf(below).at(-1)]).toEqual([52, 201]);
    const short = stretch(1, 200);
    expect(cut(short, '60')).toBe(short);
  });
});
