import { describe, expect, it } from 'vitest';
import type { Conference } from '../../src/domain/case-state.ts';
import { blind, idOf, janna, revealed, scored, shown, withCase } from './janna.ts';
import { buttonOf, choicesOf, element, inputOf, inputsOf, linesOf, noticesOf, textOf, verbsOf } from './read-card.ts';

const ids = (card: unknown) => inputsOf(card).map(input => input.id);
const safe = { P1: { score: 6 }, P2: { score: 7 } };

function agreed(
  rounds: Conference['scoreRounds'],
  more: Partial<Conference> = {},
  before?: Conference['agreedScores'],
) {
  return shown(janna('safety.revealed', { scoreRounds: rounds, ...more }, before), 'agreeSafety');
}

describe('agreeing on safety', () => {
  const card = agreed([
    revealed(
      scored('wijkagent', 'P1', 5, 'Geen meldingen', 'Een half jaar zo'),
      scored('veiligthuis', 'P1', 4, 'Troosten lukt soms'),
      scored('jeugdarts', 'P2', 3),
    ),
  ]);

  it('shows every score with its organisation, from low to high, why, and what makes it one point higher', () => {
    const lines = linesOf(card);
    const at = lines.indexOf('4  Veilig Thuis – Troosten lukt soms');
    expect(lines.slice(at, at + 3)).toEqual([
      '4  Veilig Thuis – Troosten lukt soms',
      '5  Politie – Geen meldingen',
      'Eén punt hoger: Een half jaar zo',
    ]);
    expect(lines).toContain('3  Jeugdgezondheidszorg');
  });

  it('asks the chair a number and the ground requirements of each, nothing required', () => {
    expect(ids(card).slice(0, 4)).toEqual(['score:P1', 'requirements:P1', 'score:P2', 'requirements:P2']);
    expect(inputsOf(card).filter(input => input.isRequired === true)).toEqual([]);
    expect(choicesOf(card, 'score:P1')).toHaveLength(11);
  });

  it('proposes a number only when everybody gave the same', () => {
    expect(inputOf(card, 'score:P1').value).toBeUndefined();
    expect(inputOf(card, 'score:P2').value).toBe('3');
  });

  it('can open another round without sending what is in the form', () => {
    expect(verbsOf(card)).toEqual(['safety.scaleUp', 'safety.agree', 'step.again']);
    expect(buttonOf(card, 'step.again').associatedInputs).toBe('none');
  });

  it('says so when nobody gave a number, and has nothing to decide without anybody at risk', () => {
    expect(textOf(agreed([revealed()]))).toContain('Niemand heeft een cijfer gegeven.');
    const nobody = shown(withCase(janna('safety.revealed'), { subjects: [] }), 'agreeSafety');
    expect(textOf(nobody)).toContain('Er staat niemand op de lijst.');
    expect(verbsOf(nobody)).toEqual([]);
  });

  it('says which ones still have no number, when others were agreed on', () => {
    const scene = janna('safety.revealed', { scoreRounds: [revealed()], agreedScores: { P1: { score: 6 } } });
    const recorded = [{ key: 'safetyAgreed', item: 'P1', text: '6' }];
    const answer = shown(scene, 'agreeSafety', { viewer: idOf('procesregisseur'), recorded });
    expect(linesOf(answer)).toContain('Nog zonder cijfer: P2. Kies daar ook een cijfer, dan gaan we door.');
    expect(inputOf(answer, 'score:P1').value).toBe('6');
    expect(ids(answer)[0]).toBe('score:P2');
  });
});

describe('lowest and highest', () => {
  it('are asked why at two or more apart, with what they gave', () => {
    const card = agreed([revealed(scored('wijkagent', 'P1', 7), scored('veiligthuis', 'P1', 4))]);
    expect(noticesOf(card)).toEqual(['notice:hint:askOutlier:P1']);
    expect(textOf(element(card, 'notice:hint:askOutlier:P1'))).toBe(
      'Hoogst: Politie (7). Laagst: Veilig Thuis (4). Wat weet alleen jouw organisatie?',
    );
  });

  it('are not asked at one apart, nor about an earlier round', () => {
    expect(noticesOf(agreed([revealed(scored('wijkagent', 'P1', 5), scored('veiligthuis', 'P1', 4))]))).toEqual([]);
    const settled = [
      revealed(scored('wijkagent', 'P1', 9), scored('veiligthuis', 'P1', 2)),
      revealed(scored('wijkagent', 'P1', 5), scored('veiligthuis', 'P1', 5)),
    ];
    expect(noticesOf(agreed(settled))).toEqual([]);
  });
});

describe('another round', () => {
  const card = agreed([
    revealed(scored('wijkagent', 'P1', 5), scored('veiligthuis', 'P1', 2), scored('jeugdarts', 'P1', 3)),
    revealed(scored('wijkagent', 'P1', 5), scored('veiligthuis', 'P1', 4)),
  ]);

  it('stands beside the first one, by organisation and as a whole', () => {
    expect(linesOf(card)).toEqual(
      expect.arrayContaining([
        '4  Veilig Thuis (eerst 2)',
        '5  Politie',
        '–  Jeugdgezondheidszorg (eerst 3, nu geen cijfer)',
        'Eerst 2 tot 5, nu 4 tot 5.',
      ]),
    );
  });

  it('shows nothing of a round that is still blind', () => {
    const again = agreed([revealed(scored('wijkagent', 'P1', 5)), blind(scored('wijkagent', 'P1', 9, 'kanarie'))]);
    expect(JSON.stringify(again)).not.toContain('kanarie');
    expect(linesOf(again)).toContain('5  Politie');
  });
});

describe('the line through time', () => {
  it('shows what earlier conferences agreed on', () => {
    expect(textOf(agreed([revealed()]))).toContain('Vorige keer: 2');
    const scene = janna('safety.revealed', { scoreRounds: [revealed()] });
    const [first, second] = scene.state.conferences;
    if (first === undefined || second === undefined) throw new Error('two conferences');
    const conferences = [first, { ...first, id: 'c00', agreedScores: safe }, second];
    expect(textOf(shown(withCase(scene, { conferences }), 'agreeSafety'))).toContain('Eerder: 2 → 6');
  });

  it('is stable at a 7 or more in three conferences running', () => {
    const scene = janna('safety.revealed', { agreedScores: { P2: { score: 7 } } }, safe);
    const [first, second] = scene.state.conferences;
    if (first === undefined || second === undefined) throw new Error('two conferences');
    const stable = 'Stabiel: drie overleggen op rij een 7 of hoger.';
    expect(textOf(shown(scene, 'agreeSafety'))).not.toContain(stable);
    const conferences = [{ ...first, id: 'c00' }, first, second];
    expect(textOf(shown(withCase(scene, { conferences }), 'agreeSafety'))).toContain(stable);
  });
});

describe('ground requirements', () => {
  it('are filled in as they stood, for who got a number', () => {
    const card = agreed([revealed(scored('wijkagent', 'P1', 5))]);
    expect(inputOf(card, 'requirements:P1').value).toBe('Ouders troosten de baby in meer dan één situatie');
  });

  it('are a line to read for who got none, because a field without a number is refused', () => {
    const card = agreed([revealed(scored('wijkagent', 'P1', 5))]);
    expect(inputOf(card, 'requirements:P2').value).toBeUndefined();
    expect(linesOf(card)).toContain('Bodemeisen tot nu toe: Moeder gebruikt haar veiligheidsplan');
  });
});

describe('scaling up', () => {
  const under = [revealed(scored('wijkagent', 'P1', 5), scored('wijkagent', 'P2', 6))];

  it('is asked of who wasn’t at 6 the last time and got less than 6 now', () => {
    const card = agreed(under);
    expect(ids(card).filter(id => String(id).startsWith('scaleUp'))).toEqual(['scaleUp:P1']);
    expect(ids(card)).toEqual(expect.arrayContaining(['how:P1', 'reason:P1']));
    expect(linesOf(card)).toContain('P1 Baby (vorige keer 2)');
    expect(choicesOf(card, 'how:P1').map(one => one.value)).toEqual([
      'adviceVeiligThuis',
      'childProtection',
      'criminalLaw',
      'expertise',
      'coercion',
    ]);
  });

  it('is not asked after a 6, nor the first time', () => {
    expect(verbsOf(agreed(under, {}, safe))).not.toContain('safety.scaleUp');
    expect(verbsOf(agreed(under, {}, {}))).not.toContain('safety.scaleUp');
  });

  it('is filled in as it was decided', () => {
    const card = agreed(under, {
      scalingUp: { P1: { scaleUp: true, how: 'criminalLaw', reason: 'Geen verbetering' } },
    });
    expect(inputOf(card, 'scaleUp:P1').value).toBe('yes');
    expect(inputOf(card, 'how:P1').value).toBe('criminalLaw');
    expect(inputOf(card, 'reason:P1').value).toBe('Geen verbetering');
  });

  it('can still be decided after a number under 6 was agreed', () => {
    const back = agreed([revealed(scored('wijkagent', 'P1', 6))], { agreedScores: { P1: { score: 5 } } });
    expect(ids(back)).toContain('scaleUp:P1');
  });
});
