import { until } from '../testing/until.js';
import { Announcer } from './announcer.js';
import type { UserEvent } from './notices.js';

const left = (streamId: string): UserEvent => ({ type: 'memberLeft', streamId, userId: 'a' });

describe('The announcer', () => {
  let told: string[];
  let fail: (what: string) => boolean;
  let announcer: Announcer;

  const say = async (what: string): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (fail(what)) throw new Error(`There was no telling of ${what}.`);
    told.push(what);
  };

  beforeEach(() => {
    told = [];
    fail = () => false;
    announcer = new Announcer({
      tell: (events) =>
        events.length
          ? say(events.map((event) => ('streamId' in event ? event.streamId : '')).join('+'))
          : Promise.resolve(),
      tellOfGap: () => say('gap'),
    });
  });

  afterEach(() => announcer.close());

  it('tells together what happened meanwhile, in its order', async () => {
    announcer.add(left('1'));
    await until('the first is told', () => told.length === 1);
    for (const id of ['2', '3', '4']) announcer.add(left(id));
    await until('all is told', () => told.length === 2);
    expect(told).toEqual(['1', '2+3+4']);
  });

  it('tells of a gap before what comes after it, and not of what it covers', async () => {
    announcer.add(left('1'));
    announcer.addGap();
    announcer.add(left('2'));
    await until('all is told', () => told.length === 2);
    expect(told).toEqual(['gap', '2']);
  });

  it('takes what it could not tell for a gap, and tells of that as soon as it can', async () => {
    const complaints = spyOn(console, 'error');
    let failures = 0;
    fail = (what) => (what === '1' || what === 'gap') && ++failures <= 2;
    announcer.add(left('1'));
    await until('it has failed', () => failures === 1);
    announcer.add(left('2'));
    await until('the gap is told', () => told.includes('gap'));
    announcer.add(left('3'));
    await until('it goes on', () => told.includes('3'));
    expect(told).toEqual(['gap', '3']);
    expect(complaints).toHaveBeenCalledTimes(2);
  });

  it('has stopped telling when it is closed', async () => {
    announcer.add(left('1'));
    announcer.add(left('2'));
    await announcer.close();
    const before = [...told];
    announcer.add(left('3'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual(before);
  });
});
