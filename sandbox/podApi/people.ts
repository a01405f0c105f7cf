/** Somebody with an account at the pod. */
export interface Person {
  id: string;
  displayName: string;
  company: string;
}

/** Who is logged in. */
export interface User extends Person {
  email: string;
  title: string;
  termsAccepted: boolean;
}

/** How the user stands to somebody else. Only people of other companies need a connection. */
export type Connection = 'self' | 'colleague' | 'accepted' | 'pending_incoming' | 'pending_outgoing' | 'none';

/** What the user may know of somebody. */
export interface Profile extends Person {
  /** Not of people of other companies with whom there is no connection. */
  email?: string;
  title: string;
  connection: Connection;
}

/** A connection, or a request for one, as one of its two people sees it. */
export interface KnownConnection {
  user: Person;
  status: Connection;
}

/** One of the user's lists of people. */
export interface DistributionList {
  id: string;
  name: string;
  members: Person[];
}
