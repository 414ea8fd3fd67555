import { describe, expect, it } from 'vitest';
import { actionsOf, type CardJson, noticesOf, wordsOf } from '../../src/demo/client-card.ts';
import { ClientRefuses, canSend, collectInputs, filledByHand, findAction } from '../../src/demo/client-press.ts';

const card: CardJson = {
  type: 'AdaptiveCard',
  body: [
    { type: 'TextBlock', text: 'Welk risico?' },
    { type: 'Input.Text', id: 'what', isRequired: true },
    { type: 'Input.Toggle', id: 'urgent', valueOn: 'ja', valueOff: 'nee' },
    {
      type: 'Container',
      id: 'notice:refusal:topThreeWithoutAction:F4',
      items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'F4 heeft nog geen actie.' }] }],
    },
    {
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.Execute',
          verb: 'risk.raise',
          title: 'Vastleggen',
          data: { token: 't1' },
          fallback: { type: 'Action.Submit', title: 'Oud', data: { verb: 'risk.raise' } },
        },
      ],
    },
  ],
  actions: [
    {
      type: 'Action.ShowCard',
      title: 'Meer',
      card: {
        type: 'AdaptiveCard',
        body: [{ type: 'Input.ChoiceSet', id: 'risks', value: 'R1', choices: [{ title: 'R1 Geweld', value: 'R1' }] }],
        actions: [{ type: 'Action.Submit', title: 'Stuur', data: { verb: 'factor.raise' } }],
      },
    },
    { type: 'Action.Execute', verb: 'step.next', associatedInputs: 'none' },
  ],
};
const idsOf = (verb: string) => findAction(card, verb).inputs.map(input => input.id);

describe('a card in the hands of a client', () => {
  it('offers its buttons once, those behind a show card included', () => {
    expect(actionsOf(card).map(action => [action.type, action.verb])).toEqual([
      ['Action.Execute', 'risk.raise'],
      ['Action.Submit', 'factor.raise'],
      ['Action.Execute', 'step.next'],
    ]);
  });

  it('sends the inputs of its own card and of the cards around it, and none when the button says so', () => {
    expect(idsOf('risk.raise')).toEqual(['what', 'urgent']);
    expect(idsOf('factor.raise')).toEqual(['what', 'urgent', 'risks']);
    expect(idsOf('step.next')).toEqual([]);
  });

  it('leaves empty inputs out, keeps what was filled in, and sends a toggle always', () => {
    expect(collectInputs(findAction(card, 'factor.raise'), { what: 'Geweld' })).toEqual({
      what: 'Geweld',
      urgent: 'nee',
      risks: 'R1',
    });
  });

  it('refuses to send without a required input, with an unknown one, or by a button that is not there', () => {
    expect(() => collectInputs(findAction(card, 'risk.raise'), {})).toThrow(ClientRefuses);
    expect(() => collectInputs(findAction(card, 'risk.raise'), { what: 'x', level: 'high' })).toThrow(
      /no input "level"/,
    );
    expect(() => findAction(card, 'risk.agree')).toThrow(/only risk\.raise, factor\.raise, step\.next/);
  });

  it('is read for its words and its notices', () => {
    expect(wordsOf(card)).toBe('Welk risico? F4 heeft nog geen actie.');
    expect(noticesOf(card)).toEqual([
      { kind: 'refusal', code: 'topThreeWithoutAction', item: 'F4', text: 'F4 heeft nog geen actie.' },
    ]);
  });

  it('may have a button for each value, and one that only asks for the form', () => {
    const press = (verb: string, data: CardJson) => ({ type: 'Action.Execute', verb, data });
    const levels: CardJson = {
      type: 'AdaptiveCard',
      body: [{ type: 'Input.Text', id: 'reason:R1' }],
      actions: [
        press('risk.rate', { 'level:R1': 'low' }),
        press('risk.rate', { 'level:R1': 'high' }),
        press('conference.close', { ask: '1' }),
      ],
    };
    const chosen = findAction(levels, 'risk.rate', { 'level:R1': 'high', 'reason:R1': 'Gezien' });
    expect(chosen.data).toEqual({ 'level:R1': 'high' });
    expect(collectInputs(chosen, { 'level:R1': 'high', 'reason:R1': 'Gezien' })).toEqual({ 'reason:R1': 'Gezien' });
    expect(() => collectInputs(chosen, { 'level:R1': 'low' })).toThrow(ClientRefuses);
    const asking = findAction(levels, 'conference.close');
    expect([canSend(asking, {}), canSend(asking, { ask: '1' })]).toEqual([false, true]);
  });

  it('tells what was filled in by hand: otherwise than it stood there, and in sight', () => {
    const form: CardJson = {
      type: 'AdaptiveCard',
      body: [
        { type: 'Input.Text', id: 'what' },
        { type: 'Input.Text', id: 'kind', value: 'dynamic' },
        { type: 'Container', isVisible: false, items: [{ type: 'Input.Text', id: 'domain' }] },
        { type: 'Input.Text', id: 'mark', isVisible: false },
      ],
      actions: [{ type: 'Action.Execute', verb: 'factor.raise', data: {} }],
    };
    const filled = { what: 'Schulden', kind: 'dynamic', domain: 'finances', mark: 'fact' };
    expect(filledByHand(findAction(form, 'factor.raise'), filled)).toEqual(['what']);
    expect(filledByHand(findAction(form, 'factor.raise'), { ...filled, kind: 'static' })).toEqual(['what', 'kind']);
  });
});
