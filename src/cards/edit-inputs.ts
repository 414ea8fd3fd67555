import type { Item } from '../domain/editable-fields.ts';
import { type Mark, marks, type PersonRef } from '../domain/values.ts';
import type { FormView } from '../ports/card-renderer.ts';
import { type Choice, choice, itemChoices, otherPerson, peopleChoices } from './choices.ts';
import { type Tools, tableOf } from './frame.ts';
import { wordsOf } from './item-words.ts';
import type { Room } from './room.ts';
import type { WordKey } from './words.ts';

/** One input of an item that is mended. */
export interface EditField {
  /** As in the card contract. */
  readonly id: string;
  readonly label: WordKey;
  readonly kind: 'line' | 'text' | 'choice' | 'many' | 'date' | 'time';
  /** What it's filled in with; absent when the item says nothing about it. */
  readonly value?: string | undefined;
  readonly choices?: readonly Choice[];
  /** In place of "Kies", when leaving it open means something. */
  readonly placeholder?: string;
  readonly required?: true;
}

export function markField(mark: Mark | undefined, tools: Tools): EditField {
  return { id: 'mark', label: 'input.mark', ...named(marks, 'mark', tools), value: mark };
}

/** One of the method's own values, in words. */
export function named(values: readonly string[], prefix: string, { words }: Tools) {
  const choices = values.map(value => ({ title: words.find(`${prefix}.${value}`) ?? value, value }));
  return { kind: 'choice' as const, choices };
}

/** Several items: those that are chosen always, the others as far as there is room. */
export function several(items: readonly Item[], chosen: readonly string[], room: Room) {
  const others = items.filter(item => !chosen.includes(item.id));
  const offered = [...items.filter(item => chosen.includes(item.id)), ...others].slice(
    0,
    Math.max(room.rows, chosen.length),
  );
  const choices = itemChoices(
    offered.map(item => ({ id: item.id, what: wordsOf(item) })),
    room,
  );
  return { kind: 'many' as const, choices, value: chosen.join(',') };
}

/** A person to choose, or function and organisation of somebody outside the chat in the field below. */
export function somebody(
  id: 'owner' | 'reportTo' | 'who',
  label: WordKey,
  otherLabel: WordKey,
  now: PersonRef | undefined,
  view: FormView,
  tools: Tools,
): readonly EditField[] {
  const { room, words } = tools;
  const people = peopleChoices(tableOf(view).conference, view.members, room);
  const isAbsent = now?.person !== undefined && !people.some(person => person.value === now.person);
  const kept = isAbsent ? [choice(`${now.name} · ${now.organisation}`, now.person, room.text)] : [];
  const elsewhere = choice(words.t('person.elsewhere'), otherPerson, 100);
  const isOutside = now !== undefined && now.person === undefined;
  return [
    {
      id,
      label,
      kind: 'choice',
      choices: [...kept, ...people, elsewhere],
      value: isOutside ? otherPerson : now?.person,
    },
    { id: `${id}Other`, label: otherLabel, kind: 'line', value: isOutside ? `${now.name}, ${now.organisation}` : '' },
  ];
}
