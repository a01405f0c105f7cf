import type { User } from '../../podApi/people.js';

const ACME = { company: 'Acme', termsAccepted: true } as const;
const NORTHWIND = { company: 'Northwind Capital', termsAccepted: true } as const;
const CONTOSO = { company: 'Contoso Markets', termsAccepted: true } as const;

/** The ids of the seeded users, by their first names: numbers of 14 digits, as Symphony's are. */
export const SEED_IDS = {
  alice: '71811853190101',
  bob: '71811853190102',
  carol: '71811853190103',
  dave: '71811853190104',
  heidi: '71811853190105',
  erin: '71811853190201',
  frank: '71811853190202',
  grace: '71811853190203',
  ivan: '71811853190301',
} as const;

/** The first name of a seeded user. */
export type SeedName = keyof typeof SEED_IDS;

/** The people of three companies. Each differs from the others in what they may do, or in what is asked of them. */
export const SEED_USERS: readonly User[] = [
  {
    ...ACME,
    id: SEED_IDS.alice,
    displayName: 'Alice Martin',
    email: 'alice@acme.example',
    title: 'Head of FX sales',
  },
  { ...ACME, id: SEED_IDS.bob, displayName: 'Bob Okafor', email: 'bob@acme.example', title: 'FX sales' },
  {
    ...ACME,
    id: SEED_IDS.carol,
    displayName: 'Carol Jensen',
    email: 'carol@acme.example',
    title: 'FX trader',
  },
  {
    ...ACME,
    id: SEED_IDS.dave,
    displayName: 'Dave Tanaka',
    email: 'dave@acme.example',
    title: 'Risk and research',
  },
  {
    ...ACME,
    id: SEED_IDS.heidi,
    displayName: 'Heidi Larsen',
    email: 'heidi@acme.example',
    title: 'FX sales, new here',
    termsAccepted: false,
  },
  {
    ...NORTHWIND,
    id: SEED_IDS.erin,
    displayName: 'Erin Novak',
    email: 'erin@northwind.example',
    title: 'Treasurer',
  },
  {
    ...NORTHWIND,
    id: SEED_IDS.frank,
    displayName: 'Frank Oduya',
    email: 'frank@northwind.example',
    title: 'Portfolio manager',
  },
  {
    ...NORTHWIND,
    id: SEED_IDS.grace,
    displayName: 'Grace Lindqvist',
    email: 'grace@northwind.example',
    title: 'Operations',
  },
  {
    ...CONTOSO,
    id: SEED_IDS.ivan,
    displayName: 'Ivan Petrov',
    email: 'ivan@contoso.example',
    title: 'Broker',
  },
];

/** A connection, or a request for one, and who asked for it. */
interface SeedConnection {
  asker: SeedName;
  asked: SeedName;
  isAccepted: boolean;
}

export const SEED_CONNECTIONS: readonly SeedConnection[] = [
  { asker: 'alice', asked: 'erin', isAccepted: true },
  { asker: 'erin', asked: 'bob', isAccepted: true },
  { asker: 'ivan', asked: 'alice', isAccepted: true },
  { asker: 'frank', asked: 'alice', isAccepted: false },
];

/** One of a user's lists of people. */
interface SeedList {
  id: string;
  owner: SeedName;
  name: string;
  members: readonly SeedName[];
}

export const SEED_LISTS: readonly SeedList[] = [
  { id: 'fx-clients', owner: 'alice', name: 'FX clients', members: ['erin', 'ivan'] },
  { id: 'desk', owner: 'alice', name: 'FX desk', members: ['bob', 'carol', 'dave'] },
];
