import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SafetyScore } from '../../src/domain/answers.ts';
import { formNames } from '../../src/ports/form-tokens.ts';
import { blind, idOf, janna, revealed, type Seat, scored, shown, withCase } from './janna.ts';
import { buttonOf, choicesOf, type Element, element, inputOf, inputsOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { now, token } from './states.ts';

const ids = (card: unknown) => inputsOf(card).map(input => input.id);
const own = scored('veiligthuis', 'P1', 4, 'Troosten lukt', 'Ook ’s nachts');

describe('scoring safety', () => {
  const card = shown(janna('safety.score'), 'scoreSafety');

  it('asks of each person a number, why, and what makes it one point higher', () => {
    expect(ids(card)).toEqual([
      'score:P1',
      'explanation:P1',
      'onePointUp:P1',
      'score:P2',
      'explanation:P2',
      'onePointUp:P2',
      'for',
      'name',
    ]);
    expect(inputOf(card, 'onePointUp:P1').label).toBe('Wat maakt het één punt hoger? (P1)');
  });

  it('takes an answer about one of them: nothing is required', () => {
    expect(inputsOf(card).filter(input => input.isRequired === true)).toEqual([]);
  });

  it('offers 0 to 10, and says what 0, 6 and 10 mean', () => {
    const choices = choicesOf(card, 'score:P1');
    expect(choices.map(one => one.value)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(choices.map(one => one.title)).toEqual(
      expect.arrayContaining(['0 · direct gevaar', '6 · direct veilig', '10 · gegarandeerd']),
    );
    expect(textOf(card)).toContain('0 is direct gevaar, 6 is direct veilig, 10 is gegarandeerd veilig.');
  });

  it('keeps who else is at risk, and for whom, behind one button', () => {
    expect(element(card, 'addSubject')?.isVisible).toBe(false);
    expect(element(card, 'aside')?.isVisible).toBe(false);
    expect(JSON.stringify(card)).toContain('"targetElements":["aside","addSubject"]');
  });

  it('lets the chair show all, and a participant not', () => {
    expect(verbsOf(card)).toEqual(['safety.score', 'subject.add', 'step.reveal']);
    expect(verbsOf(shown(janna('safety.score'), 'scoreSafety', { viewer: idOf('veiligthuis') }))).not.toContain(
      'step.reveal',
    );
  });

  it('hides the reasons of more than two people behind a button', () => {
    const { subjects } = janna('safety.score').state;
    const third = { ...subjects[0], id: 'P3', name: 'Zus' } as (typeof subjects)[number];
    const three = shown(withCase(janna('safety.score'), { subjects: [...subjects, third] }), 'scoreSafety');
    expect(element(three, 'why:P3')?.isVisible).toBe(false);
    expect(element(card, 'why:P1')?.isVisible).toBe(true);
  });
});

describe('what a person scored before', () => {
  const scene = janna('safety.score', { scoreRounds: [blind(own, scored('wijkagent', 'P1', 7, 'kanarie'))] });

  it('is filled in for that person, what is still open first', () => {
    const card = shown(scene, 'scoreSafety', { viewer: idOf('veiligthuis') });
    expect(inputOf(card, 'score:P1').value).toBe('4');
    expect(inputOf(card, 'explanation:P1').value).toBe('Troosten lukt');
    expect(inputOf(card, 'onePointUp:P1').value).toBe('Ook ’s nachts');
    expect(ids(card)[0]).toBe('score:P2');
    expect(JSON.stringify(card)).not.toContain('kanarie');
  });

  it('is asked anew in another round', () => {
    const again = janna('safety.score', { scoreRounds: [revealed(own), blind()] });
    const card = shown(again, 'scoreSafety', { viewer: idOf('veiligthuis') });
    expect(inputOf(card, 'score:P1').value).toBeUndefined();
  });
});

describe('who is at risk', () => {
  it('is the only question while the list is empty', () => {
    const card = shown(withCase(janna('safety.score'), { subjects: [] }), 'scoreSafety');
    expect(ids(card)).toEqual(['name']);
    expect(element(card, 'addSubject')?.isVisible).toBe(true);
    expect(verbsOf(card)).toEqual(['subject.add', 'step.reveal']);
  });

  it('is asked by role, never by name', () => {
    expect(inputOf(shown(janna('safety.score'), 'scoreSafety'), 'name').label).toContain('Een rol, geen naam');
  });

  it('is added all the same when somebody presses again after hearing that it is there', () => {
    const refusals = [{ code: 'duplicateItem' as const, item: 'name', values: { twin: 'P2' } }];
    const values = { name: 'moeder', 'score:P1': '4' };
    const card = shown(janna('safety.score'), 'scoreSafety', { viewer: idOf('veiligthuis'), refusals, values });
    expect(element(card, 'addSubject')?.isVisible).toBe(true);
    expect(buttonOf(card, 'subject.add').title).toBe('Toch vastleggen');
    expect((buttonOf(card, 'subject.add').data as Element).confirm).toBe('1');
    expect(inputOf(card, 'score:P1').value).toBe('4');
  });
});

it('asks the note-taker for whom it is', () => {
  const scene = janna('safety.score', { noteTaker: idOf('reclasseerder') });
  const card = shown(scene, 'scoreSafety', { viewer: idOf('reclasseerder') });
  expect(ids(card)[0]).toBe('for');
  expect(choicesOf(card, 'for').map(one => one.value)).toEqual(
    (['veiligthuis', 'behandelaar', 'jeugdarts', 'wijkagent'] as const).map(idOf),
  );
});

const answering: readonly Seat[] = ['veiligthuis', 'behandelaar', 'wijkagent'];
const answer = fc.record({
  score: fc.integer({ min: 0, max: 10 }),
  why: fc.integer({ min: 100_000, max: 999_999 }).map(number => `kanarie-${number}`),
});

/** Every card of that moment as JSON: for everyone, or for one person. */
function cardsOf(answers: readonly SafetyScore[], viewer?: Seat): readonly string[] {
  const scene = janna('safety.score', { scoreRounds: [blind(...answers)] });
  const about = { language: 'nl', state: scene.state, conference: 'c1', token, now } as const;
  const more = { action: 'A1', item: 'P1', ...(viewer !== undefined && { viewer: idOf(viewer) }) };
  return [
    // What one signal says has no scores in it, and nobody told one here.
    ...formNames.filter(form => form !== 'tellSignal').map(form => shown(scene, form, { conference: 'c1', ...more })),
    renderer.render({ kind: 'board', ...about }),
    renderer.render({ kind: 'summary', ...about }),
  ].map(card => JSON.stringify(card));
}

describe('while scores are blind', () => {
  const given = fc.tuple(answer, answer, answer);
  const scores = (said: readonly { score: number; why: string }[]) =>
    answering.flatMap((seat, index) => {
      const one = said[index];
      return one === undefined ? [] : [scored(seat, 'P1', one.score, one.why, one.why)];
    });

  it('every card for everyone is the same, whatever was scored', () => {
    fc.assert(
      fc.property(given, given, (one, other) => {
        expect(cardsOf(scores(one))).toEqual(cardsOf(scores(other)));
      }),
      { numRuns: 15 },
    );
  });

  it('nothing in the cards of one person depends on the scores of others', () => {
    fc.assert(
      fc.property(
        given,
        given,
        fc.constantFrom<Seat>(...answering, 'procesregisseur', 'jeugdarts'),
        (one, other, viewer) => {
          const mixed = one.map((said, index) => (answering[index] === viewer ? said : (other[index] ?? said)));
          expect(cardsOf(scores(one), viewer)).toEqual(cardsOf(scores(mixed), viewer));
        },
      ),
      { numRuns: 15 },
    );
  });
});
