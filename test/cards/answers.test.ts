import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../../src/domain/refusal.ts';
import { formNames } from '../../src/ports/form-tokens.ts';
import {
  buttonOf,
  type Element,
  element,
  inputOf,
  inputsOf,
  linesOf,
  noticesOf,
  ofType,
  textOf,
  verbsOf,
} from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inPhase, person } from './states.ts';
import { formView } from './views.ts';

const mine = { viewer: person(2), withBoardLines: false } as const;

describe('a refusal', () => {
  it('stands in a container named after its code and item', () => {
    const refusals = [
      { code: 'pastDate', item: 'due', values: { date: '2026-11-12' } },
      { code: 'topThreeWithoutAction', item: 'F4', values: { factor: 'Conflict met de buren' } },
      { code: 'closed' },
    ] as const;
    const card = renderer.render(formView(casusX(), 'agreeAction', { ...mine, refusals }));
    expect(noticesOf(card)).toEqual([
      'notice:refusal:pastDate:due',
      'notice:refusal:topThreeWithoutAction:F4',
      'notice:refusal:closed',
    ]);
    expect(element(card, 'notice:refusal:closed')?.style).toBe('attention');
  });

  it('names the day, the person, the factor or the limit', () => {
    const text = (refusal: (typeof refusals)[number]) =>
      textOf(renderer.render({ kind: 'notice', language: 'nl', refusals: [refusal], recorded: [] }));
    const refusals = [
      { code: 'pastDate', item: 'due', values: { date: '2026-11-12' } },
      { code: 'notChair', values: { chair: 'Procesregisseur' } },
      { code: 'topThreeWithoutAction', item: 'F4', values: { factor: 'Conflict met de buren' } },
      { code: 'tooMany', item: 'factors', values: { given: 4, limit: 3 } },
      { code: 'notDynamic', item: 'F3', values: { factor: 'Veroordelingen', kind: 'static' } },
      { code: 'tooLong', item: 'what', values: { limit: 200, length: 311 } },
      { code: 'unknown', item: 'case', values: { case: 'ZVH-2026-009' } },
      { code: 'pastDate', item: 'until', values: { date: '2026-11-21' } },
    ] as const;
    expect(refusals.map(text)).toEqual([
      '12 november 2026 ligt al achter ons. Kies een dag vanaf vandaag. Wat je typte staat er nog.',
      'Dit doet de voorzitter: Procesregisseur. Zeg hardop wat jij ervan vindt.',
      'F4 heeft nog geen actie: Conflict met de buren. Spreek een actie af, of schrijf op waarom er nu geen actie komt.',
      'Je koos er 4. Kies er hoogstens 3. Je keuze staat er nog.',
      'F3 Veroordelingen is statisch. Kies alleen dynamische factoren: wat nu kan veranderen.',
      'Wat: dit is te lang. Er passen 200 tekens; dit zijn er 311. Maak het korter.',
      'Deze casus ken ik hier niet. Kijk of de code klopt, of vraag het de procesregisseur.',
      '21 november 2026 is te vroeg. Kies een dag vanaf morgen. Wat je typte staat er nog.',
    ]);
  });

  it('names the input as this form calls it', () => {
    const refusals = [{ code: 'required', item: 'what' }] as const;
    const first = (form: 'raiseRisk' | 'agreeAction') =>
      linesOf(renderer.render(formView(casusX(), form, { ...mine, refusals })))[0];
    expect(first('raiseRisk')).toMatch(/^Risico: dit is nog leeg\./);
    expect(first('agreeAction')).toMatch(/^Wat: dit is nog leeg\./);
  });

  it('names it without what the label explains or asks', () => {
    const first = (form: 'opening' | 'agreeAction', code: 'required' | 'needPersonAndOrganisation', item: string) =>
      linesOf(renderer.render(formView(casusX(), form, { ...mine, refusals: [{ code, item }] })))[0];
    expect(first('opening', 'required', 'organisation')).toMatch(/^Namens welke organisatie: dit is nog leeg\./);
    expect(first('opening', 'required', 'organisationOther')).toMatch(/^Andere organisatie: dit is nog leeg\./);
    expect(first('agreeAction', 'needPersonAndOrganisation', 'ownerOther')).toMatch(/^Wie, buiten deze chat: Ik mis/);
  });

  it.each(refusalCodes)('%s leaves nothing unsaid when the rule gave no values', code => {
    for (const language of ['nl', 'en'] as const) {
      const text = textOf(renderer.render({ kind: 'notice', language, refusals: [{ code }], recorded: [] }));
      expect(text).not.toMatch(/[{}[\]]/);
      expect(text).toMatch(/\.$/);
    }
  });

  it('is there once, however often it is given', () => {
    const refusals = [{ code: 'closed' }, { code: 'closed' }] as const;
    expect(noticesOf(renderer.render(formView(casusX(), 'board', { ...mine, refusals })))).toHaveLength(1);
  });

  it('keeps every value that was sent, and nothing that was emptied', () => {
    const { state } = inPhase(casusX(), 'opening');
    for (const form of formNames) {
      const blank = formView(casusX(), form, form === 'opening' ? { ...mine, state } : mine);
      const before = renderer.render(blank);
      const inputs = inputsOf(before);
      const shownByButton = ofType(before, 'Action.ToggleVisibility')
        .map(button => JSON.stringify(button))
        .join();
      const values = Object.fromEntries(inputs.map(input => [String(input.id), somethingFor(input)]));
      const card = renderer.render({ ...blank, values, refusals: [{ code: 'tryAgain' }] });
      for (const input of inputs) {
        const id = String(input.id);
        // What nobody can see nobody filled in: it says what the card is about, whatever a client makes of it.
        const isHidden = input.isVisible === false && !shownByButton.includes(`"${id}"`);
        expect(inputOf(card, id).value, `${form} ${id}`).toBe(isHidden ? input.value : values[id]);
      }
    }
    const emptied = renderer.render(formView(casusX(), 'opening', { ...mine, values: { role: 'wijkagent' } }));
    expect(inputOf(emptied, 'goal').value).toBeUndefined();
  });
});

describe('something that is there already', () => {
  it('is recorded by a second press that says so', () => {
    const refusals = [{ code: 'duplicateItem', item: 'what', values: { twin: 'R1' } }] as const;
    const card = renderer.render(formView(casusX(), 'raiseRisk', { ...mine, refusals, values: { what: 'x' } }));
    expect(textOf(card)).toContain('Dit staat er al als R1.');
    expect(buttonOf(card, 'risk.raise').title).toBe('Toch vastleggen');
    expect(buttonOf(card, 'risk.raise').data).toMatchObject({ confirm: '1' });
    const other = renderer.render(formView(casusX(), 'raiseRisk', mine));
    expect(buttonOf(other, 'risk.raise').data).not.toHaveProperty('confirm');
  });
});

describe('somebody who has not joined', () => {
  it.each(['raiseRisk', 'raiseFactor', 'voteTopThree', 'agreeAction'] as const)(
    'is asked for organisation and role on %s, with what was typed still there',
    form => {
      const view = formView(casusX(), form, {
        viewer: person(9),
        askToJoin: true,
        refusals: [{ code: 'joinFirst' }],
        values: form === 'voteTopThree' ? { factors: 'F1,F2' } : { what: 'wat ik typte' },
      });
      const card = renderer.render(view);
      const ids = inputsOf(card).map(input => input.id);
      expect(ids.slice(0, 3)).toEqual(['organisation', 'organisationOther', 'role']);
      expect(JSON.stringify(card)).toContain(form === 'voteTopThree' ? '"F1,F2"' : 'wat ik typte');
    },
  );
});

describe('what was recorded', () => {
  const recorded = (key: string, more: { item?: string; text?: string } = {}) =>
    linesOf(renderer.render({ kind: 'notice', language: 'nl', refusals: [], recorded: [{ key, ...more }] }))[0];

  it('is one calm line with the typed words in it', () => {
    expect(recorded('riskRaised', { item: 'R1', text: 'Geweld tegen **een** voorbijganger' })).toBe(
      '✓ Vastgelegd: R1 Geweld tegen **een** voorbijganger',
    );
    expect(recorded('riskRated', { item: 'R1', text: 'veryHigh' })).toBe('✓ Jouw inschatting staat erin: R1 Zeer hoog');
    expect(recorded('phaseEntered', { item: 'topThree.raise' })).toBe('✓ We zijn nu bij: Factoren noemen');
    expect(recorded('reminderSnoozed', { item: 'A1', text: '2026-12-12' })).toBe(
      '✓ Ik herinner je opnieuw aan A1 op 12 december 2026',
    );
    expect(recorded('joined', { text: 'Politie' })).toBe('✓ Je doet mee namens Politie');
  });

  it('has a plain word for what it has no words for', () => {
    expect(recorded('somethingNew', { item: 'X1' })).toBe('✓ Vastgelegd: X1');
  });

  it('stands above the next form', () => {
    const card = renderer.render(formView(casusX(), 'raiseRisk', { ...mine, recorded: [{ key: 'joined' }] }));
    expect(linesOf(card).slice(0, 2)).toEqual(['✓ Je doet mee', 'Wat moet niet gebeuren?']);
  });

  it('gives back what was sent when there is no form any more', () => {
    const card = renderer.render({
      kind: 'notice',
      language: 'nl',
      refusals: [{ code: 'unknown' }],
      recorded: [],
      values: { what: 'wat ik **typte**', level: '', secretField: 'x' },
    });
    expect(textOf(card)).toContain('Wat\u2002wat ik **typte**');
    expect(textOf(card)).not.toContain('secretField');
    expect(verbsOf(card)).toEqual([]);
  });

  it('sends what was sent once more by one press, unless there is too much of it', () => {
    const noticeOf = (values: Readonly<Record<string, string>>) =>
      renderer.render({
        kind: 'notice',
        language: 'nl',
        refusals: [{ code: 'tryAgain' }],
        recorded: [],
        values,
        again: { verb: 'risk.raise', token: 't1', values },
      });
    const values = { what: 'wat ik **typte** \u0024{1+1} {{DATE()}}', severity: 'letsel', confirm: '1' };
    const button = buttonOf(noticeOf(values), 'risk.raise');
    expect(button).toMatchObject({ title: 'Probeer opnieuw', data: { token: 't1', verb: 'risk.raise', ...values } });
    expect(button.fallback).toMatchObject({
      type: 'Action.Submit',
      data: { token: 't1', verb: 'risk.raise', ...values },
    });
    expect(verbsOf(noticeOf({ what: 'x'.repeat(6_000) }))).toEqual([]);
  });
});

/** A value that the input isn't filled in with already, where it leaves that much choice. */
function somethingFor(input: Element): string {
  const offered = ((input.choices ?? []) as readonly { value: string }[]).map(choice => choice.value);
  switch (input.type) {
    case 'Input.ChoiceSet':
      return input.isMultiSelect === true
        ? offered.slice(-2).join(',')
        : (offered.findLast(value => value !== input.value) ?? '');
    case 'Input.Date':
      return '2026-12-31';
    case 'Input.Time':
      return '13:37';
    case 'Input.Toggle':
      return input.value === 'true' ? 'false' : 'true';
    default:
      return `verzonden ${String(input.id)}`;
  }
}
