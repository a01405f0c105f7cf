import { contenders } from '../contenders/all.js';
import { makeSlots } from '../slots.js';
import { symphonyLogout } from './logouts.js';

/** Opens one connection and lets a profiler make calls over it, one after the other. */
export async function openProfiled(name: string): Promise<void> {
  const [slot] = makeSlots(1);
  const contender = contenders.find((each) => each.name === name);
  if (!slot || !contender) throw new Error(`Failed to open what is profiled: there is no ${name}.`);
  const { send } = await contender.open(slot, () => undefined);
  const text = 'x'.repeat(200);
  Object.assign(window, {
    makeCalls: async (count: number) => {
      for (let call = 0; call < count; call++) await send(text);
    },
  });
}

/** Opens frames and lets a profiler log out of them: milliseconds until all have acknowledged and the storage is empty. */
export async function openProfiledLogout(size: number): Promise<void> {
  const end = await symphonyLogout(makeSlots(size));
  Object.assign(window, { logOut: async () => (await end()).ackMs });
}
