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
  it('has the end of the case, how long it is kept, and that it was opened again', () => {
    const by = { person: 'id-procesregisseur', name: 'procesregisseur', organisation: 'Veiligheidshuis' };
    const ended = timeline(
      table(),
      [closed(), { type: 'CaseClosed', reason: 'goalsMet', retentionUntil: '2031-11-20' }],
      [{ type: 'RetentionExtended', years: 2, reason: 'Nieuwe zaak verwacht', retentionUntil: '2033-11-20', by }],
      [{ type: 'CaseReopened' }],
    );
    expect(ended.slice(-3)).toEqual([
      expect.objectContaining({ kind: 'caseClosed', closing: 'goalsMet' }),
      expect.objectContaining({ kind: 'keptLonger', number: 2, text: 'Nieuwe zaak verwacht' }),
      expect.objectContaining({ kind: 'caseReopened', items: [] }),
    ]);
  });

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

  it('has what repeats, what got stuck and who took it over, each of whose it was then', () => {
    const ggz = { name: 'behandelaar', organisation: 'GGZ' };
    const found = timeline(
      ...played.slice(0, 3),
      action('A2'),
      closed(),
      { type: 'OccurrenceDone', action: 'A2', day: '2026-11-27', note: 'Gebeld' },
      { type: 'ActionBlocked', action: 'A2', reason: 'Wacht op een indicatie' },
      { type: 'HandOverAsked', action: 'A2', to: { name: 'reclasseerder', organisation: 'Reclassering' } },
      { type: 'HandOverAnswered', action: 'A2', accepted: false, reason: 'Geen plek' },
      { type: 'HandOverAsked', action: 'A2', to: ggz },
      { type: 'HandOverAnswered', action: 'A2', accepted: true },
      { type: 'ActionDone', action: 'A2' },
    );
    expect(found.slice(-5).map(({ kind, organisation, text }) => [kind, organisation, text])).toEqual([
      ['occurrenceDone', 'Politie', 'Gebeld'],
      ['actionBlocked', 'Politie', 'Wacht op een indicatie'],
      ['notTakenOver', 'Reclassering', 'Geen plek'],
      ['handedOver', 'GGZ', undefined],
      ['actionDone', 'GGZ', undefined],
    ]);
  });

  it('has signals, steps for direction and what did not happen, each of who told it', () => {
    const agent = { person: 'id-wijkagent', name: 'wijkagent', organisation: 'Politie' };
    const found = timeline(
      ...played.slice(0, 3),
      closed(),
      { type: 'SignalRecorded', signal: { id: 'G1', what: 'Belt niet terug', kind: 'rising', by: agent, at: '' } },
      { type: 'OccurrenceMissed', action: 'A1', day: '2026-11-27', note: 'Was ziek' },
      { type: 'DirectionStepTaken', step: 'talk', note: 'Gesproken', by: agent },
      {
        type: 'DirectionStepTaken',
        step: 'proposal',
        note: 'Besloten',
        by: agent,
        director: { ...agent, name: 'hoofd' },
      },
    );
    expect(
      found.slice(-5).map(({ kind, organisation, text, signal, step }) => [kind, organisation, text, signal ?? step]),
    ).toEqual([
      ['signalRecorded', 'Politie', 'Belt niet terug', 'G1'],
      ['occurrenceMissed', 'Politie', 'Was ziek', undefined],
      ['directionStep', 'Politie', 'Gesproken', 'talk'],
      ['directionStep', 'Politie', 'Besloten', 'proposal'],
      ['caseDirector', 'Politie', 'hoofd', undefined],
    ]);
  });

  it('says who does it and what was said with it', () => {
    const found = timeline(...played, { type: 'ActionDone', action: 'A1', note: 'Afgerond' });
    expect(found.at(-1)).toMatchObject({ kind: 'actionDone', text: 'Afgerond', organisation: 'Politie' });
    expect(found.find(({ kind }) => kind === 'actionReviewed')).toMatchObject({ text: 'Twee keer gesproken' });
  });
});
