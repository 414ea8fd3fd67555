import { describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/evolve.ts';
import { type TimelineKind, timelineKinds } from '../../src/domain/timeline.ts';
import { type TimelineRecord, timelineRecordOf } from '../../src/domain/timeline-record.ts';
import { writeTimelineDocx } from '../../src/minutes/timeline-docx.ts';
import { whatHappened } from '../../src/minutes/timeline-words.ts';
import { type History, stamped } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  closed,
  factor,
  reviewed,
  risk,
  secondConference,
  subject,
  table,
  topThree,
} from '../support/history.ts';
import { headings, openWordDocument, tables } from '../support/word-document.ts';

const played: History = [
  table(),
  [risk('R1', { what: 'Brandstichting' }), subject('P1', 'moeder'), factor('F1'), factor('F2')],
  [agreedScore('P1', 2), agreedLevel('R1', 'high', 'Drie meldingen'), topThree('F1', 'F2')],
  [action('A1', { what: '<b>Elke dag</b> bellen' })],
  secondConference(),
  [reviewed('A1', 'partly', 'Eén keer\ngesproken'), closed()],
];
function record(...history: History): TimelineRecord {
  const events = stamped(history.flat());
  const state = fold(events);
  if (state === undefined) throw new Error('This history has no CaseOpened');
  return timelineRecordOf(events, state, state.conferences.at(-1)?.id ?? '', 1);
}
const written = async (...history: History) => openWordDocument(await writeTimelineDocx(record(...history)));

describe('the timeline as a Word document', () => {
  it('has a chapter for each conference, with what was decided and done and by whom', async () => {
    const document = await written(...played);
    expect(headings(document)).toEqual([
      'Tijdlijn',
      'Casusoverleg 1 – 20 november 2026',
      'Casusoverleg 2 – 20 november 2026',
    ]);
    expect(tables(document).map(each => each.rows)).toEqual([
      [
        ['Dag', 'Wat', 'Wie'],
        ['20 nov 2026', 'P1 moeder\nVeiligheid 2', 'De tafel'],
        ['', 'R1 Brandstichting\nNiveau hoog – Drie meldingen', 'De tafel'],
        ['', 'F1 Factor F1\nF2 Factor F2\nGekozen als top drie', 'De tafel'],
        ['', 'A1 <b>Elke dag</b> bellen\nAfgesproken', 'Politie'],
        ['', 'Casusoverleg afgesloten', 'De tafel'],
      ],
      [
        ['Dag', 'Wat', 'Wie'],
        ['20 nov 2026', 'A1 <b>Elke dag</b> bellen\nTeruggekeken: deels gedaan – Eén keer gesproken', 'Politie'],
        ['', 'Casusoverleg afgesloten', 'De tafel'],
      ],
    ]);
  });

  it('is the same, byte for byte, however often it is made', async () => {
    const again = record(...played);
    expect(await writeTimelineDocx(again)).toEqual(await writeTimelineDocx(again));
  });

  it('can be made of hundreds of entries', async () => {
    const many = Array.from({ length: 300 }, (_, index) => action(`A${index + 1}`));
    const [only] = tables(await written(table(), many, closed()));
    expect(only?.rows).toHaveLength(302);
  });
});

describe('what happened', () => {
  it.each(timelineKinds)('has words of its own: %s', kind => {
    const others = timelineKinds.filter(other => other !== kind).map(other => words(other));
    expect(words(kind)).toMatch(/^[A-Z]/);
    expect(others).not.toContain(words(kind));
  });

  function words(kind: TimelineKind) {
    return whatHappened({ at: '2026-11-20T10:00:00.000Z', kind, items: [] });
  }
});
