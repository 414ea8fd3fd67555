/** Chance that can be had again: the same seed gives the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  pick<Item>(items: readonly Item[]): Item | undefined;
  /** The same, by weight; undefined when nothing weighs anything. */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item | undefined;
  /** Chance of its own for somebody or something, whatever the others draw. */
  fork(name: string | number): Random;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const random: Random = {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = state;
      mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    below: below => Math.floor(random.next() * below),
    chance: probability => random.next() < probability,
    pick: <Item>(items: readonly Item[]) => items[random.below(items.length)] as Item,
    weighted(items) {
      let left = random.next() * items.reduce((sum, { weight }) => sum + weight, 0);
      return items.find(({ weight }) => {
        left -= weight;
        return weight > 0 && left < 0;
      });
    },
    fork: name => createRandom(hash(`${seed}/${name}`)),
  };
  return random;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
