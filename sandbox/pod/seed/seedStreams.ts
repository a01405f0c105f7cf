import type { Draft, Maestro } from '../../podApi/messages.js';
import type { RoomSettings } from '../../podApi/rooms.js';
import { SEED_CHART } from './seedChart.js';
import { SEED_IDS, type SeedName } from './seedUsers.js';

/** Something said, or done, so many minutes ago. `{{POD_ORIGIN}}` in a text is where the pod is. */
export type SeedMessage = readonly [author: SeedName, minutesAgo: number, message: Draft | Maestro];

/** A room or a chat. */
export interface SeedStream {
  id: string;
  /** Rooms only. */
  name?: string;
  /** Rooms only. */
  owner?: SeedName;
  settings?: Partial<RoomSettings>;
  members: readonly SeedName[];
  messages: readonly SeedMessage[];
  /** What is pinned, by its place among the messages. */
  pinned?: number;
}

const FORWARDS_TABLE =
  '<table><thead><tr><th>Tenor</th><th>Bid</th><th>Offer</th></tr></thead><tbody>' +
  '<tr><td>1M</td><td>1.0859</td><td>1.0862</td></tr>' +
  '<tr><td>3M</td><td>1.0889</td><td>1.0893</td></tr>' +
  '<tr><td>6M</td><td>1.0935</td><td>1.0940</td></tr>' +
  '</tbody></table>';

/** Rooms and chats with stable ids, so that pages and examples can open them by name. */
export const SEED_STREAMS: readonly SeedStream[] = [
  {
    id: 'fx-desk',
    name: 'FX desk',
    owner: 'alice',
    members: ['alice', 'bob', 'carol', 'dave'],
    messages: [
      ['carol', 182, 'Morning all. **EUR/USD** opened at 1.0842, range so far is 40 pips.'],
      ['bob', 171, 'Two corporates asking for forwards out to March. I have the *first* one.'],
      ['alice', 169, 'I take the second. Same tenor as last quarter?'],
      ['bob', 166, 'Yes:\n\n- 25m, three months\n- 15m, six months\n- settlement in London'],
      ['carol', 64, 'Fixing in an hour. $EURUSD spread is back to normal.'],
      ['dave', 58, 'Limits are updated on my side, you are good to quote.'],
      [
        'carol',
        55,
        {
          text: { 'text/markdown': 'EUR/USD so far today, for who asks.' },
          entities: {
            chart: { type: 'fdc3.fileAttachment', data: { name: 'EURUSD today.png', dataUri: SEED_CHART } },
          },
        },
      ],
      ['alice', 52, 'Thanks @Dave. Quote is out, they want to hear back by noon.'],
      [
        'alice',
        34,
        {
          text: {
            'text/markdown':
              '@[Carol Jensen](email/carol@acme.example) can you have a look at the chart? §[Show EUR/USD](id/chart)',
          },
          entities: {
            chart: {
              type: 'fdc3.fdc3Intent',
              data: {
                title: 'Show EUR/USD',
                intent: 'ViewChart',
                context: { type: 'fdc3.instrument', name: 'EUR/USD', id: { ticker: 'EURUSD' } },
              },
            },
          },
        },
      ],
      ['carol', 12, 'They lifted the offer at 1.0851. Done for the full 25m.'],
      ['bob', 9, 'Nice one. Booking it now.'],
    ],
    pinned: 3,
  },
  {
    id: 'rates-research',
    name: 'Rates research',
    owner: 'dave',
    members: ['alice', 'carol', 'dave'],
    messages: [
      ['dave', 1_480, 'The note on the ten-year is out. Short version: *the curve steepens, slowly*.'],
      ['carol', 1_462, 'Good read. Can we show the second chart to customers?'],
      ['dave', 1_455, 'You can. Please keep the disclaimer under it.'],
      ['alice', 95, 'Three customers asked about it this morning. Is there a one-page version?'],
      ['dave', 31, 'Working on it, you will have it after lunch. #rates $TNX'],
    ],
  },
  {
    id: 'onboarding',
    name: 'Onboarding: Northwind Capital',
    owner: 'bob',
    members: ['alice', 'bob', 'dave'],
    messages: [
      ['bob', 2_950, 'Northwind signed. Who has the compliance checklist?'],
      ['alice', 2_941, 'I do. Two documents are missing:\n\n1. the board resolution\n2. proof of address'],
      ['bob', 410, 'Both came in last night.'],
      ['dave', 388, 'Checked, all fine. They can trade from Monday.'],
    ],
  },
  {
    id: 'macro-lunch',
    name: 'Macro lunch',
    owner: 'carol',
    settings: { public: true },
    members: ['bob', 'carol', 'dave'],
    messages: [
      ['carol', 700, 'Inflation figures at 14:30 on Thursday. Lunch before or after?'],
      ['dave', 690, 'Before. After that nobody will be hungry.'],
    ],
  },
  {
    id: 'northwind-desk',
    name: 'Northwind desk',
    owner: 'alice',
    members: ['alice', 'bob', 'erin'],
    messages: [
      [
        'alice',
        1_210,
        'Welcome, @[Erin Novak](email/erin@northwind.example). This room is for quotes and questions.',
      ],
      ['alice', 1_208, { event: 'JOIN_ROOM', userId: SEED_IDS.bob, userName: 'Bob Okafor' }],
      ['erin', 1_190, 'Thank you. Could I have indications for *EUR/USD* forwards?'],
      ['bob', 1_183, `Here they are, for 10m. #forwards $EURUSD\n\n${FORWARDS_TABLE}`],
      ['erin', 76, 'Three months, please. @Alice, is the fixing today as usual?'],
      [
        'alice',
        73,
        'As usual. Background is in [Rates research]({{POD_ORIGIN}}/?streamId=rates-research), for those of us who are in it.',
      ],
      ['erin', 22, 'Got it. Our [calendar](https://www.northwind.example/calendar) has it too.'],
    ],
  },
  {
    id: 'announcements',
    name: 'Announcements',
    owner: 'dave',
    settings: { allowSendMessages: false, allowAddUser: false },
    members: ['dave', 'alice', 'bob', 'carol', 'heidi'],
    messages: [
      ['dave', 4_300, 'The new limits are in force from **Monday**.'],
      ['dave', 540, 'Please welcome @[Heidi Larsen](email/heidi@acme.example), who joins FX sales.'],
      ['dave', 538, { event: 'JOIN_ROOM', userId: SEED_IDS.heidi, userName: 'Heidi Larsen' }],
    ],
    pinned: 0,
  },
  {
    id: 'alice-erin',
    members: ['alice', 'erin'],
    messages: [
      ['erin', 160, 'Are you coming to the treasury forum next week?'],
      ['alice', 151, 'I am. See you there.'],
    ],
  },
  {
    id: 'alice-bob',
    members: ['alice', 'bob'],
    messages: [
      ['bob', 47, 'Do you have five minutes before the fixing?'],
      ['alice', 45, 'Sure, call me.'],
      ['bob', 6, 'Confirmation is in your inbox. Could you have a look at the settlement date?'],
    ],
  },
  {
    id: 'alice-carol',
    members: ['alice', 'carol'],
    messages: [
      ['alice', 133, 'Are you in the office tomorrow?'],
      ['carol', 130, 'From ten. Shall we go through the watchlist then?'],
      ['alice', 128, 'Perfect.'],
    ],
  },
  {
    id: 'bob-carol',
    members: ['bob', 'carol'],
    messages: [['carol', 210, 'The March forward: do we hedge it in one go?']],
  },
  {
    id: 'bob-carol-dave',
    members: ['bob', 'carol', 'dave'],
    messages: [['dave', 300, 'Limits call moved to three o\u2019clock.']],
  },
];
