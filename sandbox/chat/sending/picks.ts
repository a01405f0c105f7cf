import type { DistributionList, Profile } from '../../podApi/people.js';
import type { Resolved } from '../../podApi/sending.js';
import type { Stream } from '../../podApi/streams.js';

/** Somebody or something that a message can go to. */
export type Pick = (
  | { kind: 'users'; item: Profile }
  | { kind: 'streams'; item: Stream }
  | { kind: 'lists'; item: DistributionList }
) & {
  key: string;
  name: string;
  note: string;
  /** Why it cannot be chosen. */
  refusal: string | undefined;
};

const REFUSALS: Partial<Record<Profile['connection'], string>> = {
  none: 'not connected',
  pending_incoming: 'asks for a connection',
  pending_outgoing: 'not connected yet',
};

/** All recipients, one after the other. */
export function picks({ users, streams, lists }: Resolved): Pick[] {
  return [
    ...users.map((item): Pick => {
      const { id, displayName, company, connection } = item;
      return {
        kind: 'users',
        item,
        key: `user ${id}`,
        name: displayName,
        note: company,
        refusal: REFUSALS[connection],
      };
    }),
    ...streams.map((item): Pick => {
      const note = `${item.members.length} members`;
      return { kind: 'streams', item, key: `stream ${item.id}`, name: item.name, note, refusal: undefined };
    }),
    ...lists.map((item): Pick => {
      const note = item.members.map(({ displayName }) => displayName).join(', ');
      return { kind: 'lists', item, key: `list ${item.id}`, name: item.name, note, refusal: undefined };
    }),
  ];
}

/** Those that the words mean: of people the pod has said so already. */
export function matching(all: readonly Pick[], words: string): Pick[] {
  const wanted = words.trim().toLowerCase();
  return all.filter(({ kind, name }) => kind === 'users' || name.toLowerCase().includes(wanted));
}

export function withPick(picked: Resolved, { kind, item }: Pick): Resolved {
  return { ...picked, [kind]: [...picked[kind], item] };
}

export function withoutPick(picked: Resolved, { kind, item }: Pick): Resolved {
  return { ...picked, [kind]: picked[kind].filter(({ id }: { id: string }) => id !== item.id) };
}
