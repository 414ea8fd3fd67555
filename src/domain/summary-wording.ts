import { accept, type Decision, type Table } from './decision.ts';
import type { PersonId } from './values.ts';

/** How a summary came about in which a machine worded what people recorded. */
export interface SummaryWording {
  /** Under which it's kept until the case is destroyed. */
  readonly asked: string;
  /** Who asked for it. */
  readonly person: PersonId;
  readonly language: 'nl' | 'en';
  /** As the house calls it. */
  readonly model: string;
  /** Name and version: `summary/3`. */
  readonly prompt: string;
  /** How many held, and how many were dropped. */
  readonly sentences: number;
  readonly dropped: number;
}

/** Not a press: the bot reports that there are words, so that the record tells when a machine had a part in something (AI Act: transparency). */
export interface RecordWording extends SummaryWording {
  readonly verb: 'summary.recordWording';
}

export function recordWording({ conference }: Table, { verb: _verb, ...wording }: RecordWording): Decision {
  return accept({ type: 'SummaryWorded', conference: conference.id, ...wording });
}
