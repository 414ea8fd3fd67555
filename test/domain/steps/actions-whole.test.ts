import { describe, expect, it } from 'vitest';
import type { AgreeAction } from '../../../src/domain/steps/actions.ts';
import { idOf } from '../../support/domain-people.ts';
import { by, given, type History } from '../../support/given.ts';
import {
  agreedLevel,
  agreedScore,
  factor,
  phase,
  risk,
  subject,
  table,
  tableOf,
  urgent,
} from '../../support/history.ts';

const visit: AgreeAction = {
  verb: 'action.agree',
  what: 'Huisbezoek',
  owner: { person: idOf('wijkteam') },
  due: '2026-12-04',
};
const tonight: AgreeAction = { ...visit, due: '2026-11-20T18:00' };

/** The action that was agreed last. */
function agreed(history: History, command: AgreeAction) {
  return given(...history)
    .when(command, by('wijkteam'))
    .thenCase()
    .actions.at(-1);
}

describe('an action in a spoed', () => {
  const inDanger = [tableOf({ urgent: true }), risk('R1'), agreedLevel('R1', 'veryHigh'), phase('actions')];

  it('is a safety measure about the risks at hand, as heavy as the risk asks', () => {
    expect(agreed(inDanger, tonight)).toMatchObject({ type: 'safetyMeasure', risks: ['R1'], intensity: 'intensive' });
  });

  it('has a time: a day is too wide', () => {
    given(...inDanger)
      .when(visit, by('wijkteam'))
      .thenRefused('timeNeeded:due');
    given(...inDanger)
      .when({ ...visit, due: '2026-11-19' }, by('wijkteam'))
      .thenRefused('pastDate:due');
  });

  it('is what somebody says it is', () => {
    expect(agreed(inDanger, { ...tonight, type: 'information' })).toMatchObject({ type: 'information' });
    expect(agreed(inDanger, { ...tonight, type: 'information' })).not.toHaveProperty('intensity');
  });

  it('is about the risks that are named, when they are', () => {
    const two = [...inDanger, risk('R2')];
    expect(agreed(two, tonight)).toMatchObject({ risks: ['R1', 'R2'] });
    expect(agreed(two, { ...tonight, risks: ['R2'] })).toMatchObject({ risks: ['R2'] });
    const withFactor = [...inDanger, risk('R2'), factor('F1', { risks: ['R2'] })];
    expect(agreed(withFactor, { ...tonight, factors: ['F1'] })).toMatchObject({ risks: ['R2'] });
  });

  it('needs no factor and no effect: nothing is warned of', () => {
    given(...inDanger)
      .when(tonight, by('wijkteam'))
      .thenWarned();
  });

  it('is a usual one again after the conference went back', () => {
    const back = [...inDanger, urgent(false, 30)];
    expect(agreed(back, visit)).toMatchObject({ type: 'intervention', risks: [] });
    given(...back)
      .when(visit, by('wijkteam'))
      .thenWarned('smart.effect:A1', 'need.factor:A1', 'rnr.fit');
  });
});

describe('an action while somebody is under 6', () => {
  const unsafe = [tableOf({ approach: 'MDA++' }), subject('P1'), subject('P2'), agreedScore('P1', 4)];

  it('is a safety measure for everybody at risk unless said otherwise', () => {
    expect(agreed(unsafe, visit)).toMatchObject({ type: 'safetyMeasure', subjects: [] });
    expect(agreed(unsafe, { ...visit, subjects: ['P1'] })).toMatchObject({ subjects: ['P1'] });
    expect(agreed(unsafe, { ...visit, type: 'intervention' })).toMatchObject({ type: 'intervention' });
  });

  it('is for people of this case', () => {
    given(...unsafe)
      .when({ ...visit, subjects: ['P1', 'P9'] }, by('wijkteam'))
      .thenRefused('unknown:subjects');
  });

  it('is a usual one at a 6', () => {
    expect(agreed([...unsafe, agreedScore('P1', 6)], visit)).toMatchObject({ type: 'intervention' });
  });
});

describe('the risks of an action', () => {
  const two = [table(), risk('R1'), risk('R2'), factor('F1', { risks: ['R2'] })];

  it('are those of its factors and those that are named, in the order of the case', () => {
    expect(agreed(two, { ...visit, factors: ['F1'], risks: ['R1'] })).toMatchObject({ risks: ['R1', 'R2'] });
    expect(agreed(two, { ...visit, risks: ['R1'] })).toMatchObject({ factors: [], risks: ['R1'] });
    given(...two)
      .when({ ...visit, risks: ['R9'] }, by('wijkteam'))
      .thenRefused('unknown:risks');
  });

  it('count each factor once', () => {
    expect(agreed(two, { ...visit, factors: ['F1', 'F1'] })).toMatchObject({ factors: ['F1'], risks: ['R2'] });
  });
});

describe('the mandate of an action', () => {
  const acting = [table(), phase('actions')];

  it('is given, or confirmed by the organisation before a day', () => {
    expect(agreed(acting, { ...visit, mandate: 'given' })).toMatchObject({ mandate: 'given' });
    expect(agreed(acting, { ...visit, mandate: 'toConfirm', mandateBy: '2026-11-27' })).toMatchObject({
      mandate: 'toConfirm',
      mandateBy: '2026-11-27',
    });
  });

  it('is still to be confirmed when only the day is said, and has no day when it is given', () => {
    expect(agreed(acting, { ...visit, mandateBy: '2026-11-27' })).toMatchObject({ mandate: 'toConfirm' });
    expect(agreed(acting, { ...visit, mandate: 'given', mandateBy: '2026-11-27' })).not.toHaveProperty('mandateBy');
  });

  it('is not confirmed before today', () => {
    given(...acting)
      .when({ ...visit, mandateBy: '2026-11-19' }, by('wijkteam'))
      .thenRefused('pastDate:mandateBy');
  });
});

describe('what fits the person', () => {
  const considered = { type: 'ConsiderationsSet', kinds: ['intellectualDisability'], text: 'Korte zinnen' } as const;

  it('is filled in from what to take into account, until somebody says something else', () => {
    expect(agreed([table(), considered], visit)).toMatchObject({ fit: 'Korte zinnen' });
    const said = agreed([table(), considered], { ...visit, fit: 'Met plaatjes' });
    expect(said).toMatchObject({ fit: 'Met plaatjes' });
  });

  it('is not filled in from kinds alone, which are no words', () => {
    const kinds = { type: 'ConsiderationsSet', kinds: ['language'] } as const;
    expect(agreed([table(), kinds], visit)).not.toHaveProperty('fit');
  });
});
