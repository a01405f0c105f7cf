/** Who may embed the pod: a list of web origins under a name. */
export interface Partner {
  id: string;
  origins: readonly string[];
}

/** The partners of a pod. */
export class Partners {
  readonly #originsById: ReadonlyMap<string, readonly string[]>;

  constructor(partners: readonly Partner[]) {
    this.#originsById = new Map(partners.map(({ id, origins }) => [id, origins]));
  }

  /** The origins that may embed under a partner id; without an id all that any partner may; none for an unknown id. */
  originsOf(partnerId: string | undefined): readonly string[] {
    return partnerId === undefined ? this.allOrigins() : (this.#originsById.get(partnerId) ?? []);
  }

  allOrigins(): string[] {
    return [...new Set([...this.#originsById.values()].flat())];
  }
}
