/**
 * What this process has taken and not given back. The database tells processes apart, not two calls of one process, so this
 * is asked first. Keys are lists of ids.
 */
export interface InHand {
  /** False when it's in hand already. Synchronous: of two calls at the same moment one gets it. */
  take(...key: readonly string[]): boolean;
  giveBack(...key: readonly string[]): void;
  has(...key: readonly string[]): boolean;
}

export function createInHand(): InHand {
  const held = new Set<string>();
  return {
    take(...key) {
      const name = JSON.stringify(key);
      if (held.has(name)) return false;
      held.add(name);
      return true;
    },
    giveBack: (...key) => void held.delete(JSON.stringify(key)),
    has: (...key) => held.has(JSON.stringify(key)),
  };
}
