import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { textOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { filledIn, madeUp, notices } from '../support/table.ts';
import { agreeAction, playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable({ others: ['partner1'] });

const absent = 'partner1';
const asked = () => table.chat.shown.filter(one => one.conversation === table.own(absent).id);
function cardOf([only, ...more]: ReturnType<typeof asked>): Card {
  if (only?.message.kind !== 'card' || more.length > 0) throw new Error('not asked exactly once');
  return only.message.card;
}
const actionOf = async () => (await table.state()).actions.at(0);
const answer = (inputs: Record<string, string>, card: Card) =>
  table.press(absent, 'action.accept', { action: 'A1', ...inputs }, { card, conversation: table.own(absent) });

/** Somebody who was never at the table gets the only action; the conference is closed. */
async function agreedForAbsent(): Promise<Card> {
  await playTo(table, 'actions');
  await agreeAction(table, { owner: entraId(absent) });
  expect(asked()).toEqual([]);
  await playTo(table, 'closed', 'agreed');
  return cardOf(asked());
}

describe('an owner who was not at the table', () => {
  it('is asked in their own chat when the conference closes, and says yes with one press', async () => {
    const card = await agreedForAbsent();
    expect(textOf(card)).toContain('Gesprek over werk');
    const said = await answer({ answer: 'yes' }, card);
    expect(notices(said)).toEqual([]);
    expect(await actionOf()).toMatchObject({ acceptance: 'accepted' });
    // Another press says what was said already, and nothing happens twice.
    const events = (await table.events()).length;
    await answer({ answer: 'yes', also: 'this' }, card);
    expect((await table.events()).length).toBe(events);
  });

  it('says no with a reason, and is asked for it with everything kept', async () => {
    const card = await agreedForAbsent();
    expect(notices(await answer({ answer: 'no' }, card))).toEqual(['refusal:reasonNeeded:reason']);
    expect(await actionOf()).toMatchObject({ acceptance: 'asked' });
    expect(notices(await answer({ answer: 'no', reason: 'Geen mandaat' }, card))).toEqual([]);
    expect(await actionOf()).toMatchObject({ acceptance: 'declined', acceptanceReason: 'Geen mandaat' });
  });

  it('may still say so after a process restarted, from the same card', async () => {
    const card = await agreedForAbsent();
    await table.at('2026-11-30T09:00:00.000Z');
    expect(notices(await answer({ answer: 'yes' }, card))).toEqual([]);
    expect(await actionOf()).toMatchObject({ acceptance: 'accepted' });
  });

  it('answers for nobody else: the card is unknown to others, and takes nothing else', async () => {
    const card = await agreedForAbsent();
    const elsewhere = { card, conversation: table.own('wijkagent') };
    const stranger = await table.press('wijkagent', 'action.accept', { action: 'A1', answer: 'yes' }, elsewhere);
    expect(notices(stranger)).toEqual(['refusal:unknown']);
    const other = madeUp('risk.raise', card);
    const raised = await table.press(
      absent,
      'risk.raise',
      { what: 'x' },
      { card: other, conversation: table.own(absent) },
    );
    expect(notices(raised)).toEqual(['refusal:notUnderstood']);
    expect(await actionOf()).toMatchObject({ acceptance: 'asked' });
  });

  it('is mentioned in the meeting, with number and code only, when there is no own chat', async () => {
    table.chat.failNext(9, new AdapterError('no', { code: 'forbidden' }), call => call === 'personalChat');
    await playTo(table, 'actions');
    await agreeAction(table, { owner: entraId(absent) });
    await playTo(table, 'closed', 'agreed');
    const lines = table.chat.shown.filter(({ message }) => message.kind === 'line');
    expect(lines).toMatchObject([
      {
        conversation: table.conversation.id,
        message: { mention: entraId(absent), text: expect.stringContaining('A1') },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('Gesprek');
  });

  it('is asked once, also when nobody knows whether it arrived', async () => {
    table.chat.loseAnswerOf(1, (call, to) => call === 'post' && to === table.own(absent).id);
    const card = await agreedForAbsent();
    await table.at('2026-11-23T12:00:00.000Z');
    expect(asked()).toHaveLength(1);
    expect(filledIn(card)).toBeDefined();
  });

  it('is not asked when the action was withdrawn before the conference closed', async () => {
    await playTo(table, 'actions');
    await agreeAction(table, { owner: entraId(absent) });
    const items = await table.press(
      'procesregisseur',
      'form.show',
      { form: 'items' },
      { card: table.offering('step.back') },
    );
    await table.press('procesregisseur', 'item.withdraw', { item: 'A1' }, { card: items });
    await agreeAction(table, { what: 'Iets anders', owner: entraId('wijkteam') });
    await playTo(table, 'closed', 'agreed');
    expect(asked()).toEqual([]);
  });
});

describe('an owner who was at the table', () => {
  it('is not asked again', async () => {
    await playTo(table, 'agreed');
    await playTo(table, 'closed', 'agreed');
    expect((await actionOf())?.acceptance).toBeUndefined();
    expect(table.chat.shown.filter(one => one.conversation.startsWith('personal:'))).toEqual([]);
  });
});
