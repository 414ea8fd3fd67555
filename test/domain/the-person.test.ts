import { describe, expect, it } from 'vitest';
import type { EventBody, EventOf } from '../../src/domain/events.ts';
import type { SetConsiderations, SetVoice } from '../../src/domain/the-person.ts';
import { idOf } from '../support/domain-people.ts';
import { by, given, stateAfter } from '../support/given.ts';
import { closed, noteTaker, secondConference, table } from '../support/history.ts';

const chair = by('procesregisseur');

describe('what to take into account with the person', () => {
  const set = (more: Omit<SetConsiderations, 'verb'>): SetConsiderations => ({
    verb: 'case.setConsiderations',
    ...more,
  });
  const known: EventBody = { type: 'ConsiderationsSet', kinds: ['intellectualDisability'], text: 'Plaatjes' };

  it('is set by the chair or the note-taker, kinds or words or both', () => {
    given(table())
      .when(set({ kinds: ['intellectualDisability'], text: 'Plaatjes' }), chair)
      .thenEvents(known);
    given(table(), noteTaker())
      .when(set({ kinds: ['language', 'motivation'] }), by('notulist'))
      .thenEvents({ type: 'ConsiderationsSet', kinds: ['language', 'motivation'] });
    given(table())
      .when(set({ text: 'Rustig praten' }), chair)
      .thenEvents({
        type: 'ConsiderationsSet',
        kinds: [],
        text: 'Rustig praten',
      });
  });

  it('is something', () => {
    given(table()).when(set({}), chair).thenRefused('nothingAnswered');
    given(table())
      .when(set({ kinds: [] }), chair)
      .thenRefused('nothingAnswered');
  });

  it('is asked once per case: it stays in the next conference, and the same again is no event', () => {
    expect(stateAfter(table(), known, secondConference()).considerations).toStrictEqual({
      kinds: ['intellectualDisability'],
      text: 'Plaatjes',
    });
    given(table(), known, secondConference())
      .when(set({ kinds: ['intellectualDisability'], text: 'Plaatjes' }), by('procesregisseur', { conference: 'c2' }))
      .thenNothing();
  });

  it('is as was said last, whole', () => {
    const later: EventBody = { type: 'ConsiderationsSet', kinds: ['language'] };
    given(table(), known)
      .when(set({ kinds: ['language'] }), chair)
      .thenEvents(later);
    expect(stateAfter(table(), known, later).considerations).toStrictEqual({ kinds: ['language'] });
  });

  it('fills in what fits the person in the next action, and takes away that warning', () => {
    const agree = {
      verb: 'action.agree',
      what: 'Gesprek',
      owner: { person: idOf('wijkteam') },
      due: '2026-12-04',
      effect: 'Rust',
      factors: [],
    } as const;
    expect(given(table(), known).when(agree, by('wijkteam')).thenCase().actions[0]?.fit).toBe('Plaatjes');
    given(table(), known).when(agree, by('wijkteam')).thenWarned('need.factor:A1');
    expect(
      given(table())
        .when(agree, by('wijkteam'))
        .thenCase()
        .warnings.map(({ code }) => code),
    ).toContain('rnr.fit');
  });

  it('is not for others, nor after closing', () => {
    given(table())
      .when(set({ text: 'Rustig' }), by('wijkagent'))
      .thenRefused('notChairOrNoteTaker');
    given(table(), closed())
      .when(set({ text: 'Rustig' }), chair)
      .thenRefused('closed');
  });
});

describe('the person’s own voice', () => {
  const set = (more: Omit<SetVoice, 'verb'>): SetVoice => ({ verb: 'case.setVoice', ...more });
  const heard = (more: Omit<EventOf<'VoiceSet'>, 'type'>): EventBody => ({ type: 'VoiceSet', ...more });

  it('is invited or why not, what they agree to, the letter, and the advice with its day', () => {
    const said = {
      invited: false,
      invitedReason: 'Niet veilig',
      agreesTo: 'Praat met de wijkagent',
      letterSent: true,
      zsmAdvice: 'Reclasseringstoezicht',
      zsmDate: '2026-11-18',
    };
    given(table()).when(set(said), chair).thenEvents(heard(said));
    given(table(), noteTaker())
      .when(set({ invited: true }), by('notulist'))
      .thenEvents(heard({ invited: true }));
    expect(stateAfter(table(), heard(said), secondConference()).voice).toStrictEqual(said);
  });

  it('says why somebody is not invited and why no letter was sent', () => {
    given(table())
      .when(set({ invited: false }), chair)
      .thenRefused('reasonNeeded:invitedReason');
    given(table())
      .when(set({ letterSent: false }), chair)
      .thenRefused('reasonNeeded:letterReason');
    given(table())
      .when(set({ letterSent: false, letterReason: 'Adres onbekend' }), chair)
      .thenEvents(heard({ letterSent: false, letterReason: 'Adres onbekend' }));
  });

  it('changes what is filled in and keeps the rest', () => {
    const before = [...table(), heard({ invited: true, agreesTo: 'Toezicht' })];
    expect(stateAfter(before, heard({ letterSent: true })).voice).toStrictEqual({
      invited: true,
      agreesTo: 'Toezicht',
      letterSent: true,
    });
  });

  it('takes an old reason away with a new answer', () => {
    const before = [
      ...table(),
      heard({ invited: false, invitedReason: 'Niet veilig', letterSent: false, letterReason: 'Adres onbekend' }),
    ];
    given(before)
      .when(set({ invited: true }), chair)
      .thenEvents(heard({ invited: true }));
    expect(stateAfter(before, heard({ invited: true })).voice).toStrictEqual({
      invited: true,
      letterSent: false,
      letterReason: 'Adres onbekend',
    });
    expect(stateAfter(before, heard({ letterSent: true })).voice).not.toHaveProperty('letterReason');
  });

  it('is no event when it was so already', () => {
    const before = [...table(), heard({ invited: false, invitedReason: 'Niet veilig', agreesTo: 'Toezicht' })];
    given(before)
      .when(set({ agreesTo: 'Toezicht' }), chair)
      .thenNothing();
    given(before)
      .when(set({ invited: false, invitedReason: 'Niet veilig' }), chair)
      .thenNothing();
  });

  it('is something, by the chair or the note-taker, before closing', () => {
    given(table()).when(set({}), chair).thenRefused('nothingAnswered');
    given(table())
      .when(set({ invited: true }), by('wijkagent'))
      .thenRefused('notChairOrNoteTaker');
    given(table(), closed())
      .when(set({ invited: true }), chair)
      .thenRefused('closed');
  });
});
