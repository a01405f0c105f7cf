import type { SymphonyError } from '../../shared/errors.js';
import type { Lifetime } from '../../shared/lifetime.js';
import type { Embed } from './embed.js';
import type { Embeds } from './embeds.js';

/**
 * Fences the frames for a logout. Returns the frames to ask: first the connected ones, then those that seem dead.
 * Removes all others: they cannot be asked, and must not finish loading now.
 */
export function fenceAll(embeds: Embeds, why: SymphonyError, logout: Lifetime): Embed[] {
  embeds.check();
  const all = embeds.all();
  const asked = ['connected', 'dead'].flatMap((state) => all.filter((embed) => embed.state() === state));
  for (const embed of all) {
    try {
      if (asked.includes(embed)) embed.fence(why, logout);
      else embeds.discard(embed, why);
    } catch {
      // The page has replaced a browser function that the fence uses. The frame is still asked.
    }
  }
  return asked;
}

/**
 * Removes all embeds, and those in `more`, which may no longer be in the lists. A browser function that the page has
 * replaced can throw. Even then, all other iframes are removed.
 */
export function removeAll(embeds: Embeds, more: readonly Embed[], why: SymphonyError): void {
  for (const embed of new Set([...embeds.all(), ...more])) {
    try {
      embeds.discard(embed, why);
    } catch {
      // Do not log: the page can also have replaced the console. The iframe is removed by now.
    }
  }
}
