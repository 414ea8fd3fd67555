import { describe, expect, it } from 'vitest';
import { approaches } from '../../../src/domain/approaches.ts';
import type { DecisionContext } from '../../../src/domain/commands.ts';
import type { JoinConference, OpenConference, SetCaseDirector } from '../../../src/domain/steps/opening.ts';
import { actor, idOf, newcomer, type Seat } from '../../support/domain-people.ts';
import { by, conferenceAfter, given } from '../../support/given.ts';
import { caseOpened, closed, code, conversation, joined, noteTaker, opened, table } from '../../support/history.ts';

const start: OpenConference = { verb: 'conference.open', case: code, approach: 'Top X OGG' };

function starting(who: Seat | DecisionContext['actor'], more: Partial<NonNullable<DecisionContext['opening']>> = {}) {
  const opening = { conferenceId: 'c2', conversation, processDirectors: [], ...more };
  const { conference: _none, ...context } = by(who, { opening });
  return context;
}

describe('opening a case', () => {
  it('makes whoever starts the chair, with the steps and the minutes of the approach', () => {
    given()
      .when(start, starting(newcomer('procesregisseur')))
      .thenEvents(
        { type: 'CaseOpened', code, approach: 'Top X OGG' },
        {
          type: 'ConferenceOpened',
          conference: 'c2',
          number: 1,
          conversation,
          chair: idOf('procesregisseur'),
          chairName: 'procesregisseur',
          approach: 'Top X OGG',
          minutesAvailable: 30,
          urgent: false,
          steps: approaches['Top X OGG'].steps,
        },
      );
  });

  it('takes the minutes and the urgency that the form gives', () => {
    given()
      .when({ ...start, minutes: 45, urgent: true }, starting(newcomer('procesregisseur')))
      .thenEvents(caseOpened(), opened({ conference: 'c2', minutesAvailable: 45, urgent: true }));
  });

  it('takes the minutes of an approach that needs longer', () => {
    given()
      .when({ ...start, approach: 'MDA++' }, starting(newcomer('procesregisseur')))
      .thenEvents(
        caseOpened('MDA++'),
        opened({
          conference: 'c2',
          approach: 'MDA++',
          minutesAvailable: 45,
          steps: approaches['MDA++'].steps,
        }),
      );
  });

  it('puts a chair whose organisation is known at the table at once', () => {
    given()
      .when(start, starting('procesregisseur'))
      .thenEvents(caseOpened(), opened({ conference: 'c2' }), joined('procesregisseur'));
  });

  it('asks for the approach of a case that is new', () => {
    given().when({ verb: 'conference.open', case: code }, starting('procesregisseur')).thenRefused('approach:approach');
  });

  it('is only understood from a chat', () => {
    given().when(start, by('procesregisseur')).thenRefused('notUnderstood');
  });
});

describe('opening a case that exists', () => {
  const again: OpenConference = { verb: 'conference.open', case: code };
  const before = [...table('procesregisseur', 'wijkagent'), closed()];

  it('numbers on and keeps the approach', () => {
    given(before)
      .when(again, starting('procesregisseur'))
      .thenEvents(opened({ conference: 'c2', number: 2 }), joined('procesregisseur'));
  });

  it('follows another approach when the form names one', () => {
    given(before)
      .when({ ...again, approach: 'Top X' }, starting('procesregisseur'))
      .thenEvents(opened({ conference: 'c2', number: 2, approach: 'Top X' }), joined('procesregisseur'));
  });

  it('is for a former participant, who is then the chair', () => {
    given(before)
      .when(again, starting('wijkagent'))
      .thenEvents(
        opened({ conference: 'c2', number: 2, chair: idOf('wijkagent'), chairName: 'wijkagent' }),
        joined('wijkagent'),
      );
  });

  it('remembers the organisation of a former participant', () => {
    given(before)
      .when(again, starting(newcomer('wijkagent')))
      .thenEvents(
        opened({ conference: 'c2', number: 2, chair: idOf('wijkagent'), chairName: 'wijkagent' }),
        joined('wijkagent'),
      );
  });

  it('is for its former chair, also one who never joined', () => {
    given([caseOpened(), opened(), closed()])
      .when(again, starting(newcomer('procesregisseur')))
      .thenEvents(opened({ conference: 'c2', number: 2 }));
  });

  it('is for its case director, also one who never joined', () => {
    const director = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
    given(table('procesregisseur'), { type: 'CaseDirectorSet', director }, closed())
      .when(again, starting('behandelaar'))
      .thenEvents(
        opened({ conference: 'c2', number: 2, chair: idOf('behandelaar'), chairName: 'behandelaar' }),
        joined('behandelaar'),
      );
  });

  it('is for a process director of the house', () => {
    given(before)
      .when(again, starting('notulist', { processDirectors: [idOf('notulist')] }))
      .thenEvents(
        opened({ conference: 'c2', number: 2, chair: idOf('notulist'), chairName: 'notulist' }),
        joined('notulist'),
      );
  });

  it('answers an outsider as if the code were unknown', () => {
    given(before).when(again, starting('reclasseerder')).thenRefused('unknown:case');
  });

  it('answers an outsider the same while a conference is open on it', () => {
    given(table('procesregisseur', 'wijkagent'))
      .when(again, starting('reclasseerder', { conversation: 'chat-2' }))
      .thenRefused('unknown:case');
  });

  it('is refused while a conference on it is open in this chat', () => {
    given(table()).when(start, starting('procesregisseur')).thenRefused('conferenceOpenHere:case');
  });

  it('is refused while a conference on it is open in another chat', () => {
    given(table())
      .when(start, starting('procesregisseur', { conversation: 'chat-2' }))
      .thenRefused('conferenceOpenElsewhere:case');
  });
});

describe('joining', () => {
  const politie: JoinConference = { verb: 'conference.join', organisation: 'Politie', role: 'wijkagent' };

  it('puts somebody on the list with organisation and role', () => {
    given(table('procesregisseur'))
      .when(politie, by(newcomer('wijkagent')))
      .thenEvents(joined('wijkagent', { role: 'wijkagent' }));
  });

  it('follows the spelling of the organisation that is at the table already', () => {
    given(table('procesregisseur', 'rechercheur'))
      .when({ verb: 'conference.join', organisation: ' politie ' }, by(newcomer('wijkagent')))
      .thenEvents(joined('wijkagent', { organisation: 'Politie' }));
  });

  it('happens once for the same organisation and role', () => {
    given(table('procesregisseur'), joined('wijkagent', { role: 'wijkagent' }))
      .when(politie, by('wijkagent'))
      .thenNothing();
  });

  it('keeps the role when only the organisation is given again', () => {
    given(table('procesregisseur'), joined('wijkagent', { role: 'wijkagent' }))
      .when({ verb: 'conference.join', organisation: 'Politie' }, by('wijkagent'))
      .thenNothing();
  });

  it('replaces what was said before, in the same place', () => {
    const history = [...table('procesregisseur', 'wijkagent', 'behandelaar')];
    const { decision } = given(history).when(
      { verb: 'conference.join', organisation: 'Openbaar Ministerie' },
      by('wijkagent'),
    );
    expect(decision.kind).toBe('accepted');
    const after = conferenceAfter(history, decision.kind === 'accepted' ? decision.events : []);
    expect(after.attendees.map(({ name, organisation }) => [name, organisation])).toEqual([
      ['procesregisseur', 'Zorg- en Veiligheidshuis'],
      ['wijkagent', 'Openbaar Ministerie'],
      ['behandelaar', 'GGZ'],
    ]);
  });

  it('is done for others by the chair, who is named with it', () => {
    given(table('procesregisseur'))
      .when(politie, by('procesregisseur', { onBehalfOf: { person: idOf('wijkagent') } }))
      .thenEvents({ ...joined('wijkagent', { role: 'wijkagent' }), recordedBy: idOf('procesregisseur') });
  });

  it('is done for others by the note-taker', () => {
    given(table('procesregisseur'), noteTaker())
      .when(politie, by('notulist', { onBehalfOf: { person: idOf('wijkagent') } }))
      .thenEvents({ ...joined('wijkagent', { role: 'wijkagent' }), recordedBy: idOf('notulist') });
  });

  it('is not done for others by anybody else', () => {
    given(table('procesregisseur', 'behandelaar'))
      .when(politie, by('behandelaar', { onBehalfOf: { person: idOf('wijkagent') } }))
      .thenRefused('notForOthers:for');
  });

  it('takes somebody who is not in the chat, by function and organisation', () => {
    const onBehalfOf = { name: 'Buurtbemiddelaar', organisation: 'Gemeente' };
    given(table('procesregisseur'))
      .when({ verb: 'conference.join', organisation: 'Gemeente' }, by('procesregisseur', { onBehalfOf }))
      .thenEvents({
        type: 'ParticipantJoined',
        participant: { person: 'x:buurtbemiddelaar|gemeente', name: 'Buurtbemiddelaar', organisation: 'Gemeente' },
        recordedBy: idOf('procesregisseur'),
      });
  });

  it('does not know an id that is nobody in the chat', () => {
    given(table('procesregisseur'))
      .when(politie, by('procesregisseur', { onBehalfOf: { person: 'id-nobody' } }))
      .thenRefused('notParticipant:for');
  });

  it('is over when the conference is closed', () => {
    given(table(), closed()).when(politie, by('wijkagent')).thenRefused('closed');
  });
});

describe('the first contribution of somebody who has not joined', () => {
  const raise = { verb: 'risk.raise', what: 'Geweld op straat' } as const;

  it('asks for the organisation first', () => {
    given(table('procesregisseur'))
      .when(raise, by(newcomer('wijkagent')))
      .thenRefused('joinFirst');
  });

  it('joins on the way when the organisation is known, in the same decision', () => {
    given(table('procesregisseur'))
      .when(raise, by({ ...actor('wijkagent'), role: 'wijkagent' }))
      .thenEvents(joined('wijkagent', { role: 'wijkagent' }), {
        type: 'RiskRaised',
        risk: { id: 'R1', what: 'Geweld op straat', by: { person: idOf('wijkagent'), organisation: 'Politie' } },
      });
  });

  it('joins under the spelling that is at the table already', () => {
    given(table('procesregisseur', 'rechercheur'))
      .when(raise, by({ ...newcomer('wijkagent'), organisation: 'POLITIE' }))
      .thenEvents(joined('wijkagent'), {
        type: 'RiskRaised',
        risk: { id: 'R1', what: 'Geweld op straat', by: { person: idOf('wijkagent'), organisation: 'Politie' } },
      });
  });

  it('keeps the organisation of joining when the profile says something else', () => {
    given(table('procesregisseur', 'wijkagent'))
      .when(raise, by({ ...newcomer('wijkagent'), organisation: 'Gemeente' }))
      .thenEvents({
        type: 'RiskRaised',
        risk: { id: 'R1', what: 'Geweld op straat', by: { person: idOf('wijkagent'), organisation: 'Politie' } },
      });
  });
});

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
