import { describe, expect, it } from 'vitest';
import type { Risk } from '../../src/domain/items.ts';
import {
  buttonOf,
  buttonsOf,
  choicesOf,
  type Element,
  element,
  inputOf,
  inputsOf,
  linesOf,
  textOf,
  verbsOf,
} from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inPhase, person, type Scene, sized, smallest, withConference } from './states.ts';
import { formView } from './views.ts';

const ids = (card: unknown) => inputsOf(card).map(input => input.id);
const required = (card: unknown) => inputsOf(card).flatMap(input => (input.isRequired === true ? [input.id] : []));

function withRisks(scene: Scene, count: number): Scene {
  const by = { person: person(2), organisation: 'Politie' };
  const risks = Array.from(
    { length: count },
    (_, i): Risk => ({ id: `R${i + 1}`, what: `risico ${i + 1}`, by, conference: 'c1' }),
  );
  return { ...scene, state: { ...scene.state, risks } };
}

describe('the form that opens a conference', () => {
  const card = renderer.render(formView(smallest(), 'openConference'));

  it('asks for a case and an approach, and how long if it is not as usual', () => {
    expect(ids(card)).toEqual(['case', 'approach', 'minutes', 'urgent']);
    expect(required(card)).toEqual(['case', 'approach']);
    expect(choicesOf(card, 'approach').map(one => one.value)).toContain('Top X OGG');
    expect(verbsOf(card)).toEqual(['conference.open']);
  });
});

describe('the opening', () => {
  const card = renderer.render(formView(casusX(), 'opening'));

  it('says who is here for whom and who is missing', () => {
    expect(linesOf(card)).toContain('✓ Politie\u2002Wijkagent');
    expect(textOf(card)).toContain('Nog niet aangemeld: Openbaar Ministerie');
  });

  it('keeps the part of the chair closed for whoever joins, and open for the chair', () => {
    const isOpen = (more: Parameters<typeof formView>[2]) =>
      element(renderer.render(formView(casusX(), 'opening', more)), 'chair')?.isVisible;
    // What was filled in there already is sent along with every press.
    const sent = { organisation: 'Politie', purpose: 'riskManagement', director: person(4) };
    expect(isOpen({ viewer: person(2), values: sent })).toBe(false);
    expect(isOpen({ viewer: person(2), values: { ...sent, noteTaker: person(3) } })).toBe(true);
    expect(isOpen({ viewer: person(1), values: sent })).toBe(true);
    expect(isOpen({})).toBe(false);
  });

  it('says what is agreed about privacy', () => {
    expect(textOf(card)).toContain('We delen alleen wat nodig is voor dit doel. Geen volledige rapporten.');
  });

  it('blocks nobody: several buttons share it, so no input is required', () => {
    expect(required(card)).toEqual([]);
    expect(verbsOf(card)).toEqual([
      'conference.join',
      'step.next',
      'conference.setGoal',
      'conference.setCaseDirector',
      'conference.setNoteTaker',
    ]);
  });

  it('offers expected organisations, those known in the case and the house, each once', () => {
    const names = choicesOf(card, 'organisation').map(one => one.value);
    expect(names).toEqual([
      'Politie',
      'Openbaar Ministerie',
      'Reclassering',
      'GGZ',
      'Wijkteam gemeente',
      'Zorg- en Veiligheidshuis',
    ]);
  });

  it('keeps what is for the chair behind a button, filled in as it stands', () => {
    expect(element(card, 'chair')?.isVisible).toBe(false);
    expect(inputOf(card, 'goal').value).toMatch(/^Gedeeld beeld/);
    expect(inputOf(card, 'director').value).toBe(person(4));
  });

  it('names a case director from outside the chat in the field for that', () => {
    const outside = withConference(casusX(), { caseDirector: { name: 'Jeugdbeschermer', organisation: 'GI' } });
    const shown = renderer.render(formView(outside, 'opening'));
    expect(inputOf(shown, 'director').value).toBe('other');
    expect(inputOf(shown, 'directorOther').value).toBe('Jeugdbeschermer, GI');
  });

  it('lets somebody be put on the list who is not on it yet', () => {
    const alone = withConference(casusX(), { attendees: [] });
    const values = (scene: Scene) =>
      choicesOf(renderer.render(formView(scene, 'opening')), 'for').map(one => one.value);
    expect(values(alone)).toContain(person(2));
    expect(values(casusX())).toEqual(['other']);
  });
});

describe('raising a risk', () => {
  it('needs one line; the rest is behind Meer', () => {
    const card = renderer.render(formView(casusX(), 'raiseRisk'));
    expect(required(card)).toEqual(['what']);
    expect(element(card, 'more')?.isVisible).toBe(false);
    expect(ids(card)).toEqual(['what', 'severity', 'triggers', 'affected', 'whereWhen', 'mark', 'for']);
  });

  it('opens Meer when something in it was filled in or refused', () => {
    const filled = formView(casusX(), 'raiseRisk', { values: { what: 'x', triggers: 'y' } });
    expect(element(renderer.render(filled), 'more')?.isVisible).toBe(true);
    const refused = formView(casusX(), 'raiseRisk', { refusals: [{ code: 'tooLong', item: 'severity' }] });
    expect(element(renderer.render(refused), 'more')?.isVisible).toBe(true);
  });
});

describe('rating one risk', () => {
  const card = renderer.render(formView(casusX(), 'rateRisks'));

  it('is one tap: five buttons that carry the level and send nothing else', () => {
    const taps = buttonsOf(card).filter(button => (button.data as Element)['level:R1'] !== undefined);
    expect(taps.map(tap => (tap.data as Element)['level:R1'])).toEqual([
      'low',
      'moderate',
      'high',
      'veryHigh',
      'unknown',
    ]);
    expect(taps.map(tap => tap.title)).toEqual(['Laag', 'Matig', 'Hoog', 'Zeer hoog', 'Geen zicht']);
    for (const tap of taps) expect(tap.associatedInputs).toBe('none');
  });

  it('has the form with a reason first, hidden, with a button that sends it', () => {
    expect(element(card, 'withReason')?.isVisible).toBe(false);
    expect(element(card, 'oneTap')?.isVisible).toBe(true);
    expect(ids(card)).toEqual(expect.arrayContaining(['level:R1', 'reason:R1']));
    expect(Object.keys(buttonOf(card, 'risk.rate').data as Element)).toEqual(['token', 'verb']);
  });

  it('says that this is no risk assessment', () => {
    expect(textOf(card)).toContain(
      'Gezamenlijke inschatting van de tafel. Dit is geen risicotaxatie en vervangt er geen.',
    );
  });

  it('shows the note-taker whom it is for, and no one-tap buttons', () => {
    const scene = withConference(casusX(), { noteTaker: person(5) });
    const own = renderer.render(formView(scene, 'rateRisks', { viewer: person(5) }));
    expect(choicesOf(own, 'for').map(one => one.value)).toEqual([person(2), person(3), person(4)]);
    expect(verbsOf(own)).toEqual(['risk.rate', 'step.reveal']);
    expect(buttonsOf(own)).toHaveLength(2);
    expect(element(own, 'withReason')?.isVisible).toBe(true);
  });

  it('asks a newcomer for the organisation on the same form, where one tap would lose it', () => {
    const values = { 'level:R1': 'high' };
    const card = renderer.render(formView(casusX(), 'rateRisks', { viewer: person(9), askToJoin: true, values }));
    expect(ids(card)).toEqual(expect.arrayContaining(['organisation', 'organisationOther', 'role', 'level:R1']));
    expect(buttonsOf(card)).toHaveLength(1);
    expect(inputOf(card, 'level:R1').value).toBe('high');
  });
});

describe('rating several risks', () => {
  it('asks a level of each, labelled with the risk, and none of them is required', () => {
    const card = renderer.render(formView(withRisks(casusX(), 3), 'rateRisks'));
    expect(ids(card).filter(id => String(id).startsWith('level'))).toEqual(['level:R1', 'level:R2', 'level:R3']);
    expect(inputOf(card, 'level:R2').label).toBe('R2  risico 2');
    expect(required(card)).toEqual([]);
    expect(inputOf(card, 'reason:R2').isVisible).toBe(false);
  });

  it('asks the unanswered ones first, so that thirty are answered in three goes', () => {
    const scene = inPhase(withRisks(casusX(), 30), 'risks.rate');
    const mine = (answered: number) => {
      const ratings = scene.state.risks.slice(0, answered).map(risk => ({
        person: person(2),
        organisation: 'Politie',
        risk: risk.id,
        level: 'low' as const,
      }));
      const { state } = withConference(scene, { ratingRounds: [{ revealed: false, answers: ratings }] });
      return renderer.render(formView(scene, 'rateRisks', { state, viewer: person(2) }));
    };
    expect(ids(mine(0))).toContain('level:R1');
    expect(textOf(mine(0))).toContain('… en nog 18');
    expect(ids(mine(12))).toContain('level:R13');
    expect(ids(mine(24))).toContain('level:R30');
  });

  it('says so when there is nothing to rate', () => {
    const card = renderer.render(formView(smallest(), 'rateRisks'));
    expect(textOf(card)).toContain('Er is nog geen risico genoemd');
    expect(buttonsOf(card)).toEqual([]);
  });
});

describe('raising a factor', () => {
  const card = renderer.render(formView(casusX(), 'raiseFactor'));

  it('needs one line and is dynamic unless said otherwise', () => {
    expect(required(card)).toEqual(['what']);
    expect(inputOf(card, 'kind').value).toBe('dynamic');
  });

  it('says why history is static', () => {
    expect(textOf(card)).toContain('Verleden verandert niet; het weegt mee, maar je kunt er nu niets aan doen.');
  });

  it('offers twelve life domains and the Central Eight', () => {
    expect(choicesOf(card, 'domain')).toHaveLength(12);
    expect(choicesOf(card, 'centralEight')).toHaveLength(8);
  });

  it('asks for which risk as soon as there is one', () => {
    expect(ids(renderer.render(formView(smallest(), 'raiseFactor')))).not.toContain('risks');
    expect(choicesOf(card, 'risks').map(one => one.value)).toEqual(['R1']);
  });
});

describe('voting for the top three', () => {
  const card = renderer.render(formView(casusX(), 'voteTopThree'));

  it('offers dynamic factors only and lists the others as informing', () => {
    expect(choicesOf(card, 'factors').map(one => one.value)).toEqual(['F1', 'F2', 'F4']);
    expect(textOf(card)).toContain('Eerdere veroordelingen voor geweld  statisch');
  });

  it('says so when there is nothing to choose from', () => {
    const none = renderer.render(formView(smallest(), 'voteTopThree'));
    expect(textOf(none)).toContain('Er is nog geen dynamische factor genoemd');
    expect(verbsOf(none)).toEqual(['step.reveal']);
  });
});

describe('agreeing on an action', () => {
  const card = renderer.render(formView(casusX(), 'agreeAction'));

  it('shows in an answer what is agreed on each factor, and nothing that goes stale on the card for everyone', () => {
    const answer = renderer.render(formView(casusX(), 'agreeAction', { viewer: person(2) }));
    expect(textOf(answer)).toContain('✓ A1, A2');
    expect(textOf(answer)).toContain('✓ nu geen actie');
    expect(textOf(card)).not.toContain('✓ A1');
  });

  it('needs what, who and when; the rest is behind Meer', () => {
    expect(required(card)).toEqual(['what', 'owner', 'due']);
    expect(element(card, 'more')?.isVisible).toBe(false);
    expect(ids(card)).toEqual(expect.arrayContaining(['type', 'horizon', 'intensity', 'fit', 'effect', 'reportTo']));
  });

  it('offers the table as name and organisation, and somebody who is not here', () => {
    const owners = choicesOf(card, 'owner');
    expect(owners[1]).toEqual({ title: 'Wijkagent · Politie', value: person(2) });
    expect(owners.at(-1)?.value).toBe('other');
  });

  it('offers the top three first', () => {
    const scene = withConference(casusX(), { topThree: { factors: ['F4', 'F1'] } });
    expect(choicesOf(renderer.render(formView(scene, 'agreeAction')), 'factors').map(one => one.value)).toEqual([
      'F4',
      'F1',
      'F2',
    ]);
  });

  it('opens Meer for an owner from outside, where the name is typed', () => {
    const view = formView(casusX(), 'agreeAction', { values: { owner: 'other' } });
    expect(element(renderer.render(view), 'more')?.isVisible).toBe(true);
  });

  it('does not offer people outside the chat as if they had an Entra id', () => {
    const attendees = [{ person: 'x:jeugdbeschermer|gi', name: 'Jeugdbeschermer', organisation: 'GI' }];
    const scene = withConference(casusX(), { attendees });
    const values = choicesOf(renderer.render(formView(scene, 'agreeAction')), 'owner').map(one => one.value);
    expect(values.filter(value => value.startsWith('x:'))).toEqual([]);
  });
});

describe('recording for somebody else', () => {
  it('is behind a button on the card of everyone and open on that of the chair', () => {
    const shared = renderer.render(formView(casusX(), 'raiseRisk'));
    const more = element(shared, 'more');
    expect(inputsOf(more).map(input => input.id)).toContain('for');
    const own = renderer.render(formView(casusX(), 'raiseRisk', { viewer: person(1) }));
    expect(inputsOf(element(own, 'more')).map(input => input.id)).not.toContain('for');
    expect(ids(own)).toContain('for');
  });

  it('is not on the card of a participant', () => {
    for (const form of ['raiseRisk', 'rateRisks', 'raiseFactor', 'voteTopThree', 'agreeAction'] as const)
      expect(ids(renderer.render(formView(casusX(), form, { viewer: person(2) })))).not.toContain('for');
  });

  it('offers who is at the table, without chair and note-taker', () => {
    const card = renderer.render(formView(casusX(), 'raiseRisk'));
    expect(choicesOf(card, 'for').map(one => one.value)).toEqual([person(2), person(3), person(4), person(5)]);
  });
});

describe('moving on from a prompt', () => {
  it.each([
    ['raiseRisk', 'step.next'],
    ['raiseFactor', 'step.next'],
    ['rateRisks', 'step.reveal'],
    ['voteTopThree', 'step.reveal'],
  ] as const)('stands under %s for everyone and for the chair, not on the own card of a participant', (form, verb) => {
    const shown = (viewer?: string) =>
      verbsOf(renderer.render(formView(casusX(), form, viewer === undefined ? {} : { viewer })));
    expect(shown()).toContain(verb);
    expect(shown(person(1))).toContain(verb);
    expect(shown(person(2))).not.toContain(verb);
  });

  it('asks for no input of the form above it', () => {
    expect(buttonOf(renderer.render(formView(casusX(), 'raiseRisk')), 'step.next').associatedInputs).toBe('none');
  });
});

describe('a prompt with the board on top', () => {
  it('says in three lines where the conference is', () => {
    const card = renderer.render(formView(casusX(), 'agreeAction'));
    expect(linesOf(card).slice(0, 3)).toEqual([
      'ZVH-2026-002 · casusoverleg 1 · nog 11 min',
      '✓ Opening  ·  ✓ Risico’s  ·  ✓ Top drie  ·  Acties  ·  Afronding',
      expect.stringMatching(/^Top drie: F1 Middelengebruik/),
    ]);
  });

  it('speaks the language of the chat', () => {
    const card = renderer.render(formView(casusX(), 'raiseRisk', { language: 'en' }));
    expect(textOf(card)).toContain('What must not happen?');
    expect((card as Element).lang).toBe('en');
  });
});

describe('large conferences', () => {
  it('keep every risk and every factor answerable', () => {
    const text = (about: string) => `${about} ${'woorden '.repeat(30)}`.slice(0, 200);
    const scene = sized('large', { organisations: 15, risks: 12, factors: 30, actions: 20, text });
    const rate = renderer.render(formView(scene, 'rateRisks'));
    expect(ids(rate).filter(id => String(id).startsWith('level:'))).toHaveLength(12);
    const dynamic = scene.state.factors.filter(factor => factor.kind === 'dynamic').map(factor => factor.id);
    expect(choicesOf(renderer.render(formView(scene, 'voteTopThree')), 'factors').map(one => one.value)).toEqual(
      dynamic,
    );
    const decide = choicesOf(renderer.render(formView(scene, 'decideTopThree')), 'factors').map(one => one.value);
    expect(decide.toSorted()).toEqual(dynamic.toSorted());
  });

  it('agree on twelve risks in one card when organisations have names as in the field', () => {
    const text = (about: string) => (about.startsWith('organisatie') ? `Organisatie ${about.slice(12)}` : about);
    const scene = sized('usual', { organisations: 15, risks: 12, factors: 9, actions: 2, text });
    const card = renderer.render(formView(scene, 'agreeRisks'));
    expect(ids(card).filter(id => String(id).startsWith('level:'))).toHaveLength(12);
  });
});
