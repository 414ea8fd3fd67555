import type { Table } from 'docx';
import type { Minutes } from '../domain/minutes-data.ts';
import type { Line } from './docx-parts.ts';
import { type Column, table } from './docx-table.ts';
import { phrases, sentences } from './sentences.ts';
import { columns } from './words.ts';

type Rounds = Minutes['safety'][number]['rounds'];
type Score = Rounds[number]['scores'][number];

/**
 * A row an organisation with its rounds beside each other. More than one person may have answered for it, and minutes don't say
 * who; then its numbers stand together.
 */
export function scoreTable(rounds: Rounds): Table {
  const several = rounds.length > 1;
  const shown: readonly Column[] = [
    { title: columns.organisation, share: 22 },
    ...rounds.map((_, index) => ({ title: several ? phrases.round(index + 1) : columns.score, share: 11 })),
    { title: columns.explanation, share: 36 },
    { title: columns.onePointUp, share: 32 },
  ];
  const organisations = new Set(rounds.flatMap(({ scores }) => scores.map(({ organisation }) => organisation)));
  const rows = [...organisations].map(organisation => {
    const given = rounds.map(({ scores }) => scores.filter(score => score.organisation === organisation));
    const recorders = new Set(given.flat().flatMap(({ recordedBy }) => recordedBy ?? []));
    return [
      [{ text: organisation }, ...[...recorders].map(by => ({ text: phrases.recordedBySomebody(by) }))],
      ...given.map(scores => [{ text: scores.map(({ score }) => score).join(', ') || sentences.none }]),
      said(given, ({ explanation }) => explanation),
      said(given, ({ onePointUp }) => onePointUp),
    ];
  });
  return table(shown, rows);
}

/** What was said in each round, once when it was the same; with the round and, of several people, the number before it. */
function said(given: readonly (readonly Score[])[], read: (score: Score) => string | undefined): readonly Line[] {
  const all = given.flatMap((scores, index) =>
    scores.map(score => ({ text: read(score), round: index + 1, score: score.score, alone: scores.length === 1 })),
  );
  const lines = all.flatMap(({ text, ...rest }, at) =>
    text === undefined || all.findIndex(one => one.text === text) < at ? [] : [{ text, ...rest }],
  );
  if (lines.length === 0) return [{ text: sentences.none }];
  const inRounds = new Set(lines.map(({ round }) => round)).size > 1;
  return lines.map(({ text, round, score, alone }) => {
    const lead = [...(inRounds ? [phrases.round(round)] : []), ...(alone ? [] : [String(score)])].join(', ');
    return lead === '' ? { text } : { lead: `${lead}:`, text };
  });
}
