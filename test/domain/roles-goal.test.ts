import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import { by, conferenceAfter, given } from '../support/given.ts';
import { closed, phase, table, tableOf } from '../support/history.ts';

describe('goal and purpose', () => {
  it('are set by the chair; what is left out stays', () => {
    given(table())
      .when({ verb: 'conference.setGoal', goal: 'Gedeeld beeld' }, by('procesregisseur'))
      .thenEvents({ type: 'GoalSet', purpose: 'riskManagement', goal: 'Gedeeld beeld' });
    given(table(), { type: 'GoalSet', purpose: 'riskManagement', goal: 'Gedeeld beeld' })
      .when({ verb: 'conference.setGoal', purpose: 'shareInformation' }, by('procesregisseur'))
      .thenEvents({ type: 'GoalSet', purpose: 'shareInformation', goal: 'Gedeeld beeld' });
  });

  it('are no event when they were so already', () => {
    given(table(), { type: 'GoalSet', purpose: 'riskManagement', goal: 'Gedeeld beeld' })
      .when({ verb: 'conference.setGoal', purpose: 'riskManagement', goal: 'Gedeeld beeld' }, by('procesregisseur'))
      .thenNothing();
  });

  it('are for the chair alone, and the refusal says who that is', () => {
    const { decision } = given(table()).when({ verb: 'conference.setGoal', goal: 'Anders' }, by('wijkagent'));
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'notChair', values: { chair: 'procesregisseur' } }],
    });
  });
});

describe('sharing information only', () => {
  const share = { verb: 'conference.setGoal', purpose: 'shareInformation' } as const;
  const set = { type: 'GoalSet', purpose: 'shareInformation' } as const;

  it.each<[Phase, Phase]>([
    ['safety.score', 'risks.raise'],
    ['safety.revealed', 'risks.raise'],
    ['risks.rate', 'topThree.raise'],
    ['risks.revealed', 'topThree.raise'],
    ['topThree.vote', 'actions'],
    ['topThree.revealed', 'actions'],
  ])('goes on from %s, which is all votes, to %s', (from, to) => {
    const skipped = from === 'safety.score' || from === 'risks.rate' || from === 'topThree.vote';
    given(tableOf({ approach: 'MDA++' }), phase(from))
      .when(share, by('procesregisseur'))
      .thenEvents(set, { type: 'PhaseEntered', phase: to, from, ...(skipped && { skippedReveal: true as const }) });
  });

  it.each<Phase>(['opening', 'risks.raise', 'topThree.raise', 'actions', 'closing'])('stays in %s', from => {
    given(table(), phase(from)).when(share, by('procesregisseur')).thenEvents(set);
  });

  it('gets to closing in four steps, without a reveal, and closes without a top three', () => {
    const walk = ['risks.raise', 'topThree.raise', 'actions', 'closing'] as const;
    const history = walk.flatMap((to, index) => phase(to, walk[index - 1]));
    for (const [index, to] of walk.entries())
      given(table(), set, history.slice(0, index))
        .when({ verb: 'step.next' }, by('procesregisseur'))
        .thenEvents(phase(to, walk[index - 1]));
    given(table(), set, history).when({ verb: 'conference.close' }, by('procesregisseur')).thenEvents(closed());
  });

  it('has votes again when the aim is managing risk after all', () => {
    given(table(), set, phase('topThree.raise'))
      .when({ verb: 'conference.setGoal', purpose: 'riskManagement' }, by('procesregisseur'))
      .thenEvents({ type: 'GoalSet', purpose: 'riskManagement' });
    given(table(), set, { type: 'GoalSet', purpose: 'riskManagement' }, phase('topThree.raise'))
      .when({ verb: 'step.next' }, by('procesregisseur'))
      .thenEvents(phase('topThree.vote', 'topThree.raise'));
  });
});

describe('the kind of meeting', () => {
  const consultation = {
    type: 'MeetingKindSet',
    meetingKind: 'Consultatieteam',
    expectedOrganisations: ['Veilig Thuis', 'Politie', 'Openbaar Ministerie', 'GGZ', 'Ervaringsdeskundige'],
  } as const;
  const set = (meetingKind: string) => ({ verb: 'conference.setGoal', meetingKind }) as const;
  const violence = tableOf({ approach: 'MDA++' });

  it('is the usual one of the approach, and has its own table', () => {
    expect(conferenceAfter(violence).meetingKind).toBe('Interventieteam');
    given(violence).when(set('Consultatieteam'), by('procesregisseur')).thenEvents(consultation);
    expect(conferenceAfter(violence, consultation)).toMatchObject({
      meetingKind: 'Consultatieteam',
      expectedOrganisations: consultation.expectedOrganisations,
    });
  });

  it('may be set along with the goal', () => {
    given(violence)
      .when({ ...set('Consultatieteam'), goal: 'Analyse' }, by('procesregisseur'))
      .thenEvents({ type: 'GoalSet', purpose: 'riskManagement', goal: 'Analyse' }, consultation);
  });

  it('is one of the approach, and no event when it is so already', () => {
    given(violence).when(set('Borrel'), by('procesregisseur')).thenRefused('notOffered:meetingKind');
    given(table()).when(set('Consultatieteam'), by('procesregisseur')).thenRefused('notOffered:meetingKind');
    given(violence).when(set('Interventieteam'), by('procesregisseur')).thenNothing();
  });
});
