import type { User } from '../../podApi/people.js';

const ACME = { company: 'Acme', termsAccepted: true } as const;
const NORTHWIND = { company: 'Northwind Capital', termsAccepted: true } as const;
const CONTOSO = { company: 'Contoso Markets', termsAccepted: true } as const;

/** The people of three companies. Each differs from the others in what they may do, or in what is asked of them. */
export const SEED_USERS: readonly User[] = [
  {
    ...ACME,
    id: 'alice',
    displayName: 'Alice Martin',
    email: 'alice@acme.example',
    title: 'Head of FX sales',
  },
  { ...ACME, id: 'bob', displayName: 'Bob Okafor', email: 'bob@acme.example', title: 'FX sales' },
  { ...ACME, id: 'carol', displayName: 'Carol Jensen', email: 'carol@acme.example', title: 'FX trader' },
  { ...ACME, id: 'dave', displayName: 'Dave Tanaka', email: 'dave@acme.example', title: 'Risk and research' },
  {
    ...ACME,
    id: 'heidi',
    displayName: 'Heidi Larsen',
    email: 'heidi@acme.example',
    title: 'FX sales, new here',
    termsAccepted: false,
  },
  {
    ...NORTHWIND,
    id: 'erin',
    displayName: 'Erin Novak',
    email: 'erin@northwind.example',
    title: 'Treasurer',
  },
  {
    ...NORTHWIND,
    id: 'frank',
    displayName: 'Frank Oduya',
    email: 'frank@northwind.example',
    title: 'Portfolio manager',
  },
  {
    ...NORTHWIND,
    id: 'grace',
    displayName: 'Grace Lindqvist',
    email: 'grace@northwind.example',
    title: 'Operations',
  },
  {
    ...CONTOSO,
    id: 'ivan',
    displayName: 'Ivan Petrov',
    email: 'ivan@contoso.example',
    title: 'Broker',
  },
];

/** A connection, or a request for one, and who asked for it. */
interface SeedConnection {
  asker: string;
  asked: string;
  isAccepted: boolean;
}

export const SEED_CONNECTIONS: readonly SeedConnection[] = [
  { asker: 'alice', asked: 'erin', isAccepted: true },
  { asker: 'erin', asked: 'bob', isAccepted: true },
  { asker: 'ivan', asked: 'alice', isAccepted: true },
  { asker: 'frank', asked: 'alice', isAccepted: false },
];

export const SEED_LISTS = [
  { id: 'fx-clients', owner: 'alice', name: 'FX clients', members: ['erin', 'ivan'] },
  { id: 'desk', owner: 'alice', name: 'FX desk', members: ['bob', 'carol', 'dave'] },
] as const;
