import { describe, expect, it } from 'vitest';
import { action, by, idOf, janna, shown, withCase } from './janna.ts';
import {
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
import { casusX, type Scene } from './states.ts';

const ids = (card: unknown) => inputsOf(card).map(input => input.id);
const taps = (card: unknown) => buttonsOf(card).filter(button => button.associatedInputs === 'none');
const done = { ...by('veiligthuis'), action: 'A1', status: 'done', note: 'Ouders kwamen elke dag' } as const;

function oneAction(scene: Scene): Scene {
  return withCase(scene, { actions: scene.state.actions.slice(0, 1) });
}

describe('looking back on several actions, on the card for everyone', () => {
  const card = shown(janna('lookBack'), 'reviewActions');

  it('asks of each what came of it, none of them required', () => {
    expect(ids(card)).toEqual(['status:A1', 'note:A1', 'status:A2', 'note:A2', 'status:A3', 'note:A3']);
    expect(inputsOf(card).filter(input => input.isRequired === true)).toEqual([]);
    expect(choicesOf(card, 'status:A1').map(one => one.value)).toEqual(['done', 'partly', 'notDone', 'notPossible']);
  });

  it('says of each what, whose it is and when it was due', () => {
    expect(linesOf(card)).toEqual(
      expect.arrayContaining([
        'A1 Baby vanuit het ziekenhuis naar een crisispleeggezin',
        'Medewerker Veilig Thuis, Veilig Thuis · uiterlijk 14 nov',
      ]),
    );
  });

  it('keeps notes behind Met toelichting', () => {
    expect(inputOf(card, 'note:A1').isVisible).toBe(false);
    const toggle = JSON.stringify(card).match(/"targetElements":(\[[^\]]*\])/)?.[1];
    expect(toggle).toBe('["note:A1","note:A2","note:A3"]');
  });

  it('fills in what an owner answered beforehand, with the note in sight', () => {
    const answered = shown(janna('lookBack', { reviews: { A1: done } }), 'reviewActions');
    expect(inputOf(answered, 'status:A1').value).toBe('done');
    expect(inputOf(answered, 'note:A1')).toMatchObject({ value: 'Ouders kwamen elke dag', isVisible: true });
    expect(inputOf(answered, 'status:A2').value).toBeUndefined();
  });

  it('offers moving on, to everybody here and not on the own card of a participant', () => {
    expect(verbsOf(card)).toEqual(['action.review', 'step.next']);
    expect(verbsOf(shown(janna('lookBack'), 'reviewActions', { viewer: idOf('wijkagent') }))).toEqual([
      'action.review',
    ]);
    expect(verbsOf(shown(janna('lookBack'), 'reviewActions', { viewer: idOf('procesregisseur') }))).toContain(
      'step.next',
    );
  });
});

describe('an action that was to find something out', () => {
  it('comes back by what wasn’t known', () => {
    expect(linesOf(shown(janna('lookBack'), 'reviewActions'))).toContain(
      'Vorige keer wisten we niet: Zicht op het patroon van geweld',
    );
  });

  it('names the factors that were hard to assess', () => {
    const { factors } = casusX().state;
    const actions = [action('A1', 'Urinecontrole', 'behandelaar', { type: 'information', factors: ['F1', 'F2'] })];
    expect(linesOf(shown(withCase(janna('lookBack'), { actions, factors }), 'reviewActions'))).toContain(
      'Vorige keer wisten we niet: Middelengebruik, omvang onbekend',
    );
  });
});

describe('looking back on one action', () => {
  const card = shown(oneAction(janna('lookBack')), 'reviewActions');

  it('is one tap: four buttons that carry the status and send nothing else', () => {
    const statuses = taps(card).flatMap(tap => (tap.data as Element)['status:A1'] ?? []);
    expect(statuses).toEqual(['done', 'partly', 'notDone', 'notPossible']);
    expect(textOf(card)).toContain('Wat is er van de actie gekomen?');
  });

  it('has the form with a note behind a button', () => {
    expect(element(card, 'withNote')?.isVisible).toBe(false);
    expect(element(card, 'oneTap')?.isVisible).toBe(true);
    expect(ids(card)).toEqual(['status:A1', 'note:A1']);
  });

  it('ticks what was answered and opens the note that was given', () => {
    const answered = shown(oneAction(janna('lookBack', { reviews: { A1: done } })), 'reviewActions');
    expect(taps(answered).map(tap => tap.title)).toContain('✓ Gedaan');
    expect(element(answered, 'withNote')?.isVisible).toBe(true);
    expect(inputOf(answered, 'note:A1').value).toBe('Ouders kwamen elke dag');
  });

  it('asks a newcomer for the organisation on the same form, where one tap would lose it', () => {
    const values = { 'status:A1': 'done' };
    const asked = shown(oneAction(janna('lookBack')), 'reviewActions', { viewer: 'new', askToJoin: true, values });
    expect(ids(asked)).toEqual(expect.arrayContaining(['organisation', 'status:A1']));
    expect(taps(asked)).toEqual([]);
  });
});

describe('the own card of a participant', () => {
  it('asks about their own actions and shows what became of the others, with whose they are', () => {
    const scene = janna('lookBack', { reviews: { A1: done } });
    const card = shown(scene, 'reviewActions', { viewer: idOf('behandelaar') });
    expect(ids(card)).toEqual(['status:A3', 'note:A3']);
    expect(linesOf(card)).toEqual(
      expect.arrayContaining(['gedaan', 'nog geen antwoord', 'Wijkagent, Politie · uiterlijk 14 nov']),
    );
  });

  it('has nothing to fill in for somebody without an action', () => {
    const card = shown(janna('lookBack'), 'reviewActions', { viewer: idOf('jeugdarts') });
    expect(inputsOf(card)).toEqual([]);
    expect(textOf(card)).toContain('Deze acties zijn van anderen.');
  });

  it('comes back as it was sent when it was about an action of somebody else', () => {
    const refusals = [{ code: 'notOwner' as const, item: 'status:A1', values: { owner: 'Medewerker Veilig Thuis' } }];
    const values = { 'status:A1': 'done', 'note:A1': 'Gezien' };
    const card = shown(janna('lookBack'), 'reviewActions', { viewer: idOf('wijkagent'), refusals, values });
    expect(inputOf(card, 'status:A1').value).toBe('done');
    expect(inputOf(card, 'note:A1')).toMatchObject({ value: 'Gezien', isVisible: true });
    expect(element(card, 'notice:refusal:notOwner:status:A1')).toBeDefined();
  });

  it('puts one’s own first, and leaves all to who leads', () => {
    const scene = withCase(janna('lookBack'), {
      actions: [
        action('A1', 'een', 'veiligthuis'),
        action('A2', 'twee', 'wijkagent'),
        action('A3', 'drie', 'procesregisseur'),
      ],
    });
    const statuses = ids(shown(scene, 'reviewActions', { viewer: idOf('procesregisseur') })).filter(id =>
      String(id).startsWith('status'),
    );
    expect(statuses).toEqual(['status:A3', 'status:A1', 'status:A2']);
  });
});

it('says so when nothing came back', () => {
  const card = shown(withCase(janna('lookBack'), { actions: [] }), 'reviewActions');
  expect(textOf(card)).toContain('Er zijn geen acties van een vorige keer.');
  expect(inputsOf(card)).toEqual([]);
});
