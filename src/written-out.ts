/** The JSON of what was written out before, for as long as anybody has the object. */
const texts = new WeakMap<object, string>();

/**
 * The JSON of a value that nobody changes once it's made: a card is weighed, sealed beside its press and sent.
 */
export function writtenOut(value: object): string {
  const known = texts.get(value) ?? JSON.stringify(value);
  texts.set(value, known);
  return known;
}
