import { ToldRanges, type MessageRange } from './toldRanges.js';

const range = (afterId: number, lastId: number, streamId = 's'): MessageRange => ({
  streamId,
  afterId: String(afterId),
  lastId: String(lastId),
});

describe('What has been told of a stream', () => {
  it('goes on message by message', () => {
    const told = new ToldRanges();
    for (const one of [range(3, 5), range(5, 9), range(2, 7, 'another')]) expect(told.add(one)).toEqual(one);
  });

  it('includes what came before, of which this pod hears later', () => {
    const told = new ToldRanges();
    told.add(range(3, 5));
    expect(told.add(range(8, 12))).toEqual(range(5, 12));
    expect(told.add(range(5, 8))).toBeUndefined();
    expect(told.add(range(12, 13))).toEqual(range(12, 13));
  });

  it('leaves nothing out when the first that was heard of was not the first', () => {
    const told = new ToldRanges();
    expect(told.add(range(5, 8))).toEqual(range(5, 8));
    expect(told.add(range(3, 5))).toEqual(range(3, 5));
    expect(told.add(range(3, 5))).toBeUndefined();
    expect(told.add(range(8, 9))).toEqual(range(8, 9));
  });

  it('is forgotten after a gap', () => {
    const told = new ToldRanges();
    told.add(range(3, 5));
    told.clear();
    expect(told.add(range(20, 21))).toEqual(range(20, 21));
  });
});
