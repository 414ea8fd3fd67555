import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/domain/case-state.ts';
import { openInputs } from './house-rules.ts';
import { buttonOf, choicesOf, element, inputOf, inputsOf, linesOf, noticesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, person, type Scene, smallest, urgent, withConference } from './states.ts';
import { formView } from './views.ts';

type More = Parameters<typeof formView>[2];
const form = (scene: Scene, name: Parameters<typeof formView>[1], more: More = {}) =>
  renderer.render(formView(scene, name, more));
const ids = (card: unknown) => inputsOf(card).map(input => input.id);
const open = (card: unknown) => openInputs(card).map(input => input.id);
const withState = (scene: Scene, changes: Partial<CaseState>): Scene => ({
  ...scene,
  state: { ...scene.state, ...changes },
});
const isMoreOpen = (card: unknown) => element(card, 'more')?.isVisible;

describe('a spoed', () => {
  it('asks for a risk in one field and nothing else', () => {
    const card = form(urgent(), 'raiseRisk');
    expect(ids(card)).toEqual(['what']);
    expect(element(card, 'more')).toBeUndefined();
    expect(JSON.stringify(card)).not.toContain('Action.ToggleVisibility');
  });

  it('asks for a measure with a person and a time, today unless said otherwise', () => {
    const card = form(urgent(), 'agreeAction');
    expect(open(card)).toEqual(['what', 'owner', 'due', 'dueTime']);
    expect(inputOf(card, 'due').value).toBe('2026-11-21');
    expect(inputOf(card, 'dueTime').isRequired).toBe(true);
    expect(linesOf(card)).toContain('R1\u2002Geweld tegen een willekeurige voorbijganger in de eigen buurt');
  });

  it('says so in the lines on top of each prompt', () => {
    expect(linesOf(form(urgent(), 'raiseRisk'))[0]).toBe('ZVH-2026-002 · spoed · casusoverleg 1 · nog 11 min');
    expect(linesOf(form(casusX(), 'raiseRisk'))[0]).not.toContain('spoed');
  });

  it('shows in an answer which risk has a measure with a time', () => {
    expect(textOf(form(urgent(), 'agreeAction', { viewer: person(2) }))).toContain('✓ A1');
    const actions = urgent().state.actions.map(action => ({ ...action, due: '2026-11-21' }));
    expect(textOf(form(withState(urgent(), { actions }), 'agreeAction', { viewer: person(2) }))).not.toContain('✓ A1');
  });
});

describe('what came back of finding out', () => {
  const [action] = casusX().state.actions;
  if (action === undefined) throw new Error('casus X has actions');
  const review = {
    person: person(4),
    organisation: 'GGZ',
    action: 'A1',
    status: 'done' as const,
    note: 'vier keer schoon',
  };
  const scene = withConference(withState(casusX(), { actions: [{ ...action, note: 'vier keer schoon' }] }), {
    carriedActions: ['A1'],
    reviews: { A1: review },
  });

  it.each(['raiseRisk', 'rateRisks'] as const)('stands on %s, with the risk to look at again', name => {
    expect(textOf(element(form(scene, name), 'notice:hint:rateAgain:A1'))).toBe(
      'Nieuw: A1 Middelengebruik monitoren met een wekelijkse urinecontrole (vier keer schoon). Schat R1 opnieuw in.',
    );
    expect(noticesOf(form(casusX(), name))).toEqual([]);
  });

  it('is not said twice to who just heard it', () => {
    const hints = [{ code: 'rateAgain' as const, item: 'A1', values: { item: 'R1' } }];
    const notices = noticesOf(form(scene, 'raiseRisk', { hints }));
    expect(notices.filter(id => id === 'notice:hint:rateAgain:A1')).toHaveLength(1);
  });
});

describe('a contribution', () => {
  it.each(['raiseRisk', 'raiseFactor'] as const)('on %s may be marked fact or judgement, behind Meer', name => {
    const card = form(casusX(), name);
    expect(choicesOf(card, 'mark').map(one => one.title)).toEqual(['Feit', 'Oordeel']);
    expect(open(card)).not.toContain('mark');
    expect(isMoreOpen(form(casusX(), name, { values: { what: 'x', mark: 'fact' } }))).toBe(true);
  });
});

describe('the source of a factor', () => {
  it('is one of the instruments of the approach, or another one that is typed', () => {
    const card = form(casusX(), 'raiseFactor');
    expect(choicesOf(card, 'instrument').map(one => one.value)).toEqual(['RISC', 'HKT-R', 'HCR-20', 'other']);
    expect(inputOf(card, 'instrument')).toMatchObject({ type: 'Input.ChoiceSet', style: 'filtered' });
    expect(inputOf(card, 'instrumentOther').type).toBe('Input.Text');
  });

  it('is typed when the approach names no instruments', () => {
    const card = form(withConference(casusX(), { instruments: [] }), 'raiseFactor');
    expect(inputOf(card, 'instrument').type).toBe('Input.Text');
    expect(ids(card)).not.toContain('instrumentOther');
  });

  it('is never a whole report', () => {
    expect(textOf(element(form(casusX(), 'raiseFactor'), 'more'))).toContain('Nooit een heel rapport.');
  });
});

describe('who has no current assessment', () => {
  const factor = (organisation: string, instrumentDate: string) => {
    const [first] = casusX().state.factors;
    if (first === undefined) throw new Error('casus X has factors');
    const by = { person: person(2), organisation };
    return { ...first, id: `F-${organisation}`, source: 'instrument' as const, instrument: 'RISC', instrumentDate, by };
  };
  const shown = (...factors: CaseState['factors']) => linesOf(form(withState(casusX(), { factors }), 'raiseFactor'));

  it('is one quiet line, with an alternative analysis behind Meer', () => {
    expect(shown(factor('Reclassering', '2026-05-01'))).toContain(
      'Geen actuele risicotaxatie: Politie, GGZ en Wijkteam gemeente.',
    );
    expect(shown()).toContain('Nog niemand noemde een actuele risicotaxatie.');
    const card = form(casusX(), 'raiseFactor');
    expect(buttonOf(element(card, 'more'), 'form.show').data).toMatchObject({
      form: 'agreeAction',
      item: 'alternativeAnalysis',
    });
  });

  it('counts an assessment of more than a year ago as none', () => {
    expect(shown(factor('Reclassering', '2025-05-01'))).toContain('Nog niemand noemde een actuele risicotaxatie.');
  });

  it('is nobody when everybody has one', () => {
    const all = ['Politie', 'Reclassering', 'GGZ', 'Wijkteam gemeente'].map(one => factor(one, '2026-05-01'));
    const card = form(withState(casusX(), { factors: all }), 'raiseFactor');
    expect(textOf(card)).not.toContain('risicotaxatie');
    expect(verbsOf(card)).not.toContain('form.show');
  });

  it('leads to an action that is filled in', () => {
    const card = form(casusX(), 'agreeAction', { viewer: person(2), item: 'alternativeAnalysis' });
    expect(inputOf(card, 'what').value).toBe('Alternatieve analyse op basis van het dossier');
    expect(inputOf(card, 'type').value).toBe('information');
    expect(isMoreOpen(card)).toBe(false);
  });
});

describe('a form that was opened about something', () => {
  it('has the life domain that became a factor filled in, and says which', () => {
    const card = form(casusX(), 'raiseFactor', { viewer: person(2), item: 'housing' });
    expect(inputOf(card, 'domain').value).toBe('housing');
    expect(linesOf(card)).toContain('Leefgebied: Huisvesting');
    expect(isMoreOpen(card)).toBe(false);
    const values = { what: '', domain: 'housing' };
    expect(isMoreOpen(form(casusX(), 'raiseFactor', { viewer: person(2), item: 'housing', values }))).toBe(false);
  });

  it('has the factor chosen that the action is for', () => {
    expect(inputOf(form(casusX(), 'agreeAction', { viewer: person(2), item: 'F2' }), 'factors').value).toBe('F2');
  });
});

describe('an action', () => {
  it('has a time of day, a day for the mandate and the risks behind Meer', () => {
    const card = form(casusX(), 'agreeAction');
    for (const id of ['dueTime', 'mandateBy', 'risks']) {
      expect(ids(card)).toContain(id);
      expect(open(card)).not.toContain(id);
    }
    expect(inputOf(card, 'dueTime').isRequired).toBeUndefined();
    expect(isMoreOpen(form(casusX(), 'agreeAction', { values: { what: 'x', dueTime: '14:30' } }))).toBe(true);
  });

  it('asks for whom only when somebody is at risk', () => {
    expect(ids(form(casusX(), 'agreeAction'))).not.toContain('subjects');
    const mother = { id: 'P1', name: 'moeder', by: { person: person(2), organisation: 'Politie' }, conference: 'c1' };
    const card = form(withState(casusX(), { subjects: [mother] }), 'agreeAction');
    expect(choicesOf(card, 'subjects')).toEqual([{ title: 'P1  moeder', value: 'P1' }]);
  });

  it('has what fits the person filled in from what was said before, and keeps it closed', () => {
    const known = (changes: Partial<CaseState>) =>
      inputOf(form(withState(casusX(), changes), 'agreeAction'), 'fit').value;
    expect(known({})).toBeUndefined();
    expect(known({ considerations: { kinds: ['language'] } })).toBe(
      'Eenvoudige taal of een tolk; nagaan of het is begrepen.',
    );
    expect(known({ considerations: { kinds: ['language'], text: 'Tolk Pools' } })).toBe('Tolk Pools');
    const [first, ...rest] = casusX().state.actions;
    if (first === undefined) throw new Error('casus X has actions');
    const actions = [{ ...first, fit: 'Kort en op straat' }, ...rest];
    expect(known({ actions, considerations: { kinds: [], text: 'Tolk Pools' } })).toBe('Kort en op straat');
    const values = { what: 'x', fit: 'Kort en op straat' };
    expect(isMoreOpen(form(withState(casusX(), { actions }), 'agreeAction', { values }))).toBe(false);
  });

  it('is a safety measure unless said otherwise while somebody is not safe, and says what a 6 asks', () => {
    const mother = { id: 'P1', name: 'moeder', by: { person: person(2), organisation: 'Politie' }, conference: 'c1' };
    const { state } = withConference(withState(smallest(), { subjects: [mother] }), {
      phase: 'actions',
      agreedScores: { P1: { score: 4, requirements: 'Vader is niet in huis' } },
    });
    const card = form(smallest(), 'agreeAction', { state });
    expect(linesOf(card)).toEqual(
      expect.arrayContaining([
        'Eerst veiligheid: wat is nodig voor een 6?',
        'P1\u2002moeder. Bodemeisen: Vader is niet in huis',
      ]),
    );
    expect(inputOf(card, 'type').placeholder).toBe('Veiligheidsmaatregel');
    expect(inputOf(form(casusX(), 'agreeAction'), 'type').placeholder).toBe('Interventie');
  });
});
