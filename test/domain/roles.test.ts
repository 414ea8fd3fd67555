import { describe, expect, it } from 'vitest';
import type { Command, PersonChoice } from '../../src/domain/commands.ts';
import type { SetCaseDirector } from '../../src/domain/roles.ts';
import { idOf, type Seat } from '../support/domain-people.ts';
import { by, conferenceAfter, given } from '../support/given.ts';
import { adopted, closed, noteTaker, phase, rated, risk, secondConference, table } from '../support/history.ts';

describe('the case director', () => {
  const ggz = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
  const set = (more: Partial<SetCaseDirector>): SetCaseDirector => ({ verb: 'conference.setCaseDirector', ...more });

  it('is somebody at the table', () => {
    given(table())
      .when(set({ director: { person: idOf('behandelaar') } }), by('procesregisseur'))
      .thenEvents({ type: 'CaseDirectorSet', director: ggz });
  });

  it('is named for a period, and the tasks that lie elsewhere are named too', () => {
    const more = { until: '2027-03-01', elsewhere: 'Contact met school: wijkteam' };
    given(table())
      .when(set({ director: { person: idOf('behandelaar') }, ...more }), by('procesregisseur'))
      .thenEvents({ type: 'CaseDirectorSet', director: ggz, ...more });
    expect(conferenceAfter(table(), { type: 'CaseDirectorSet', director: ggz, ...more })).toMatchObject({
      caseDirector: ggz,
      caseDirectorUntil: '2027-03-01',
      caseDirectorElsewhere: 'Contact met school: wijkteam',
    });
  });

  it('is another decision with another period or other tasks elsewhere, which take the place of the former', () => {
    const before = { type: 'CaseDirectorSet', director: ggz, until: '2027-03-01', elsewhere: 'School' } as const;
    for (const more of [
      { until: '2027-04-01', elsewhere: 'School' },
      { until: '2027-03-01', elsewhere: 'Huisarts' },
      {},
    ])
      given(table(), before)
        .when(set({ director: { person: idOf('behandelaar') }, ...more }), by('procesregisseur'))
        .thenEvents({ type: 'CaseDirectorSet', director: ggz, ...more });
    const later = conferenceAfter(table(), before, { type: 'CaseDirectorSet', director: ggz });
    expect(later).not.toHaveProperty('caseDirectorUntil');
    expect(later).not.toHaveProperty('caseDirectorElsewhere');
  });

  it('is not named for a period that is over; until today is fine', () => {
    const until = (day: string) => set({ director: { person: idOf('behandelaar') }, until: day });
    given(table()).when(until('2026-11-19'), by('procesregisseur')).thenRefused('pastDate:until');
    given(table())
      .when(until('2026-11-20'), by('procesregisseur'))
      .thenEvents({ type: 'CaseDirectorSet', director: ggz, until: '2026-11-20' });
  });

  it('is somebody, whatever reason for nobody still stood on the form', () => {
    given(table(), { type: 'CaseDirectorSet', reason: 'Nog in overleg' })
      .when(set({ director: { person: idOf('behandelaar') }, reason: 'Nog in overleg' }), by('procesregisseur'))
      .thenEvents({ type: 'CaseDirectorSet', director: ggz });
  });

  it('is asked anew in every conference, and a warning at the closing that nobody answered', () => {
    const before = [...table(), { type: 'CaseDirectorSet', director: ggz } as const];
    expect(conferenceAfter(before, secondConference())).not.toHaveProperty('caseDirector');
    given(before, secondConference(), phase('actions'))
      .when({ verb: 'step.next' }, by('procesregisseur', { conference: 'c2' }))
      .thenWarned('direction');
    given(before, phase('actions')).when({ verb: 'step.next' }, by('procesregisseur')).thenWarned();
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

describe('the chair', () => {
  const hand = (chair: PersonChoice) => ({ verb: 'conference.setChair', chair }) as const;
  const over = (seat: Seat) => ({ type: 'ChairSet', chair: idOf(seat), name: seat }) as const;

  it('is handed over to somebody in the chat, by the chair', () => {
    given(table())
      .when(hand({ person: idOf('wijkteam') }), by('procesregisseur'))
      .thenEvents(over('wijkteam'));
    given(table(), noteTaker())
      .when(hand({ person: idOf('wijkteam') }), by('notulist'))
      .thenRefused('notChair');
    given(table())
      .when(hand({ person: idOf('wijkteam') }), by('wijkteam'))
      .thenRefused('notChair');
  });

  it('leads from then on, and the former chair takes part', () => {
    const history = [...table(), over('wijkteam'), risk('R1'), phase('risks.rate')];
    given(history).when({ verb: 'step.reveal' }, by('procesregisseur')).thenRefused('notChairOrNoteTaker');
    const rate = { verb: 'risk.rate', ratings: [{ risk: 'R1', level: 'high' }] } as const;
    given(history).when(rate, by('wijkteam')).thenRefused('chairDoesNotRate');
    given(history)
      .when(rate, by('procesregisseur'))
      .thenEvents(rated('procesregisseur', 'R1', 'high'));
    given(history, closed()).when({ verb: 'minutes.adopt' }, by('wijkteam')).thenEvents(adopted());
  });

  it('takes no notes any more', () => {
    const conference = conferenceAfter(table(), noteTaker('notulist'), over('notulist'));
    expect(conference).toMatchObject({ chair: idOf('notulist'), chairName: 'notulist' });
    expect(conference).not.toHaveProperty('noteTaker');
    expect(conference).not.toHaveProperty('noteTakerName');
    expect(conferenceAfter(table(), noteTaker('notulist'), over('wijkteam'))).toMatchObject({
      noteTaker: idOf('notulist'),
      noteTakerName: 'notulist',
    });
  });

  it('is no event for who is it already, and never somebody outside the chat', () => {
    given(table())
      .when(hand({ person: idOf('procesregisseur') }), by('procesregisseur'))
      .thenNothing();
    given(table())
      .when(hand({ name: 'Voorzitter', organisation: 'Gemeente' }), by('procesregisseur'))
      .thenRefused('notParticipant:chair');
    given(table())
      .when(hand({ person: 'id-nobody' }), by('procesregisseur'))
      .thenRefused('notParticipant:chair');
  });

  it('is not handed over after closing', () => {
    given(table(), closed())
      .when(hand({ person: idOf('wijkteam') }), by('procesregisseur'))
      .thenRefused('closed');
  });
});

describe('a closed conference', () => {
  it.each<Command>([
    { verb: 'conference.setGoal', goal: 'Gedeeld beeld' },
    { verb: 'conference.setCaseDirector', reason: 'Nog in overleg' },
    { verb: 'conference.setNoteTaker', noteTaker: { person: idOf('notulist') } },
    { verb: 'conference.setChair', chair: { person: idOf('wijkteam') } },
  ])('takes no $verb', command => {
    given(table(), closed()).when(command, by('procesregisseur')).thenRefused('closed');
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
