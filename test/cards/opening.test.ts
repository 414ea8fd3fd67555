import { describe, expect, it } from 'vitest';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import { choicesOf, element, elementsOf, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inFull, person, type Scene, smallest, withConference } from './states.ts';
import { formView } from './views.ts';

const mine = { viewer: person(2), withBoardLines: false } as const;
const opening = (scene: Scene, more: Parameters<typeof formView>[2] = mine) =>
  renderer.render(formView(scene, 'opening', more));

const safety: Partial<Conference> = { steps: ['opening', 'safety', 'risks', 'topThree', 'actions', 'closing'] };
const withCase = (scene: Scene, changes: Partial<CaseState>): Scene => ({
  ...scene,
  state: { ...scene.state, ...changes },
});
const mother = { id: 'P1', name: 'moeder', by: { person: person(2), organisation: 'Politie' }, conference: 'c1' };
const atSight = (card: unknown) => {
  const hidden = new Set(inputsOf(element(card, 'chair')).map(input => input.id));
  return inputsOf(card)
    .map(input => input.id)
    .filter(id => !hidden.has(id));
};

describe('the opening of a plain approach', () => {
  it('asks a participant for organisation and role, and nothing else', () => {
    expect(atSight(opening(casusX()))).toEqual(['organisation', 'organisationOther', 'role']);
    expect(atSight(opening(smallest(), {}))).toEqual(['organisation', 'organisationOther', 'role']);
    expect(verbsOf(opening(casusX()))).not.toContain('subject.add');
  });
});

describe('the opening of an approach that looks at safety', () => {
  it('asks in one line who is at risk, by role', () => {
    const card = opening(withConference(smallest(), safety));
    expect(atSight(card)).toEqual(['organisation', 'organisationOther', 'role', 'name']);
    expect(inputOf(card, 'name').label).toBe('Wie loopt gevaar? Een rol, geen naam');
    expect(verbsOf(card)).toContain('subject.add');
  });

  it('names who is on the list already', () => {
    const scene = withConference(smallest(), safety);
    const subjects = [mother, { ...mother, id: 'P2', name: 'baby' }];
    expect(linesOf(opening(withCase(scene, { subjects })))).toContain('Loopt gevaar: P1 moeder en P2 baby');
    expect(textOf(opening(scene))).not.toContain('Loopt gevaar:');
  });

  it('leaves that for later in a spoed', () => {
    expect(verbsOf(opening(withConference(smallest(), { ...safety, urgent: true })))).not.toContain('subject.add');
  });
});

describe('the opening', () => {
  it('names in one line what the spoed before it skipped', () => {
    const scene = withConference(casusX(), { resumedSteps: ['topThree', 'scenarios'] });
    expect(linesOf(opening(scene))).toContain('Vorige keer overgeslagen: Top drie, Scenario’s');
    expect(textOf(opening(casusX()))).not.toContain('overgeslagen');
  });

  it('shows what to take into account once that is known, and asks the chair for it until then', () => {
    const considerations = { kinds: ['intellectualDisability'], text: 'Korte zinnen' } as const;
    const known = opening(withCase(casusX(), { considerations }));
    expect(linesOf(known)).toContain('Houd rekening met: Licht verstandelijke beperking (LVB). Korte zinnen');
    expect(textOf(element(known, 'chair'))).not.toContain('rekening');
    expect(textOf(element(opening(casusX()), 'chair'))).toContain('Waar houden we rekening mee');
  });

  it('lets the chair choose the kind of meeting when the approach has several', () => {
    const card = opening(
      withCase(withConference(smallest(), { meetingKind: 'Consultatieteam' }), { approach: 'MDA++' }),
    );
    expect(choicesOf(card, 'meetingKind').map(one => one.value)).toEqual(['Interventieteam', 'Consultatieteam']);
    expect(inputOf(card, 'meetingKind').value).toBe('Consultatieteam');
    expect(inputsOf(element(card, 'chair')).map(input => input.id)).toContain('meetingKind');
    expect(inputsOf(opening(casusX())).map(input => input.id)).not.toContain('meetingKind');
  });

  it('fills in who directed the case the last time, to be asked again', () => {
    const { state } = inFull();
    const [before, now] = [state.conferences[0], state.conferences[1]];
    if (before === undefined || now === undefined) throw new Error('this case has two conferences');
    const { caseDirector: _open, ...blank } = now;
    const asked = (director: Conference['caseDirector'], reason?: string) => {
      const conference = { ...blank, ...(reason !== undefined && { caseDirectorReason: reason }) };
      const earlier = { ...before, ...(director !== undefined && { caseDirector: director }) };
      return opening({ ...inFull(), state: { ...state, conferences: [earlier, conference] } });
    };
    const inChat = { person: person(3), name: 'Behandelaar', organisation: 'GGZ' };
    expect(inputOf(asked(inChat), 'director').value).toBe(person(3));
    const outside = asked({ name: 'begeleider', organisation: 'Woningcorporatie' });
    expect(inputOf(outside, 'director').value).toBe('other');
    expect(inputOf(outside, 'directorOther').value).toBe('begeleider, Woningcorporatie');
    const answered = asked(inChat, 'Nog niemand kan het');
    expect(inputOf(answered, 'director').value).toBeUndefined();
    expect(inputOf(answered, 'reason').value).toBe('Nog niemand kan het');
  });

  it('shows no button for the part of the chair that is open already', () => {
    const toggles = (card: unknown) => elementsOf(card).filter(one => one.type === 'Action.ToggleVisibility');
    expect(toggles(opening(casusX(), { viewer: person(1), withBoardLines: false }))).toEqual([]);
    expect(toggles(opening(casusX()))).toHaveLength(1);
  });
});
