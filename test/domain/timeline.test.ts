import { describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/evolve.ts';
import { partnersIn, timelineOf, timelineOfPartner } from '../../src/domain/timeline.ts';
import { type History, stamped } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  closed,
  factor,
  phase,
  rated,
  revealed,
  reviewed,
  risk,
  scored,
  secondConference,
  subject,
  table,
  topThree,
  voted,
} from '../support/history.ts';

function timeline(...history: History) {
  const events = stamped(history.flat());
  const state = fold(events);
  if (state === undefined) throw new Error('This history has no CaseOpened');
  return timelineOf(events, state);
}
const shortly = (entries: ReturnType<typeof timeline>) =>
  entries.map(({ kind, items, level, score, status }) =>
    [kind, ...items, level, score, status].filter(part => part !== undefined).join(' '),
  );

const played: History = [
  table(),
  [risk('R1'), subject('P1'), factor('F1')],
  [agreedScore('P1', 2), agreedLevel('R1', 'high'), topThree('F1'), action('A1', { factors: ['F1'] })],
  secondConference(),
  [reviewed('A1', 'done', 'Twee keer gesproken'), agreedLevel('R1', 'moderate'), closed()],
];

describe('the timeline', () => {
  it('has decisions and interventions in the order in which they came', () => {
    expect(shortly(timeline(...played))).toEqual([
      'conferenceOpened',
      'safetyAgreed P1 2',
      'levelAgreed R1 high',
      'topThreeDecided F1',
      'actionAgreed A1',
      'conferenceClosed',
      'conferenceOpened',
      'actionReviewed A1 done',
      'levelAgreed R1 moderate',
      'conferenceClosed',
    ]);
  });

  it('never holds what somebody answered blind, before it is shown nor after it', () => {
    const blind = [
      phase('risks.rate'),
      rated('wijkagent', 'R1', 'veryHigh', 'drie meldingen'),
      scored('behandelaar', 'P1', 9),
      voted('wijkagent', 'F1'),
    ];
    const before = [table(), risk('R1'), subject('P1'), factor('F1')];
    expect(timeline(...before, blind)).toEqual(timeline(...before));
    expect(timeline(...before, blind, revealed('risks.rate'))).toEqual(timeline(...before));
  });

  it('leaves out what was withdrawn', () => {
    const gone = timeline(...played, { type: 'ItemWithdrawn', item: 'A1' });
    expect(shortly(gone).filter(line => line.includes('A1'))).toEqual([]);
    expect(shortly(gone)).toContain('levelAgreed R1 moderate');
  });

  it('is of one partner: what it does and what it said, and no decision of the whole table', () => {
    const all = timeline(...played, action('A2', { owner: { name: 'behandelaar', organisation: 'GGZ' } }));
    expect(partnersIn(all)).toEqual(['Politie', 'GGZ']);
    expect(shortly(timelineOfPartner(all, 'ggz'))).toEqual(['actionAgreed A2']);
    expect(shortly(timelineOfPartner(all, 'Politie'))).toEqual(['actionAgreed A1', 'actionReviewed A1 done']);
    expect(timelineOfPartner(all, 'Niemand')).toEqual([]);
  });

  it('says who does it and what was said with it', () => {
    const found = timeline(...played, { type: 'ActionDone', action: 'A1', note: 'Afgerond' });
    expect(found.at(-1)).toMatchObject({ kind: 'actionDone', text: 'Afgerond', organisation: 'Politie' });
    expect(found.find(({ kind }) => kind === 'actionReviewed')).toMatchObject({ text: 'Twee keer gesproken' });
  });
});
