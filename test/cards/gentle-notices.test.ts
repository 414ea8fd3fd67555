import { describe, expect, it } from 'vitest';
import { languages } from '../../src/cards/words.ts';
import type { Concern } from '../../src/domain/concerns.ts';
import { type Hint, hintCodes } from '../../src/domain/hints.ts';
import type { FormView } from '../../src/ports/card-renderer.ts';
import type { FormName } from '../../src/ports/form-tokens.ts';
import { buttonsOf, type Element, element, linesOf, noticesOf, ofType, textOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, now, person, token } from './states.ts';
import { formView } from './views.ts';

const mine = { viewer: person(2), withBoardLines: false } as const;
const answer = (form: FormName, more: Partial<FormView>) =>
  renderer.render(formView(casusX(), form, { ...mine, ...more }));
/** The buttons in a notice, as what they send. */
const pressesIn = (card: unknown, style: string) =>
  ofType(card, 'Container')
    .filter(one => one.style === style)
    .flatMap(one => buttonsOf(one).map(button => button.data));

const hintOf = (code: Hint['code']): Hint => ({
  code,
  item: code === 'lowLevel' ? 'housing' : 'F5',
  values: {
    ...{ domain: 'housing', name: 'moeder', inFull: '2026-11-27', words: 'voor de zomer' },
    ...{ model: 'model', prompt: 'summary 1', day: '20 november' },
  },
});
const concerns: readonly Concern[] = [
  { code: 'rnr.intensity', item: 'R1', detail: 'light', values: { what: 'Geweld' } },
  { code: 'rnr.intensity', item: 'R2', detail: 'heavy', values: { what: 'Diefstal' } },
  { code: 'rnr.fit' },
  { code: 'smart.owner', item: 'A1', values: { name: 'het team' } },
  { code: 'smart.due', item: 'A2', values: { what: 'Huisbezoek' } },
  { code: 'smart.effect', item: 'A3', values: { what: 'Huisbezoek' } },
  { code: 'need.factor', item: 'A3', values: { what: 'Huisbezoek' } },
  { code: 'direction' },
  { code: 'safety.scaleUp', item: 'P1', values: { name: 'moeder' } },
];

describe('a hint', () => {
  it('stands in a container named after its code and item, with a word that says what it is, never in red', () => {
    const hints = [hintOf('protectiveAbsence'), { code: 'newcomer' }] as const;
    const card = answer('raiseFactor', { hints });
    expect(noticesOf(card)).toEqual(['notice:hint:protectiveAbsence:F5', 'notice:hint:newcomer']);
    expect(linesOf(card)[0]).toMatch(/^Tip: Dit klinkt als een risico dat kleiner is geworden\./);
    expect(ofType(card, 'Container').filter(one => one.style === 'attention')).toEqual([]);
  });

  it('about an absence can be kept or mended in one press', () => {
    const card = answer('raiseFactor', { hints: [hintOf('protectiveAbsence')] });
    expect(pressesIn(card, 'accent')).toEqual([
      { token, verb: 'hint.keep', item: 'F5' },
      { token, verb: 'form.show', form: 'editItem', item: 'F5' },
    ]);
    expect(buttonsOf(card).map(one => one.title)).toEqual(expect.arrayContaining(['Zo laten', 'Verbeteren']));
  });

  it('about a low life domain offers to make it a factor', () => {
    const low = answer('reviewActions', { hints: [hintOf('lowLevel')] });
    expect(textOf(low)).toContain('Laag: Huisvesting.');
    expect(pressesIn(low, 'accent')).toEqual([{ token, verb: 'form.show', form: 'raiseFactor', item: 'housing' }]);
  });

  it('to a newcomer is the method in five lines', () => {
    const newcomer = element(answer('opening', { hints: [{ code: 'newcomer' }] }), 'notice:hint:newcomer');
    expect(linesOf(newcomer)).toEqual([
      expect.stringContaining('vijf regels'),
      ...['1', '2', '3', '4', '5'].map(number => expect.stringMatching(new RegExp(`^${number}\\. \\w`))),
    ]);
  });

  it('sends nothing of the form along with its buttons, so that nothing half-typed is in the way', () => {
    const card = answer('raiseFactor', { hints: [hintOf('protectiveAbsence')] });
    const buttons = buttonsOf(element(card, 'notice:hint:protectiveAbsence:F5'));
    expect(buttons.map(button => button.associatedInputs)).toEqual(['none', 'none']);
  });

  it('has no more than two buttons with its fellows, because the form comes first', () => {
    const hints = ['housing', 'finances', 'identity'].map(domain => ({
      code: 'lowLevel' as const,
      item: domain,
      values: { domain },
    }));
    expect(pressesIn(answer('raiseFactor', { hints }), 'accent')).toHaveLength(2);
    expect(noticesOf(answer('raiseFactor', { hints }))).toHaveLength(3);
  });

  it('is there once, however often it is given', () => {
    const hints = [hintOf('notCurrent'), hintOf('notCurrent')];
    expect(noticesOf(answer('raiseFactor', { hints }))).toEqual(['notice:hint:notCurrent:F5']);
  });

  it.each(hintCodes)('%s has words in both languages with nothing unsaid in them', code => {
    for (const language of languages) {
      const words = textOf(
        renderer.render({ kind: 'notice', language, refusals: [], recorded: [], hints: [hintOf(code)] }),
      );
      expect(words).not.toMatch(/[{}[\]…]/);
      expect(words).toMatch(/[.?]$/);
    }
  });
});

describe('a warning', () => {
  const card = answer('agreeAction', { warnings: concerns, recorded: [{ key: 'actionAgreed', item: 'A3' }] });

  it('stands in a container named after its code and item, under words that say what it is, never in red', () => {
    expect(noticesOf(card)).toEqual([
      'notice:warning:rnr.intensity:R1',
      'notice:warning:rnr.intensity:R2',
      'notice:warning:rnr.fit',
      'notice:warning:smart.owner:A1',
      'notice:warning:smart.due:A2',
      'notice:warning:smart.effect:A3',
      'notice:warning:need.factor:A3',
      'notice:warning:direction',
      'notice:warning:safety.scaleUp:P1',
    ]);
    expect(linesOf(card)).toEqual(expect.arrayContaining(['Let op']));
    expect(textOf(card)).toContain('er wordt niets geweigerd');
    expect(ofType(card, 'Container').filter(one => one.style === 'attention')).toEqual([]);
  });

  it('says after what was recorded what it is about', () => {
    expect(linesOf(card)[0]).toMatch(/^✓ /);
    expect(textOf(card)).toContain('R1 Geweld: de acties samen zijn licht, terwijl het risico hoog is.');
    expect(textOf(card)).toContain('R2 Diefstal: de acties samen zijn zwaar, terwijl het risico laag is.');
  });

  it('says how many more there are when there are very many', () => {
    const warnings = Array.from({ length: 15 }, (_, i): Concern => ({ code: 'smart.effect', item: `A${i + 1}` }));
    const many = answer('agreeAction', { warnings });
    expect(noticesOf(many)).toHaveLength(12);
    expect(linesOf(many)).toContain('… en nog 3');
  });

  it('about an action offers to mend it', () => {
    expect(pressesIn(card, 'warning')).toEqual([{ token, verb: 'form.show', form: 'editItem', item: 'A1' }]);
    const about = answer('agreeAction', { warnings: [{ code: 'rnr.fit' }] });
    expect(pressesIn(about, 'warning')).toEqual([]);
  });

  it.each(concerns)('$code $detail has words in both languages with nothing unsaid in them', warning => {
    for (const language of languages) {
      const shown = renderer.render({ kind: 'notice', language, refusals: [], recorded: [], warnings: [warning] });
      const words = linesOf(element(shown, noticesOf(shown)[0] ?? ''))[0];
      expect(words).not.toMatch(/[{}[\]…]/);
      expect(words).toMatch(/[.?]$/);
    }
  });

  it('shows what was typed literally', () => {
    const what = '**vet** {{DATE(x)}} [klik](https://evil.example)';
    const shown = answer('agreeAction', { warnings: [{ code: 'smart.effect', item: 'A1', values: { what } }] });
    expect(JSON.stringify(ofType(shown, 'TextBlock'))).not.toContain('vet');
    expect(textOf(shown)).not.toContain('{{');
  });
});

describe('hints and warnings', () => {
  it('stand on the board of the person who pressed it too', () => {
    const { state } = casusX();
    const board = { kind: 'board', language: 'nl', token, state, conference: 'c1', now } as const;
    const card = renderer.render({ ...board, hints: [{ code: 'newcomer' }], warnings: [{ code: 'direction' }] });
    expect(noticesOf(card)).toEqual(['notice:warning:direction', 'notice:hint:newcomer']);
    expect(noticesOf(renderer.render(board))).toEqual([]);
  });

  it('have no buttons on a card without a form', () => {
    const card = renderer.render({
      kind: 'notice',
      language: 'nl',
      refusals: [],
      recorded: [],
      hints: [hintOf('protectiveAbsence')],
      warnings: concerns,
    });
    expect(noticesOf(card)).toHaveLength(10);
    expect(buttonsOf(card) as readonly Element[]).toEqual([]);
  });
});
