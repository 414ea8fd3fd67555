import type { Minutes } from '../domain/minutes-data.ts';
import { directionStepWords, signalWords } from './choice-words.ts';
import { type Column, table } from './docx-table.ts';
import { dateWords, shortDayOf } from './dutch-dates.ts';
import { personLines } from './people.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised } from './typed-text.ts';
import { columns, headings } from './words.ts';

// What came and was done between two conferences.

const signalColumns: readonly Column[] = [
  { title: columns.when, share: 14 },
  { title: columns.signal, share: 44 },
  { title: columns.kind, share: 22 },
  { title: columns.who, share: 20 },
];

/** Signs of rising risk and broken conditions, each with the agreement that it touches. */
export function signals({ signals: told = [], scenarios }: Minutes): Section | undefined {
  if (told.length === 0) return undefined;
  const rows = told.map(({ id, what, kind, scenario, by, at }) => {
    const agreement = scenarios.find(one => one.id === scenario);
    const touched = agreement === undefined ? scenario : `${agreement.id} ${agreement.response}`;
    return [
      [{ text: shortDayOf(at) }],
      [{ lead: id, text: what }, ...(touched === undefined ? [] : [{ text: phrases.touches(touched) }])],
      [{ text: signalWords[kind] }],
      personLines(by),
    ];
  });
  return section(headings.signals, [table(signalColumns, rows)]);
}

const directionColumns: readonly Column[] = [
  { title: columns.when, share: 14 },
  { title: columns.step, share: 18 },
  { title: columns.note, share: 34 },
  { title: columns.until, share: 16 },
  { title: columns.who, share: 18 },
];

/** The steps of the escalation while nobody directed the case (evaluation report). */
export function directionSteps({ direction = [] }: Minutes): Section | undefined {
  if (direction.length === 0) return undefined;
  const rows = direction.map(({ step, note, at, until, by }) => [
    [{ text: shortDayOf(at) }],
    [{ text: capitalised(directionStepWords[step]) }],
    [{ text: note }],
    [{ text: until === undefined ? sentences.none : dateWords(until) }],
    personLines(by),
  ]);
  return section(headings.directionSteps, [table(directionColumns, rows)]);
}
