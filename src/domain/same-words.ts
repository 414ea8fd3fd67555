function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Same words, whatever the capitals and spaces. */
export function sameWords(one: string, other: string): boolean {
  return one === other || plain(one) === plain(other);
}

/** Every text once, as it was said first, whatever the capitals and spaces. */
export function distinctWords(texts: readonly string[]): readonly string[] {
  const first = new Map(texts.toReversed().map(text => [plain(text), text]));
  return [...new Set(texts.map(plain))].flatMap(words => first.get(words) ?? []);
}
