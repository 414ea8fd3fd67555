import { describe, expect, it } from 'vitest';
import { agendaOf, firstPhaseOf, isUnderSix, stepsOf } from '../../src/domain/agenda.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { conferenceAfter, type History } from '../support/given.ts';
import {
  agreedScore,
  opened,
  phase,
  revealed,
  secondConference,
  subject,
  tableOf,
  urgent,
} from '../support/history.ts';

const steps = (...history: History) => stepsOf(conferenceAfter(...history)).join(' ');
const sharing: EventBody = { type: 'GoalSet', purpose: 'shareInformation' };
const stepOpened = (step: 'safety' | 'monitor' | 'risks' | 'topThree' | 'scenarios'): EventBody => ({
  type: 'StepOpened',
  step,
});

describe('the steps of a conference', () => {
  it.each([
    ['Top X', 'opening risks topThree actions closing'],
    ['Top X Jeugd', 'opening risks topThree actions closing'],
    ['Top X OGG', 'opening risks topThree actions scenarios closing'],
    ['Levensloopaanpak', 'opening risks topThree actions closing'],
    ['MDA++', 'opening safety risks topThree actions closing'],
    ['Radicalisering en polarisatie', 'opening risks topThree actions closing'],
  ])('of %s are %s, with the look-back in second place when actions come back', (approach, expected) => {
    expect(steps(tableOf({ approach }))).toBe(expected);
    expect(steps(tableOf({ approach, carriedActions: ['A1'] }))).toBe(expected.replace('opening', 'opening lookBack'));
  });

  it('are those that it opened with, also when the house changes its approaches since', () => {
    expect(steps(tableOf({ steps: ['opening', 'actions', 'closing'] }))).toBe('opening actions closing');
  });

  it('are more when the chair opens them, each in its own place', () => {
    expect(steps(tableOf({}), stepOpened('scenarios'), stepOpened('monitor'), stepOpened('safety'))).toBe(
      'opening safety monitor risks topThree actions scenarios closing',
    );
  });

  it('take up what the spoed before it skipped', () => {
    expect(steps(tableOf({ resumedSteps: ['safety', 'topThree'] }))).toBe(
      'opening safety risks topThree actions closing',
    );
  });
});

describe('spoed', () => {
  it('has three steps, whatever the approach and whatever came back', () => {
    for (const { name } of usualApproaches)
      expect(steps(tableOf({ approach: name, urgent: true, carriedActions: ['A1'], resumedSteps: ['safety'] }))).toBe(
        'risks actions closing',
      );
  });

  it('asks for one risk, one level and measures: five phases', () => {
    expect(agendaOf(conferenceAfter(tableOf({ urgent: true })))).toEqual([
      'risks.raise',
      'risks.rate',
      'risks.revealed',
      'actions',
      'closing',
    ]);
  });

  it('keeps what the chair opens in it, and comes before under 6 and before sharing only', () => {
    const unsafe = [...tableOf({ approach: 'MDA++' }), subject('P1'), agreedScore('P1', 5)];
    expect(steps(unsafe, urgent())).toBe('risks actions closing');
    expect(steps(tableOf({}), urgent(), stepOpened('safety'))).toBe('safety risks actions closing');
    expect(steps(tableOf({}), stepOpened('safety'), urgent())).toBe('risks actions closing');
    expect(agendaOf(conferenceAfter(tableOf({}), sharing, urgent()))).toContain('risks.rate');
  });

  it('starts in its first phase', () => {
    expect(
      conferenceAfter([{ type: 'CaseOpened', code: 'ZVH-2026-002', approach: 'Top X' }, opened({ urgent: true })]),
    ).toMatchObject({ phase: 'risks.raise', stepEntries: [{ step: 'risks' }] });
  });
});

describe('under 6', () => {
  const unsafe = (score: number) => [
    ...tableOf({ approach: 'MDA++', carriedActions: ['A1'] }),
    subject('P1'),
    subject('P2'),
    agreedScore('P2', 8),
    agreedScore('P1', score),
  ];

  it('leaves the safety plan: ground requirements, measures and closing', () => {
    expect(steps(unsafe(5))).toBe('opening lookBack safety actions closing');
    expect(steps(unsafe(6))).toBe('opening lookBack safety risks topThree actions closing');
  });

  it('is over when the number is', () => {
    expect(steps(unsafe(5), agreedScore('P1', 6))).toBe('opening lookBack safety risks topThree actions closing');
  });

  it('is by what this conference agreed, not by what somebody scored', () => {
    expect(isUnderSix(conferenceAfter(unsafe(5)))).toBe(true);
    expect(isUnderSix(conferenceAfter(unsafe(5), secondConference({ approach: 'MDA++' })))).toBe(false);
  });

  it('leaves out scenarios and what a spoed skipped too', () => {
    const ogg = [...tableOf({ approach: 'Top X OGG', resumedSteps: ['topThree'] }), stepOpened('safety')];
    expect(steps(ogg, subject('P1'), agreedScore('P1', 2))).toBe('opening safety actions closing');
  });

  it('gets risks and top three back together when the chair opens the risks, or the top three alone', () => {
    expect(steps(unsafe(5), stepOpened('risks'))).toBe('opening lookBack safety risks topThree actions closing');
    expect(steps(unsafe(5), stepOpened('topThree'))).toBe('opening lookBack safety topThree actions closing');
    expect(steps(unsafe(5), stepOpened('scenarios'))).toBe('opening lookBack safety actions scenarios closing');
  });
});

describe('sharing information only', () => {
  it.each([
    ['Top X', 'opening risks.raise topThree.raise actions closing'],
    ['Top X OGG', 'opening risks.raise topThree.raise actions scenarios closing'],
    ['MDA++', 'opening risks.raise topThree.raise actions closing'],
  ])('asks %s for %s: nothing is scored, rated or voted', (approach, phases) => {
    expect(agendaOf(conferenceAfter(tableOf({ approach }), sharing)).join(' ')).toBe(phases);
  });
});

describe('the first phase of a step', () => {
  it('is the results when its round was revealed', () => {
    const rated = [...tableOf({ approach: 'MDA++' }), phase('safety.score')];
    expect(firstPhaseOf(conferenceAfter(rated), 'safety')).toBe('safety.score');
    expect(firstPhaseOf(conferenceAfter(rated, revealed('safety.score')), 'safety')).toBe('safety.revealed');
  });

  it('is none of a step that is not on the agenda, or that has only votes when information is shared', () => {
    expect(firstPhaseOf(conferenceAfter(tableOf({})), 'safety')).toBeUndefined();
    expect(firstPhaseOf(conferenceAfter(tableOf({ approach: 'MDA++' }), sharing), 'safety')).toBeUndefined();
  });
});
