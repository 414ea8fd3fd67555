import { describe, expect, it } from 'vitest';
import type { CloseConference } from '../../../src/domain/steps/closing.ts';
import { idOf } from '../../support/domain-people.ts';
import { by, given, today } from '../../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  factor,
  risk,
  secondConference,
  subject,
  table,
  tableOf,
  topThree,
  urgent,
} from '../../support/history.ts';

const chair = by('procesregisseur');
const close: CloseConference = { verb: 'conference.close' };
const wijkagent = { person: idOf('wijkagent'), name: 'wijkagent', organisation: 'Politie' };

describe('closing while somebody is under 6', () => {
  const unsafe = [
    ...tableOf({ approach: 'MDA++' }),
    subject('P1', 'Baby'),
    subject('P2', 'Moeder'),
    agreedScore('P1', 2),
    agreedScore('P2', 5),
  ];
  const measure = (more: object = {}) => action('A1', { type: 'safetyMeasure', ...more });

  it('is refused for each person without a safety measure, by id and by role', () => {
    const { decision } = given(unsafe).when(close, chair);
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [
        { code: 'safetyWithoutMeasure', item: 'P1', values: { name: 'Baby' } },
        { code: 'safetyWithoutMeasure', item: 'P2', values: { name: 'Moeder' } },
      ],
    });
  });

  it('goes through with a measure for everybody', () => {
    given(unsafe, measure()).when(close, chair).thenEvents({ type: 'ConferenceClosed' });
  });

  it('is refused for whom the measure is not', () => {
    given(unsafe, measure({ subjects: ['P1'] }))
      .when(close, chair)
      .thenRefused('safetyWithoutMeasure:P2');
  });

  it('is refused when what is agreed is no measure, or is done', () => {
    given(unsafe, action('A1')).when(close, chair).thenRefused('safetyWithoutMeasure:P1', 'safetyWithoutMeasure:P2');
    given(unsafe, measure(), { type: 'ActionDone', action: 'A1' })
      .when(close, chair)
      .thenRefused('safetyWithoutMeasure:P1', 'safetyWithoutMeasure:P2');
  });

  it('goes through with a measure of an earlier conference that still runs', () => {
    given(unsafe, measure(), secondConference({ approach: 'MDA++' }), agreedScore('P1', 4), agreedScore('P2', 6))
      .when(close, by('procesregisseur', { conference: 'c2' }))
      .thenEvents({ type: 'ConferenceClosed' });
  });

  it('goes through at a 6, and for somebody who was never scored', () => {
    given(tableOf({ approach: 'MDA++' }), subject('P1'), subject('P2'), agreedScore('P1', 6))
      .when(close, chair)
      .thenEvents({ type: 'ConferenceClosed' });
  });

  it('is refused for factors of the top three too, after the people', () => {
    given(unsafe, measure({ subjects: ['P1'] }), factor('F1'), topThree('F1'))
      .when(close, chair)
      .thenRefused('safetyWithoutMeasure:P2', 'topThreeWithoutAction:F1');
  });
});

describe('closing a spoed', () => {
  const inDanger = [...tableOf({ urgent: true }), risk('R1', { what: 'Steekpartij' }), agreedLevel('R1', 'veryHigh')];
  const measure = (more: object = {}) =>
    action('A1', { type: 'safetyMeasure', owner: wijkagent, due: '2026-11-20T18:00', risks: ['R1'], ...more });

  it('is refused for each risk without a measure, by id and by words', () => {
    const { decision } = given(inDanger).when(close, chair);
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'urgentRiskWithoutMeasure', item: 'R1', values: { risk: 'Steekpartij' } }],
    });
  });

  it('goes through with a measure that has a person and a time', () => {
    given(inDanger, measure())
      .when({ ...close, nextDate: '2026-11-24' }, chair)
      .thenCase();
  });

  it.each([
    ['a day without a time', { due: '2026-11-20' }],
    ['nobody in person', { owner: { name: 'het team', organisation: 'Politie' } }],
    ['another risk', { risks: [] }],
    ['finding out', { type: 'information' }],
  ])('is refused when the measure has %s', (_what, more) => {
    given(inDanger, measure(more)).when(close, chair).thenRefused('urgentRiskWithoutMeasure:R1');
  });

  it('does not ask about a top three', () => {
    given(table(), factor('F1'), topThree('F1'), urgent()).when(close, chair).thenCase();
    given(table(), factor('F1'), topThree('F1'), urgent(), urgent(false, 30))
      .when(close, chair)
      .thenRefused('topThreeWithoutAction:F1');
  });

  it('asks about safety', () => {
    given(tableOf({ urgent: true }), subject('P1'), agreedScore('P1', 3))
      .when(close, chair)
      .thenRefused('safetyWithoutMeasure:P1');
  });

  it('keeps who follows until when, and the one line for when it goes wrong', () => {
    const said = {
      nextDate: '2026-11-24',
      ifItGoesWrong: 'Bel 112, dan de piketofficier',
      followUntil: '2026-11-23',
    } as const;
    const { decision } = given(inDanger, measure()).when(
      { ...close, ...said, follower: { person: idOf('wijkagent') } },
      chair,
    );
    const event = decision.kind === 'accepted' ? decision.events.at(-1) : decision;
    expect(event).toMatchObject({ type: 'ConferenceClosed', ...said, follower: wijkagent });
  });
});

describe('the next date', () => {
  const spoed = tableOf({ urgent: true });

  it('is today or later', () => {
    given(table())
      .when({ ...close, nextDate: '2026-11-19' }, chair)
      .thenRefused('pastDate:nextDate');
    given(table())
      .when({ ...close, nextDate: today }, chair)
      .thenEvents({ type: 'ConferenceClosed', nextDate: today });
  });

  it('is within seven days after a spoed, and says which day is the last', () => {
    const { decision } = given(spoed).when({ ...close, nextDate: '2026-11-28' }, chair);
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'withinSevenDays', item: 'nextDate', values: { date: '2026-11-27' } }],
    });
    given(spoed)
      .when({ ...close, nextDate: '2026-11-27' }, chair)
      .thenCase();
  });

  it('may be months away after any other conference, or not be known', () => {
    given(table())
      .when({ ...close, nextDate: '2027-05-01' }, chair)
      .thenEvents({ type: 'ConferenceClosed', nextDate: '2027-05-01' });
    given(table()).when(close, chair).thenEvents({ type: 'ConferenceClosed' });
  });

  it('is filled in after a spoed when nobody says it, on a working day', () => {
    const closing = given(spoed).when(close, chair).thenConference().closed;
    expect(closing?.nextDate).toBe('2026-11-27');
    const onSunday = given(spoed)
      .when(close, by('procesregisseur', { today: '2026-11-22' }))
      .thenConference().closed;
    expect(onSunday?.nextDate).toBe('2026-11-27');
  });

  it('is refused together with everything else that is wrong', () => {
    given(spoed, risk('R1'))
      .when({ ...close, nextDate: '2027-01-01', followUntil: '2026-11-19', follower: { person: 'id-nobody' } }, chair)
      .thenRefused(
        'urgentRiskWithoutMeasure:R1',
        'withinSevenDays:nextDate',
        'pastDate:followUntil',
        'notParticipant:follower',
      );
  });
});
