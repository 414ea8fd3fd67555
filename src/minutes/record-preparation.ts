import type { Minutes } from '../domain/minutes-data.ts';
import { type Column, table } from './docx-table.ts';
import { dateWords } from './dutch-dates.ts';
import { type Section, section } from './section.ts';
import { sentences } from './sentences.ts';
import { columns, headings } from './words.ts';

type Told = NonNullable<Minutes['preparation']>[number];

const toldColumns: readonly Column[] = [
  { title: columns.organisation, share: 20 },
  { title: columns.changed, share: 45 },
  { title: columns.factorsFrom, share: 35 },
];

/** What partners told before the conference; whoever had nothing to tell answered too. */
export function preparation({ preparation: told = [] }: Minutes): Section | undefined {
  return told.length === 0 ? undefined : section(headings.preparation, [table(toldColumns, told.map(cells))]);
}

function cells({ organisation, changes, factors, instrument, instrumentDate }: Told) {
  const from = [instrument ?? '', instrumentDate === undefined ? '' : dateWords(instrumentDate)].filter(
    part => part !== '',
  );
  const lines = [...factors, ...(from.length === 0 ? [] : [from.join(', ')])];
  return [
    [{ text: organisation }],
    [{ text: changes ?? (factors.length === 0 ? sentences.nothingToTell : sentences.none) }],
    lines.length === 0 ? [{ text: sentences.none }] : lines.map(text => ({ text })),
  ];
}
