import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { timelineRecordOf } from '../../src/domain/timeline-record.ts';
import { type History, stamped } from '../support/given.ts';
import { action, adopted, agreedLevel, closed, risk, secondConference, table } from '../support/history.ts';

function record(conference: string, version: number, ...history: History) {
  const events: readonly CaseEvent[] = stamped(history.flat());
  const state = fold(events);
  if (state === undefined) throw new Error('This history has no CaseOpened');
  return timelineRecordOf(events, state, conference, version);
}

const first: History = [table(), [risk('R1', { what: 'Brandstichting' }), agreedLevel('R1', 'high'), action('A1')]];
const correction = (version: number, conference = 'c1') =>
  ({ type: 'MinutesCorrected', conference, version, text: `versie ${version}` }) as const;

describe('the timeline that is kept beside the minutes', () => {
  it('goes until that conference closed, with what its items were called', () => {
    const kept = record('c1', 1, ...first, closed(), adopted());
    expect(kept.entries.map(entry => entry.kind)).toEqual([
      'conferenceOpened',
      'levelAgreed',
      'actionAgreed',
      'conferenceClosed',
    ]);
    expect(kept.items).toEqual({ R1: 'Brandstichting', A1: 'Actie A1' });
  });

  it('is the same whatever came after', () => {
    const before = record('c1', 1, ...first, closed(), adopted());
    const later: History = [
      { type: 'ActionDone', action: 'A1' },
      secondConference().slice(1),
      { type: 'ItemEdited', item: 'R1', changes: { what: 'Brand' } },
      { type: 'ItemWithdrawn', item: 'A1' },
    ];
    expect(record('c1', 1, ...first, closed(), adopted(), ...later)).toEqual(before);
  });

  it('of a later conference has everything since the first', () => {
    const kept = record('c2', 1, ...first, secondConference(), agreedLevel('R1', 'moderate'), closed());
    expect(kept.entries.filter(entry => entry.kind === 'levelAgreed').map(entry => entry.level)).toEqual([
      'high',
      'moderate',
    ]);
    expect(kept.conference.number).toBe(2);
  });

  it('has the corrections of its minutes up to its own version', () => {
    const history: History = [...first, closed(), adopted(), correction(2), correction(3)];
    const texts = (version: number) => record('c1', version, ...history).entries.flatMap(entry => entry.text ?? []);
    expect(texts(1)).toEqual([]);
    expect(texts(2)).toEqual(['versie 2']);
    expect(texts(3)).toEqual(['versie 2', 'versie 3']);
  });

  it('of a conference that runs is not kept', () => {
    expect(() => record('c1', 1, ...first)).toThrow('closed conference');
  });
});
