import type { Minutes } from '../domain/minutes-data.ts';
import { considerationWords, domainWords, monitorWords } from './choice-words.ts';
import { values } from './docx-parts.ts';
import { type Column, table } from './docx-table.ts';
import { dateWords } from './dutch-dates.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised } from './typed-text.ts';
import { columns, headings, labels } from './words.ts';

type Person = Minutes['person'];

const domainColumns = { title: columns.lifeDomain, share: 30 };
const levelColumn = { title: columns.levelNow, share: 20 };
const beforeColumn = { title: columns.levelBefore, share: 20 };
const noteColumn = { title: columns.note, share: 40 };

/** The person's own voice, and what to take into account with them; each has its fixed place. */
export function person({ person: { considerations, voice } }: Minutes): Section | undefined {
  return section(
    headings.person,
    values([
      [labels.considerations, considerations && considerationsWords(considerations)],
      [labels.invited, yesOrNo(voice?.invited, voice?.invitedReason)],
      [labels.agreesTo, voice?.agreesTo],
      [labels.letter, yesOrNo(voice?.letterSent, voice?.letterReason)],
      [labels.zsmAdvice, voice && zsmWords(voice)],
    ]),
  );
}

/** `Licht verstandelijke beperking (LVB), taal`, and on a line of its own what was typed. */
function considerationsWords({ kinds, text }: NonNullable<Person['considerations']>): string {
  const named = capitalised(kinds.map(kind => considerationWords[kind]).join(', '));
  return [named, text].filter(words => words !== undefined && words !== '').join('\n');
}

function yesOrNo(answer: boolean | undefined, reason: string | undefined): string | undefined {
  if (answer === undefined) return reason;
  if (reason === undefined) return answer ? sentences.yes : sentences.no;
  return answer ? phrases.yesBecause(reason) : phrases.noBecause(reason);
}

function zsmWords({ zsmAdvice, zsmDate }: NonNullable<Person['voice']>): string | undefined {
  const day = zsmDate === undefined ? undefined : dateWords(zsmDate);
  if (zsmAdvice === undefined) return day;
  return day === undefined ? zsmAdvice : phrases.onDay(zsmAdvice, day);
}

/** The levels of the PGA monitor that this conference gave, beside those of the time before when there are any. */
export function lifeDomains({ monitor }: Minutes): Section | undefined {
  if (monitor.length === 0) return undefined;
  const hasBefore = monitor.some(({ before }) => before !== undefined);
  const hasNote = monitor.some(({ note }) => note !== undefined);
  const shown: readonly Column[] = [
    domainColumns,
    levelColumn,
    ...(hasBefore ? [beforeColumn] : []),
    ...(hasNote ? [noteColumn] : []),
  ];
  const rows = monitor.map(({ domain, level, note, before }) => [
    [{ text: domainWords[domain] }],
    [{ text: monitorWords[level] }],
    ...(hasBefore ? [[{ text: before === undefined ? sentences.none : monitorWords[before] }]] : []),
    ...(hasNote ? [[{ text: note ?? sentences.none }]] : []),
  ]);
  return section(headings.monitor, [table(shown, rows)]);
}
