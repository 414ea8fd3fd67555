import { describe, expect, it } from 'vitest';
import type { Rating, Vote } from '../../src/domain/answers.ts';
import type { RatingLevel } from '../../src/domain/values.ts';
import { buttonOf, choicesOf, element, inputOf, inputsOf, linesOf, noticesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inPhase, person, smallest, withConference } from './states.ts';
import { formView } from './views.ts';

function rated(...levels: readonly [organisation: string, level: RatingLevel, reason?: string][]) {
  const answers = levels.map(
    ([organisation, level, reason], index): Rating => ({
      person: person(index + 2),
      organisation,
      risk: 'R1',
      level,
      ...(reason !== undefined && { reason }),
    }),
  );
  const scene = withConference(inPhase(casusX(), 'risks.revealed'), { ratingRounds: [{ revealed: true, answers }] });
  return renderer.render(formView(scene, 'agreeRisks', { state: scene.state }));
}

function voted(...votes: readonly (readonly string[])[]) {
  const answers = votes.map(
    (factors, index): Vote => ({ person: person(index + 2), organisation: `Organisatie ${index + 1}`, factors }),
  );
  const scene = withConference(inPhase(casusX(), 'topThree.revealed'), { voteRounds: [{ revealed: true, answers }] });
  return renderer.render(formView(scene, 'decideTopThree', { state: scene.state }));
}

describe('agreeing on the risks', () => {
  it('shows every answer with its organisation and reason, from high to low, geen zicht last', () => {
    const card = rated(
      ['GGZ', 'unknown', 'geen contact'],
      ['Politie', 'low'],
      ['Reclassering', 'moderate', 'verleden'],
    );
    expect(linesOf(card).filter(line => /Politie|GGZ|Reclassering/.test(line))).toEqual([
      'Matig  Reclassering – verleden',
      'Laag  Politie',
      'Geen zicht  GGZ – geen contact',
    ]);
  });

  it('asks the lowest and the highest what only they know when they are two or more apart', () => {
    const card = rated(['Politie', 'veryHigh'], ['Reclassering', 'high'], ['GGZ', 'moderate']);
    expect(noticesOf(card)).toEqual(['notice:hint:askOutlier:R1']);
    expect(textOf(element(card, 'notice:hint:askOutlier:R1'))).toBe(
      'Hoogst: Politie. Laagst: GGZ. Wat weet alleen jouw organisatie?',
    );
  });

  it('asks nobody when they are one apart, or when the other has no view', () => {
    expect(noticesOf(rated(['Politie', 'high'], ['GGZ', 'moderate']))).toEqual([]);
    expect(noticesOf(rated(['Politie', 'veryHigh'], ['GGZ', 'unknown']))).toEqual([]);
  });

  it('says which risks still have no level, when others were agreed on', () => {
    const scene = inPhase(casusX(), 'risks.revealed');
    const second = { id: 'R2', what: 'Brand', by: { person: person(2), organisation: 'Politie' }, conference: 'c1' };
    const { state } = withConference(
      { ...scene, state: { ...scene.state, risks: [...scene.state.risks, second] } },
      { agreedLevels: { R1: { level: 'high' } } },
    );
    const view = formView(scene, 'agreeRisks', { state });
    expect(textOf(renderer.render(view))).not.toContain('Nog zonder niveau');
    const recorded = [{ key: 'riskLevelAgreed', item: 'R1', text: 'high' }];
    expect(linesOf(renderer.render({ ...view, recorded }))).toContain(
      'Nog zonder niveau: R2. Kies daar ook een niveau, dan gaan we door.',
    );
  });

  it('has nothing to decide without risks, and says what the chair can do', () => {
    const card = renderer.render(formView(smallest(), 'agreeRisks'));
    expect(textOf(card)).toContain('Er is nog geen risico genoemd. De voorzitter kan een stap terug.');
    expect(verbsOf(card)).not.toContain('risk.agree');
  });

  it('proposes a level only when everybody who gave one gave the same', () => {
    expect(inputOf(rated(['Politie', 'high'], ['GGZ', 'high'], ['OM', 'unknown']), 'level:R1').value).toBe('high');
    expect(inputOf(rated(['Politie', 'high'], ['GGZ', 'moderate']), 'level:R1').value).toBeUndefined();
    expect(inputOf(rated(['Politie', 'unknown']), 'level:R1').value).toBeUndefined();
  });

  it('never offers geen zicht as what is agreed', () => {
    expect(choicesOf(rated(['Politie', 'unknown']), 'level:R1').map(one => one.value)).toEqual([
      'low',
      'moderate',
      'high',
      'veryHigh',
    ]);
  });

  it('can open another round without sending what is in the form', () => {
    expect(verbsOf(rated())).toEqual(['risk.agree', 'step.again']);
    expect(buttonOf(rated(), 'step.again').associatedInputs).toBe('none');
  });
});

describe('agreeing on a risk that was agreed on before', () => {
  it('says what the level was, and only then', () => {
    const { state } = inPhase(casusX(), 'risks.revealed');
    const [current] = state.conferences;
    if (current === undefined) throw new Error('casus X has a conference');
    const before = { ...current, id: 'c0', number: 0, agreedLevels: { R1: { level: 'veryHigh' as const } } };
    const again = { ...state, conferences: [before, current] };
    expect(linesOf(renderer.render(formView(casusX(), 'agreeRisks', { state: again })))).toContain(
      'Vorige keer: zeer hoog',
    );
    expect(textOf(rated(['Politie', 'high']))).not.toContain('Vorige keer');
  });
});

describe('deciding on the top three', () => {
  it('counts per organisation and says who chose what', () => {
    const lines = linesOf(renderer.render(formView(casusX(), 'decideTopThree')));
    expect(lines).toEqual(
      expect.arrayContaining([
        '4 ●●●●',
        'Politie, Reclassering, GGZ en Wijkteam gemeente',
        '3 ●●●',
        '2 ●●',
        'Politie en GGZ',
      ]),
    );
  });

  it('has the three with most votes chosen, in that order', () => {
    const card = renderer.render(formView(casusX(), 'decideTopThree'));
    expect(inputOf(card, 'factors').value).toBe('F1,F2,F4');
    expect(choicesOf(card, 'factors').map(one => one.value)).toEqual(['F1', 'F2', 'F4']);
  });

  it('leaves the place open that several share', () => {
    const scene = casusX();
    const more = { ...scene.state.factors[3], id: 'F7', what: 'Schulden' } as (typeof scene.state.factors)[number];
    const answers: Vote[] = [
      ['F1', 'F2', 'F4'],
      ['F1', 'F2', 'F7'],
    ].map((factors, index) => ({ person: person(index + 2), organisation: `O${index}`, factors }));
    const { state } = withConference(
      inPhase({ ...scene, state: { ...scene.state, factors: [...scene.state.factors, more] } }, 'topThree.revealed'),
      { voteRounds: [{ revealed: true, answers }] },
    );
    expect(inputOf(renderer.render(formView(scene, 'decideTopThree', { state })), 'factors').value).toBe('F1,F2');
  });

  it('asks the one or two who saw something that the others did not', () => {
    const card = voted(['F1', 'F4'], ['F1'], ['F1']);
    expect(noticesOf(card)).toEqual(['notice:hint:askOutlier']);
    expect(textOf(element(card, 'notice:hint:askOutlier'))).toBe(
      'Alleen Organisatie 1 koos F4. Wat weet jij dat de anderen niet weten?',
    );
  });

  it('asks nobody when only two organisations voted', () => {
    expect(noticesOf(voted(['F1'], ['F2']))).toEqual([]);
  });

  it('still lets the chair choose when nobody voted', () => {
    const card = voted();
    expect(textOf(card)).toContain('Niemand heeft gekozen.');
    expect(choicesOf(card, 'factors')).toHaveLength(3);
    expect(inputOf(card, 'factors').value).toBeUndefined();
  });
});

describe("the chair's card beside the actions, and closing", () => {
  it.each(['chairActions', 'close'] as const)('%s asks a reason only for factors without an action', form => {
    const card = renderer.render(formView(casusX(), form));
    expect(inputsOf(card).map(input => input.id)).toEqual(['reason:F4', 'nextDate', 'reflection']);
    expect(inputOf(card, 'reason:F4').value).toMatch(/^Eerst zicht op gebruik/);
    const moves = form === 'chairActions' ? ['step.next'] : [];
    expect(verbsOf(card)).toEqual(['factor.withoutAction', 'conference.close', ...moves]);
    expect(textOf(card)).toContain('✓ A1, A2');
  });

  it('closing says what is not covered yet', () => {
    const scene = withConference(casusX(), { withoutAction: {} });
    expect(textOf(renderer.render(formView(scene, 'close')))).toContain(
      'Eén factor in de top drie heeft nog geen actie en geen reden.',
    );
    expect(textOf(renderer.render(formView(casusX(), 'close')))).toContain(
      'Elke factor in de top drie heeft een actie of een reden.',
    );
  });

  it('closing has no button for reasons when every factor has an action', () => {
    const scene = withConference(casusX(), { topThree: { factors: ['F1', 'F2'] } });
    expect(verbsOf(renderer.render(formView(scene, 'close')))).toEqual(['conference.close']);
  });
});
