import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import { type CarePhase, carePhases, processPhases } from '../../src/domain/values.ts';
import { by, given, stateAfter } from '../support/given.ts';
import { agreedScore, closed, noteTaker, secondConference, subject, table, tableOf } from '../support/history.ts';

const chair = by('procesregisseur');

describe('the phase of the process', () => {
  it('starts with the analysis, and is moved by the chair to any other', () => {
    expect(stateAfter(table()).processPhase).toBe('analysis');
    for (const phase of processPhases.filter(one => one !== 'analysis')) {
      given(table()).when({ verb: 'case.setPhase', phase }, chair).thenEvents({ type: 'ProcessPhaseSet', phase });
      expect(stateAfter(table(), { type: 'ProcessPhaseSet', phase }).processPhase).toBe(phase);
    }
  });

  it('is no event when it is so already', () => {
    given(table()).when({ verb: 'case.setPhase', phase: 'analysis' }, chair).thenNothing();
  });

  it('is for the chair alone, before closing', () => {
    given(table(), noteTaker())
      .when({ verb: 'case.setPhase', phase: 'triage' }, by('notulist'))
      .thenRefused('notChair');
    given(table(), closed()).when({ verb: 'case.setPhase', phase: 'triage' }, chair).thenRefused('closed');
  });
});

describe('the phase of care for violence at home', () => {
  const move = (phase: CarePhase, reason?: string) =>
    ({ verb: 'case.setCarePhase', phase, ...(reason !== undefined && { reason }) }) as const;
  const moved = (phase: CarePhase, reason?: string): EventBody => ({
    type: 'CarePhaseSet',
    phase,
    ...(reason !== undefined && { reason }),
  });
  const violence = [...tableOf({ approach: 'MDA++' }), subject('P1'), subject('P2')];
  const safe = [...violence, agreedScore('P1', 6), agreedScore('P2', 7)];
  const unsafe = [...violence, agreedScore('P1', 5), agreedScore('P2', 7)];

  it('moves by decision of the chair', () => {
    for (const phase of carePhases) given(safe).when(move(phase), chair).thenEvents(moved(phase));
    given(safe, noteTaker()).when(move('carePlan'), by('notulist')).thenRefused('notChair');
    given(safe, closed()).when(move('carePlan'), chair).thenRefused('closed');
  });

  it.each<CarePhase>(['safetyPlan', 'investigation'])('is %s without more as long as no 6 is secured', phase => {
    given(unsafe).when(move(phase), chair).thenEvents(moved(phase));
  });

  it.each<CarePhase>(['carePlan', 'recoveryPlan', 'stabilisation', 'futurePlan'])(
    'is %s with a reason only as long as no 6 is secured',
    phase => {
      given(unsafe).when(move(phase), chair).thenRefused('reasonNeeded:reason');
      given(unsafe).when(move(phase, 'Opname loopt'), chair).thenEvents(moved(phase, 'Opname loopt'));
      // Nobody agreed on a number for P2: no 6 is secured either.
      given(violence, agreedScore('P1', 8)).when(move(phase), chair).thenRefused('reasonNeeded:reason');
    },
  );

  it('goes by the number that was agreed last, also in an earlier conference', () => {
    const next = secondConference({ approach: 'MDA++' });
    const here = by('procesregisseur', { conference: 'c2' });
    given(unsafe, next).when(move('carePlan'), here).thenRefused('reasonNeeded:reason');
    given(unsafe, next, agreedScore('P1', 6)).when(move('carePlan'), here).thenEvents(moved('carePlan'));
    given(safe, next).when(move('carePlan'), here).thenEvents(moved('carePlan'));
  });

  it('asks nothing when nobody is at risk', () => {
    given(table()).when(move('futurePlan'), chair).thenEvents(moved('futurePlan'));
  });

  it('keeps the reason with it, and drops it with the next one', () => {
    expect(stateAfter(unsafe, moved('carePlan', 'Opname loopt'))).toMatchObject({
      carePhase: 'carePlan',
      carePhaseReason: 'Opname loopt',
    });
    expect(stateAfter(unsafe, moved('carePlan', 'Opname loopt'), moved('safetyPlan'))).not.toHaveProperty(
      'carePhaseReason',
    );
  });

  it('is no event when it is so already', () => {
    given(safe, moved('carePlan')).when(move('carePlan'), chair).thenNothing();
    given(unsafe, moved('carePlan', 'Opname loopt')).when(move('carePlan', 'Opname loopt'), chair).thenNothing();
    given(safe, moved('carePlan'))
      .when(move('carePlan', 'Nu met reden'), chair)
      .thenEvents(moved('carePlan', 'Nu met reden'));
  });
});
