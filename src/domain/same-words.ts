/** Same words, whatever the capitals and spaces. */
export function sameWords(one: string, other: string): boolean {
  const plain = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ');
  return plain(one) === plain(other);
}
