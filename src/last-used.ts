/** A map that keeps the ones that were used last. */
export interface LastUsed<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

export function createLastUsed<Value>(limit: number): LastUsed<Value> {
  const known = new Map<string, Value>();
  const set = (key: string, value: Value) => {
    known.delete(key);
    known.set(key, value);
    const oldest = known.size > limit ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
  };
  return {
    get(key) {
      const value = known.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
    delete: key => void known.delete(key),
  };
}
