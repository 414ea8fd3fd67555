import type { Minutes } from '../domain/minutes-data.ts';
import { type Block, heading, list, paragraph } from './docx-parts.ts';
import { dueWords } from './dutch-dates.ts';
import { allOf, personWords } from './people.ts';
import { phrases, sentences } from './sentences.ts';
import { headings } from './words.ts';

/** What the table couldn't see, what is hard to see, and who finds out what by when. */
export function unknowns(minutes: Minutes): readonly Block[] {
  if (minutes.unknowns.length === 0) return [heading(headings.unknowns), paragraph(sentences.nothingUnknown)];
  const items = minutes.unknowns.map(unknown => ({
    lead: unknown.id,
    text: `${unknown.what} – ${whyUnknown(minutes, unknown)}`,
  }));
  return [heading(headings.unknowns), ...list('bullets', items)];
}

function whyUnknown(minutes: Minutes, unknown: Minutes['unknowns'][number]): string {
  if (unknown.kind === 'factor') return sentences.hardToSee;
  if (unknown.kind === 'risk') return phrases.noView(allOf(unknown.organisations));
  const agreed = minutes.actions.find(({ id }) => id === unknown.id);
  const action = agreed ?? minutes.lookBack.find(({ action: id }) => id === unknown.id);
  if (action === undefined) return allOf(unknown.organisations);
  const findOut = phrases.findOut(personWords(action.owner), dueWords(action.due));
  return agreed?.reportTo === undefined ? findOut : `${findOut}, ${phrases.reportedTo(personWords(agreed.reportTo))}`;
}
