import { measureInOneFrame, measureInTenFrames } from './busyRoom.js';
import { FIGURES, type Day, type FigureName } from './figures.js';
import { measureFreshClone } from './freshClone.js';
import { fill, measureInProcess, measureOnPostgres } from './fullLoad.js';
import { measureLongRoom, MESSAGES_OF_LONG_ROOM } from './longRoom.js';
import { messageOf } from './messageOf.js';
import { withPodInProcess, withPodOnPostgres } from './pods.js';
import { makeRoom } from './room.js';
import { measureSlowLine } from './slowLine.js';

/** What is measured together. What it could not measure says why. */
interface Step {
  figures: FigureName[];
  measure: () => Promise<Day>;
}

const named = (...starts: string[]): FigureName[] =>
  (Object.keys(FIGURES) as FigureName[]).filter((name) => starts.some((start) => name.startsWith(start)));

const STEPS: Record<string, Step> = {
  line: {
    figures: named('render', 'second', 'first'),
    measure: () => withPodInProcess(measureSlowLine),
  },
  inProcess: { figures: named('rateInProcess'), measure: () => withPodInProcess(measureInProcess) },
  // The room of the load is read afterwards, when it is a long one.
  load: {
    figures: named('notices', 'ratePostgres', 'long'),
    measure: () =>
      withPodOnPostgres(async (pod) => {
        const room = await makeRoom(pod, 'Long room');
        const { loaded, said } = await measureOnPostgres(pod, room);
        const read = await fill(pod, room, said, MESSAGES_OF_LONG_ROOM)
          .then(() => measureLongRoom(pod, room))
          .catch(failed(named('long')));
        return { ...loaded, ...read };
      }),
  },
  one: { figures: named('one'), measure: () => withPodOnPostgres(measureInOneFrame) },
  ten: { figures: named('ten'), measure: () => withPodOnPostgres(measureInTenFrames) },
  clone: { figures: named('start', 'build'), measure: measureFreshClone },
};

/**
 * A busy day: what people feel of chats and a pod that are used a lot.
 *
 * @param only - The steps to take; all of them by default.
 */
export async function measureDay(only: readonly string[] = Object.keys(STEPS)): Promise<Day> {
  const day: Day = {};
  for (const name of only) {
    const step = STEPS[name];
    if (!step) throw new Error(`Failed to measure ${name}: there are ${Object.keys(STEPS).join(', ')}.`);
    console.error(`Measuring of a busy day: ${name} …`);
    Object.assign(day, await step.measure().catch(failed(step.figures)));
  }
  return day;
}

/** What failed is said in the place of each figure, and the other steps are taken. */
function failed(figures: readonly FigureName[]): (error: unknown) => Day {
  return (error) => {
    const reason = messageOf(error);
    console.error(`NOT MEASURED: ${figures.join(', ')}. ${reason}`);
    return Object.fromEntries(figures.map((name) => [name, reason]));
  };
}
