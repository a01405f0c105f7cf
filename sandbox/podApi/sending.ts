import type { AppHandlers } from 'symphony-embed/frame';
import type { DistributionList, Profile } from './people.js';
import type { Stream } from './streams.js';

/** What a portal asks to be sent, and to whom. */
export type Sending = Parameters<Required<AppHandlers>['sendMessage']>[0];

/**
 * Who is to get a message: people by id or e-mail address. `blast` is to each of them apart, `group` to all people
 * together.
 */
export type Recipients = Pick<Sending['options'], 'mode' | 'users' | 'streamIds' | 'distributionListIds'>;

/** Who will get it. */
export interface Resolved {
  users: Profile[];
  streams: Stream[];
  lists: DistributionList[];
}
