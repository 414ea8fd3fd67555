import { readFileSync } from 'node:fs';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import type { LocalDate } from '../../src/domain/values.ts';
import { addDays } from '../../src/domain/working-days.ts';
import type { Language } from '../../src/ports/conversations.ts';
import { type CaseFile, playCase } from '../support/domain-case.ts';

/** A conference as it stood before the next one, three weeks later: what was to be done by then is overdue. */
export interface RecordedConference {
  /** `casus-x 2 nl`. */
  readonly name: string;
  readonly approach: string;
  readonly language: Language;
  readonly state: CaseState;
  readonly conference: Conference;
  readonly today: LocalDate;
}

const dutch = [
  'src/demo/casus-x.json',
  'src/demo/janna.json',
  ...['informatie-delen', 'levensloop', 'radicalisering', 'top-x-jeugd', 'volle-tafel'].map(
    name => `test/fixtures/cases/${name}.json`,
  ),
];
const english = ['test/eval/cases/youth.json', 'test/eval/cases/home.json'];

/** The sample cases, played through the rules themselves. Nothing in them is about anybody. */
export function recordedConferences(): readonly RecordedConference[] {
  return [
    ...dutch.flatMap(path => conferencesOf(path, 'nl')),
    ...conferencesOf('test/fixtures/cases/spoed.json', 'nl', 1),
    ...english.flatMap(path => conferencesOf(path, 'en')),
    // Typed in Dutch, summed up in English: an officer from elsewhere reads along.
    ...conferencesOf('src/demo/casus-x.json', 'en', 1),
  ];
}

function conferencesOf(path: string, language: Language, first?: number): readonly RecordedConference[] {
  const file = JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as CaseFile;
  const { events } = playCase({ ...file, conferences: file.conferences.slice(0, first) }, '2026-11-20');
  const name = path.split('/').at(-1)?.replace('.json', '') ?? '';
  const starts = events.flatMap((event, at) => (event.type === 'ConferenceOpened' ? [at] : []));
  return starts.flatMap((_start, index): RecordedConference[] => {
    const until = starts[index + 1] ?? events.length;
    const state = fold(withoutNextCase(events.slice(0, until)));
    const conference = state?.conferences.at(-1);
    const last = events[until - 1];
    if (state === undefined || conference === undefined || last === undefined) return [];
    const today = addDays(last.at.slice(0, 10), 21);
    return [{ name: `${name} ${index + 1} ${language}`, approach: state.approach, language, state, conference, today }];
  });
}

/** What comes right before an opening belongs to it. */
function withoutNextCase(events: readonly CaseEvent[]): readonly CaseEvent[] {
  return events.at(-1)?.type === 'CaseReopened' ? events.slice(0, -1) : events;
}
