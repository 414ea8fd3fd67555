import { describe, expect, it } from 'vitest';
import type { OpenableStep, Phase } from '../../src/domain/agenda.ts';
import type { EventBody } from '../../src/domain/events.ts';
import type { OpenStep } from '../../src/domain/moving.ts';
import { by, conferenceAfter, given } from '../support/given.ts';
import {
  agreedScore,
  closed,
  noteTaker,
  phase,
  revealed,
  risk,
  scored,
  subject,
  table,
  tableOf,
} from '../support/history.ts';

const open = (step: OpenableStep, reason?: string): OpenStep => ({
  verb: 'step.open',
  step,
  ...(reason !== undefined && { reason }),
});
const opens = (step: OpenableStep, reason?: string): EventBody => ({
  type: 'StepOpened',
  step,
  ...(reason !== undefined && { reason }),
});
const chair = by('procesregisseur');
const unsafe = [
  ...tableOf({ approach: 'MDA++' }),
  subject('P1'),
  phase('safety.score'),
  scored('wijkagent', 'P1', 4),
  ...revealed('safety.score'),
  agreedScore('P1', 5),
  phase('actions', 'safety.revealed'),
];

describe('opening a step that is off', () => {
  it.each<[OpenableStep, Phase]>([
    ['safety', 'safety.score'],
    ['monitor', 'monitor'],
    ['scenarios', 'scenarios'],
  ])('turns %s on and goes to %s', (step, first) => {
    given(table(), phase('risks.raise')).when(open(step), chair).thenEvents(opens(step), phase(first, 'risks.raise'));
  });

  it('is only going there when it is on already, by the approach or opened before', () => {
    given(tableOf({ approach: 'MDA++' }))
      .when(open('safety'), chair)
      .thenEvents(phase('safety.score'));
    given(table(), opens('monitor')).when(open('monitor'), chair).thenEvents(phase('monitor'));
    given(table(), phase('actions')).when(open('risks'), chair).thenEvents(phase('risks.raise', 'actions'));
  });

  it('is nothing where one is already', () => {
    given(table(), phase('actions')).when(open('actions'), chair).thenNothing();
  });

  it('leads to the results when they were revealed', () => {
    const history = [...table(), opens('safety'), phase('safety.score'), ...revealed('safety.score'), phase('actions')];
    given(history).when(open('safety'), chair).thenEvents(phase('safety.revealed', 'actions'));
  });

  it('records what was left without a reveal on the way forward, and nothing on the way back', () => {
    const rating = [...table(), phase('risks.rate')];
    given(rating).when(open('scenarios'), chair).thenEvents(opens('scenarios'), {
      type: 'PhaseEntered',
      phase: 'scenarios',
      from: 'risks.rate',
      skippedReveal: true,
    });
    given(rating).when(open('monitor'), chair).thenEvents(opens('monitor'), phase('monitor', 'risks.rate'));
  });

  it('is for the chair of an open conference, in the phase of the card', () => {
    given(table(), noteTaker()).when(open('monitor'), by('notulist')).thenRefused('notChair');
    given(table(), closed()).when(open('monitor'), chair).thenRefused('closed');
    given(table(), phase('actions'))
      .when(open('monitor'), by('procesregisseur', { renderedFor: 'opening' }))
      .thenRefused('alreadyHappened');
  });

  it('is not offered for a scale that is all scoring when information is only shared', () => {
    given(tableOf({ approach: 'MDA++' }), { type: 'GoalSet', purpose: 'shareInformation' })
      .when(open('safety'), chair)
      .thenRefused('notOffered:step');
  });
});

describe('while somebody is under 6', () => {
  it.each<OpenableStep>(['risks', 'topThree'])('%s opens with a reason, which is kept', step => {
    given(unsafe).when(open(step), chair).thenRefused('reasonNeeded:reason');
    given(unsafe)
      .when(open(step, 'Rapport ligt klaar'), chair)
      .thenEvents(
        opens(step, 'Rapport ligt klaar'),
        phase(step === 'risks' ? 'risks.raise' : 'topThree.raise', 'actions'),
      );
    expect(conferenceAfter(unsafe, opens(step, 'Rapport ligt klaar')).openedSteps).toStrictEqual([
      { step, reason: 'Rapport ligt klaar' },
    ]);
  });

  it('the reason is asked once', () => {
    given(unsafe, opens('risks', 'Rapport'), risk('R1'))
      .when(open('risks'), chair)
      .thenEvents(phase('risks.raise', 'actions'));
    // The top three comes with the risks.
    given(unsafe, opens('risks', 'Rapport'))
      .when(open('topThree'), chair)
      .thenEvents(phase('topThree.raise', 'actions'));
  });

  it('scenarios and the monitor need none', () => {
    given(unsafe).when(open('monitor'), chair).thenEvents(opens('monitor'), phase('monitor', 'actions'));
    given(unsafe).when(open('scenarios'), chair).thenEvents(opens('scenarios'), phase('scenarios', 'actions'));
  });

  it('what was opened when all were safe needs a reason now', () => {
    const laterUnsafe = [...tableOf({ approach: 'MDA++' }), subject('P1'), phase('risks.raise'), agreedScore('P1', 5)];
    given(laterUnsafe).when(open('risks'), chair).thenRefused('reasonNeeded:reason');
  });
});
