import { describe, expect, it } from 'vitest';
import type { SetCaseDirector } from '../../../src/domain/steps/opening.ts';
import { idOf } from '../../support/domain-people.ts';
import { by, conferenceAfter, given } from '../../support/given.ts';
import { noteTaker, table } from '../../support/history.ts';

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

describe('the case director', () => {
  const ggz = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
  const set = (more: Partial<SetCaseDirector>): SetCaseDirector => ({ verb: 'conference.setCaseDirector', ...more });

  it('is somebody at the table', () => {
    given(table())
      .when(set({ director: { person: idOf('behandelaar') } }), by('procesregisseur'))
      .thenEvents({ type: 'CaseDirectorSet', director: ggz });
  });

  it('may be somebody outside the chat, by function and organisation', () => {
    const director = { name: 'Jeugdbeschermer', organisation: 'Jeugdbescherming' };
    given(table()).when(set({ director }), by('procesregisseur')).thenEvents({ type: 'CaseDirectorSet', director });
  });

  it('needs a reason when nobody is', () => {
    given(table()).when(set({}), by('procesregisseur')).thenRefused('required:director');
    given(table())
      .when(set({ reason: 'Nog in overleg' }), by('procesregisseur'))
      .thenEvents({ type: 'CaseDirectorSet', reason: 'Nog in overleg' });
  });

  it('takes away the reason for nobody once there is one, and the other way round', () => {
    const nobody = { type: 'CaseDirectorSet', reason: 'Nog in overleg' } as const;
    const somebody = { type: 'CaseDirectorSet', director: ggz } as const;
    expect(conferenceAfter(table(), nobody, somebody)).not.toHaveProperty('caseDirectorReason');
    expect(conferenceAfter(table(), somebody, nobody)).not.toHaveProperty('caseDirector');
  });

  it('is no event when it was so already', () => {
    given(table(), { type: 'CaseDirectorSet', director: ggz })
      .when(set({ director: { person: idOf('behandelaar') } }), by('procesregisseur'))
      .thenNothing();
    given(table(), { type: 'CaseDirectorSet', reason: 'Nog in overleg' })
      .when(set({ reason: 'Nog in overleg' }), by('procesregisseur'))
      .thenNothing();
  });

  it('is not an id that is nobody in the chat', () => {
    given(table())
      .when(set({ director: { person: 'id-nobody' } }), by('procesregisseur'))
      .thenRefused('notParticipant:director');
  });

  it('is named by the chair alone', () => {
    given(table(), noteTaker())
      .when(set({ director: { person: idOf('behandelaar') } }), by('notulist'))
      .thenRefused('notChair');
  });
});

describe('the note-taker', () => {
  it('is named by the chair, from the chat', () => {
    given(table())
      .when({ verb: 'conference.setNoteTaker', noteTaker: { person: idOf('notulist') } }, by('procesregisseur'))
      .thenEvents(noteTaker());
  });

  it('is no event for the same person again', () => {
    given(table(), noteTaker())
      .when({ verb: 'conference.setNoteTaker', noteTaker: { person: idOf('notulist') } }, by('procesregisseur'))
      .thenNothing();
  });

  it('can not be somebody who is not in the chat', () => {
    given(table())
      .when(
        { verb: 'conference.setNoteTaker', noteTaker: { name: 'Secretaris', organisation: 'Gemeente' } },
        by('procesregisseur'),
      )
      .thenRefused('notParticipant:noteTaker');
  });

  it('is not named by anybody else', () => {
    given(table())
      .when({ verb: 'conference.setNoteTaker', noteTaker: { person: idOf('wijkagent') } }, by('wijkagent'))
      .thenRefused('notChair');
  });
});

describe('everything but opening', () => {
  it('is unknown for a case that does not exist', () => {
    given().when({ verb: 'step.next' }, by('procesregisseur')).thenRefused('unknown');
  });

  it('is unknown for a conference that is not of this case', () => {
    given(table())
      .when({ verb: 'step.next' }, by('procesregisseur', { conference: 'c9' }))
      .thenRefused('unknown');
  });
});
