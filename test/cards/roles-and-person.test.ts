import { describe, expect, it } from 'vitest';
import { readRequest } from '../../src/cards/inputs.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import { carePhases, processPhases } from '../../src/domain/values.ts';
import { buttonsOf, choicesOf, element, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inFull, person, type Scene, smallest, withConference } from './states.ts';
import { formView } from './views.ts';

const chair = person(1);
const show = (form: 'roles' | 'person', scene: Scene, viewer: string, more: Parameters<typeof formView>[2] = {}) =>
  renderer.render(formView(scene, form, { viewer, ...more }));
const ways = ['form.show', 'board.show'];

describe('the roles', () => {
  it('say who does what, until when, and which tasks lie elsewhere', () => {
    const scene = withConference(casusX(), {
      noteTakerName: 'Reclasseerder',
      caseDirectorUntil: '2027-03-01',
      caseDirectorElsewhere: 'De brief: wijkteam',
    });
    expect(linesOf(show('roles', scene, person(2))).slice(1)).toEqual(
      expect.arrayContaining([
        'Voorzitter: Procesregisseur',
        'Casusregisseur: Behandelaar, GGZ (tot 1 maart 2027)',
        'Taken bij een ander: De brief: wijkteam',
        'Notulist: Reclasseerder',
      ]),
    );
  });

  it('say that nobody directs the case yet, or why nobody does', () => {
    expect(linesOf(show('roles', smallest(), person(2)))).toContain('Casusregisseur: nog niemand');
    const { caseDirector: _none, ...conference } = casusX().state.conferences[0] ?? {};
    const scene = { ...casusX(), state: { ...casusX().state, conferences: [conference] as CaseState['conferences'] } };
    const told = withConference(scene, { caseDirectorReason: 'Eerst meer zicht' });
    expect(linesOf(show('roles', told, person(2)))).toContain('Casusregisseur: niemand, omdat: Eerst meer zicht');
  });

  it('explain the tasks of a case director behind one button', () => {
    const tasks = element(show('roles', casusX(), person(2)), 'tasks');
    expect(tasks?.isVisible).toBe(false);
    expect(linesOf(tasks)).toHaveLength(6);
  });

  it('are changed by the chair only', () => {
    expect(verbsOf(show('roles', casusX(), chair))).toEqual([
      'conference.setCaseDirector',
      'conference.setNoteTaker',
      'case.setPreparer',
      'conference.setChair',
      ...ways,
    ]);
    expect(verbsOf(show('roles', casusX(), person(2)))).toEqual(ways);
    expect(inputsOf(show('roles', casusX(), person(2)))).toEqual([]);
  });

  it('are filled in as they are, and offer the chair to others only', () => {
    const card = show('roles', withConference(casusX(), { caseDirectorUntil: '2027-03-01' }), chair);
    expect(inputOf(card, 'director').value).toBe(person(4));
    expect(inputOf(card, 'until').value).toBe('2027-03-01');
    expect(choicesOf(card, 'chair').map(one => one.value)).toEqual([person(2), person(3), person(4), person(5)]);
  });

  it('offer nothing to hand over when the chair is alone', () => {
    expect(inputsOf(show('roles', smallest(), chair)).map(input => input.id)).not.toContain('chair');
  });
});

describe('the person', () => {
  const known: CaseState = {
    ...casusX().state,
    considerations: { kinds: ['language', 'motivation'], text: 'Tolk erbij' },
    voice: {
      invited: false,
      invitedReason: 'Te onveilig',
      agreesTo: 'Huisbezoek',
      letterSent: true,
      zsmAdvice: 'Toezicht',
      zsmDate: '2026-11-01',
    },
    carePhase: 'safetyPlan',
  };
  const scene: Scene = { ...casusX(), state: known };

  it('is read by everybody, each field in its place', () => {
    const card = show('person', scene, person(2));
    expect(linesOf(card).slice(1)).toEqual([
      'Houd rekening met: Taal, Motivatie. Tolk erbij',
      'Uitgenodigd: nee: Te onveilig',
      'Stemt in met: Huisbezoek',
      'Brief verstuurd: ja',
      'ZSM-advies: Toezicht (1 november)',
      'Fase van de casus: Analyse',
      'Fase van de zorg: Veiligheidsplan',
    ]);
    expect(verbsOf(card)).toEqual(ways);
  });

  it('is filled in by chair and note-taker; the phases are for the chair', () => {
    expect(verbsOf(show('person', scene, chair))).toEqual([
      'case.setConsiderations',
      'case.setVoice',
      'case.setPhase',
      'form.show',
      'case.setCarePhase',
      'board.show',
    ]);
    const noted = withConference(scene, { noteTaker: person(3) });
    expect(verbsOf(show('person', noted, person(3)))).toEqual(['case.setConsiderations', 'case.setVoice', ...ways]);
  });

  it('asks four things to take into account, with the rest behind buttons', () => {
    const card = show('person', scene, chair);
    expect(choicesOf(card, 'kinds').map(one => one.title)).toContain('Licht verstandelijke beperking (LVB)');
    expect(inputOf(card, 'kinds').value).toBe('language,motivation');
    for (const part of ['voice', 'process', 'care']) expect(element(card, part)?.isVisible).toBe(false);
  });

  it('opens the part in which something was refused, as it was sent', () => {
    const values = { invited: 'no', invitedReason: '', agreesTo: 'Een gesprek' };
    const refusals = [{ code: 'reasonNeeded', item: 'invitedReason', values: { why: 'notInvited' } }] as const;
    const card = show('person', scene, chair, { values, refusals });
    expect(element(card, 'voice')?.isVisible).toBe(true);
    expect(element(card, 'care')?.isVisible).toBe(false);
    expect(inputOf(card, 'agreesTo').value).toBe('Een gesprek');
    expect(linesOf(card)[0]).toBe('Je koos: niet uitgenodigd. Schrijf op waarom.');
  });

  it('moves the case to any other phase in one press', () => {
    const buttons = buttonsOf(element(show('person', scene, chair), 'process'));
    const requests = buttons.map(({ data }) => readRequest('case.setPhase', data as Record<string, string>));
    expect(requests).toEqual(
      processPhases
        .filter(phase => phase !== 'analysis')
        .map(phase => ({ kind: 'command', command: { verb: 'case.setPhase', phase } })),
    );
  });

  it('has phases of care where the case has people at risk, and nowhere else', () => {
    expect(choicesOf(show('person', inFull(), chair), 'phase').map(one => one.value)).toEqual(carePhases);
    expect(verbsOf(show('person', casusX(), chair))).not.toContain('case.setCarePhase');
  });

  it('takes nothing any more once the conference is closed', () => {
    const closed = withConference(scene, { closed: { at: '2026-11-21T08:40:00.000Z', by: chair } });
    expect(inputsOf(show('person', closed, chair))).toEqual([]);
    expect(textOf(show('person', closed, chair))).toContain('Tolk erbij');
    expect(inputsOf(show('roles', closed, chair))).toEqual([]);
  });
});
