import type { MinutesPerson } from '../domain/minutes-parts.ts';
import { phrases } from './sentences.ts';

/** `behandelaar (GGZ)` */
export function personWords(person: MinutesPerson): string {
  if (person.organisation === '' || person.organisation === person.name) return person.name;
  return person.name === '' ? person.organisation : `${person.name} (${person.organisation})`;
}

/** `behandelaar (GGZ), opgetekend door notulist` */
export function contributorWords(person: MinutesPerson & { readonly recordedBy?: string }): string {
  const who = personWords(person);
  return person.recordedBy === undefined ? who : phrases.recordedBy(who, person.recordedBy);
}

const conjunction = new Intl.ListFormat('nl-NL', { type: 'conjunction' });

/** `GGZ, Politie en Reclassering`, each once. */
export function allOf(names: readonly string[]): string {
  return conjunction.format(new Set(names));
}

/** Name and organisation on lines of their own, for a narrow column; said once when they're the same. */
export function personLines({ name, organisation }: MinutesPerson): readonly { readonly text: string }[] {
  return [...new Set([name, organisation])].filter(words => words !== '').map(text => ({ text }));
}
