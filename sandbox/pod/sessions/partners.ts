import type { JWK } from 'jose';
import type { AuthenticationType } from '../../podApi/session.js';

/** Who may embed the pod: a list of web origins under a name. */
export interface Partner {
  id: string;
  origins: readonly string[];
  /** By which the pod knows that a token about a user is from this partner. Without one no token is. */
  publicKey?: JWK;
  /** How its users log in; by password by default. */
  authenticationType?: AuthenticationType;
}

/** The pod's own pages embed the pod under this id. */
export const OWN_PAGES = 'sandbox';

/** The partners of a pod. */
export class Partners {
  readonly #byId: ReadonlyMap<string, Partner>;

  constructor(partners: readonly Partner[]) {
    this.#byId = new Map(partners.map((partner) => [partner.id, partner]));
  }

  /** The origins that may embed under a partner id; without an id all that any partner may; none for an unknown id. */
  originsOf(partnerId: string | undefined): readonly string[] {
    return partnerId === undefined ? this.allOrigins() : (this.#byId.get(partnerId)?.origins ?? []);
  }

  allOrigins(): string[] {
    return [...new Set([...this.#byId.values()].flatMap(({ origins }) => origins))];
  }

  /** How the users of a partner log in; without an id those of the pod's own pages. */
  authenticationTypeOf(partnerId: unknown): AuthenticationType {
    const partner = this.#byId.get(typeof partnerId === 'string' && partnerId ? partnerId : OWN_PAGES);
    return partner?.authenticationType ?? 'password';
  }

  /** The public key of a partner that signs tokens. */
  keyOf(partnerId: string): JWK | undefined {
    return this.#byId.get(partnerId)?.publicKey;
  }
}
