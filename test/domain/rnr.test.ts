import { describe, expect, it } from 'vitest';
import type { Intensity, RiskLevel } from '../../src/domain/values.ts';
import { concernsAfter } from '../support/concerns.ts';
import {
  action,
  agreedLevel,
  factor,
  phase,
  reviewed,
  risk,
  secondConference,
  table,
  tableOf,
  urgent,
} from '../support/history.ts';

const acting = [...table(), risk('R1'), factor('F1', { risks: ['R1'] }), phase('actions')];
/** An action about which nothing else is to be said. */
const whole = { fit: 'Vaste dag', effect: 'Rust in huis', factors: ['F1'], risks: ['R1'] } as const;

describe('the principle of risk', () => {
  it.each<[RiskLevel, Intensity, string[]]>([
    ['low', 'light', []],
    ['low', 'medium', []],
    ['low', 'intensive', ['rnr.intensity:R1 heavy']],
    ['moderate', 'light', []],
    ['moderate', 'intensive', []],
    ['high', 'light', ['rnr.intensity:R1 light']],
    ['high', 'medium', []],
    ['high', 'intensive', []],
    ['veryHigh', 'light', ['rnr.intensity:R1 light']],
    ['veryHigh', 'medium', ['rnr.intensity:R1 light']],
    ['veryHigh', 'intensive', []],
  ])('says of a risk that is %s and an intervention that is %s: %j', (level, intensity, expected) => {
    expect(concernsAfter(acting, agreedLevel('R1', level), action('A1', { ...whole, intensity }))).toEqual(expected);
  });

  it('judges all interventions on a risk together, by the heaviest', () => {
    const light = [agreedLevel('R1', 'high'), action('A1', { ...whole, intensity: 'light' })];
    expect(concernsAfter(acting, light)).toEqual(['rnr.intensity:R1 light']);
    expect(concernsAfter(acting, light, action('A2', { ...whole, intensity: 'intensive' }))).toEqual([]);
    const low = [agreedLevel('R1', 'low'), action('A1', { ...whole, intensity: 'light' })];
    expect(concernsAfter(acting, low, action('A2', { ...whole, intensity: 'intensive' }))).toEqual([
      'rnr.intensity:R1 heavy',
    ]);
  });

  it('counts an open intervention of an earlier conference in', () => {
    const before = [...acting, agreedLevel('R1', 'high'), action('A1', { ...whole, intensity: 'intensive' })];
    const now = [
      ...secondConference(),
      agreedLevel('R1', 'high'),
      action('A2', { ...whole, intensity: 'light', conference: 'c2' }),
    ];
    expect(concernsAfter(before, now)).toEqual([]);
    expect(concernsAfter(before, now, reviewed('A1', 'done'))).toEqual(['rnr.intensity:R1 light']);
  });

  it('never judges an information action', () => {
    const level = agreedLevel('R1', 'high');
    expect(concernsAfter(acting, level, action('A1', { ...whole, type: 'information', intensity: 'light' }))).toEqual(
      [],
    );
    expect(
      concernsAfter(
        acting,
        level,
        action('A1', { ...whole, intensity: 'light' }),
        action('A2', { ...whole, type: 'information', intensity: 'intensive' }),
      ),
    ).toEqual(['rnr.intensity:R1 light']);
  });

  it('judges a safety measure too', () => {
    const measure = action('A1', { ...whole, type: 'safetyMeasure', intensity: 'light' });
    expect(concernsAfter(acting, agreedLevel('R1', 'high'), measure)).toEqual(['rnr.intensity:R1 light']);
  });

  it('says nothing without a level, without an intervention or without an intensity', () => {
    expect(concernsAfter(acting, action('A1', { ...whole, intensity: 'light' }))).toEqual([]);
    expect(concernsAfter(acting, agreedLevel('R1', 'veryHigh'))).toEqual([]);
    expect(concernsAfter(acting, agreedLevel('R1', 'veryHigh'), action('A1', whole))).toEqual([]);
  });

  it('says nothing in a conference that did not speak about the risk', () => {
    const before = [...acting, agreedLevel('R1', 'high'), action('A1', { ...whole, intensity: 'light' })];
    expect(concernsAfter(before)).toEqual(['rnr.intensity:R1 light']);
    expect(concernsAfter(before, secondConference())).toEqual([]);
    expect(concernsAfter(before, secondConference(), agreedLevel('R1', 'high'))).toEqual(['rnr.intensity:R1 light']);
    const later = action('A2', { ...whole, intensity: 'light', conference: 'c2' });
    expect(concernsAfter(before, secondConference(), later)).toEqual(['rnr.intensity:R1 light']);
  });

  it.each([
    ['another level', agreedLevel('R1', 'moderate')],
    ['a heavier intervention', { type: 'ItemEdited', item: 'A1', changes: { intensity: 'intensive' } } as const],
    ['withdrawing the intervention', { type: 'ItemWithdrawn', item: 'A1' } as const],
    ['withdrawing the risk', { type: 'ItemWithdrawn', item: 'R1' } as const],
    ['taking the factor off the risk', { type: 'ItemEdited', item: 'F1', changes: { risks: [] } } as const],
  ])('has nothing to say any more after %s', (_what, mended) => {
    const light = [...acting, agreedLevel('R1', 'high'), action('A1', { ...whole, intensity: 'light' })];
    expect(concernsAfter(light)).toEqual(['rnr.intensity:R1 light']);
    expect(concernsAfter(light, mended)).toEqual([]);
  });
});

describe('the principle of need', () => {
  const bare = { fit: 'Vaste dag', effect: 'Rust in huis' } as const;

  it('asks for the factor of an intervention and of finding out', () => {
    expect(concernsAfter(acting, action('A1', bare))).toEqual(['need.factor:A1']);
    expect(concernsAfter(acting, action('A1', { ...bare, type: 'information' }))).toEqual(['need.factor:A1']);
  });

  it('is not content with a risk alone: a risk is what factors lead to', () => {
    expect(concernsAfter(acting, action('A1', { ...bare, risks: ['R1'] }))).toEqual(['need.factor:A1']);
  });

  it('asks nothing of a safety measure, which serves safety itself', () => {
    expect(concernsAfter(acting, action('A1', { ...bare, type: 'safetyMeasure' }))).toEqual([]);
  });

  it('holds for an action that was done before the conference closed: it is in the minutes', () => {
    expect(concernsAfter(acting, action('A1', bare), { type: 'ActionDone', action: 'A1' })).toEqual(['need.factor:A1']);
  });

  it('is about the actions of this conference', () => {
    expect(concernsAfter(acting, action('A1', bare), secondConference())).toEqual([]);
  });

  it('is met by naming a factor, and unmet again when that is withdrawn', () => {
    const named = { type: 'ItemEdited', item: 'A1', changes: { factors: ['F1'] } } as const;
    expect(concernsAfter(acting, action('A1', bare), named)).toEqual([]);
    expect(concernsAfter(acting, action('A1', bare), named, { type: 'ItemWithdrawn', item: 'F1' })).toEqual([
      'need.factor:A1',
    ]);
  });

  it('is met by making it a safety measure, or by withdrawing it', () => {
    const measure = { type: 'ItemEdited', item: 'A1', changes: { type: 'safetyMeasure' } } as const;
    expect(concernsAfter(acting, action('A1', bare), measure)).toEqual([]);
    expect(concernsAfter(acting, action('A1', bare), { type: 'ItemWithdrawn', item: 'A1' })).toEqual([]);
  });
});

describe('the principle of responsivity', () => {
  const unfit = { effect: 'Rust in huis', factors: ['F1'], risks: ['R1'] } as const;

  it('is asked once for the person, however many actions there are', () => {
    expect(concernsAfter(acting, action('A1', unfit), action('A2', unfit), action('A3', unfit))).toEqual(['rnr.fit']);
  });

  it('is met by what fits in any action, or by what the person asks for', () => {
    expect(concernsAfter(acting, action('A1', unfit), action('A2', { ...unfit, fit: 'Vaste dag' }))).toEqual([]);
    const considered = { type: 'ConsiderationsSet', kinds: ['intellectualDisability'] } as const;
    expect(concernsAfter(acting, action('A1', unfit), considered)).toEqual([]);
  });

  it('is known for good: a later conference does not ask again', () => {
    const before = [...acting, action('A1', { ...unfit, fit: 'Vaste dag' })];
    expect(concernsAfter(before, secondConference(), action('A2', { ...unfit, conference: 'c2' }))).toEqual([]);
  });

  it('is not asked again after a reason in an earlier conference, and is after none', () => {
    const raised = {
      type: 'WarningRaised',
      warning: { id: 'W1', code: 'rnr.fit', conference: 'c1' },
    } as const;
    const later = [...secondConference(), action('A2', { ...unfit, conference: 'c2' })];
    expect(concernsAfter(acting, action('A1', unfit), raised, later)).toEqual(['rnr.fit']);
    const reason = { type: 'WarningOverridden', warning: 'W1', reason: 'Nog niet gesproken' } as const;
    expect(concernsAfter(acting, action('A1', unfit), raised, reason, later)).toEqual([]);
    expect(concernsAfter(acting, action('A1', unfit), raised, reason)).toEqual(['rnr.fit']);
  });

  it('is not asked of measures or of finding out', () => {
    expect(concernsAfter(acting, action('A1', { ...unfit, type: 'information' }))).toEqual([]);
    expect(concernsAfter(acting, action('A1', { ...unfit, type: 'safetyMeasure' }))).toEqual([]);
  });

  it('is not asked in a spoed, and is when the conference goes back to its usual path', () => {
    const inDanger = [...tableOf({ urgent: true }), risk('R1'), factor('F1'), action('A1', unfit)];
    expect(concernsAfter(inDanger)).toEqual([]);
    expect(concernsAfter(inDanger, urgent(false, 30))).toEqual(['rnr.fit']);
  });
});
