/** Ends a spec as pending, because this browser cannot do what the spec is about. The reporter prints the reason. */
export function pendingHere(reason: string): never {
  // The reporter does not get the argument of pending().
  setSpecProperty('pending', reason);
  pending(reason);
  throw new Error(reason);
}
