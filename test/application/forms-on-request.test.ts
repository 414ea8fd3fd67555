import { describe, expect, it } from 'vitest';
import { type OpenableForm, openableForms, readingNames } from '../../src/domain/readings.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { buttonsOf, inputsOf, textOf, verbsOf } from '../cards/read-card.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { filledIn, madeUp, notices } from '../support/table.ts';
import { agreeAction, playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable();

const board = () => table.offering('step.back');
const open = (name: Someone, form: string, about: Record<string, string> = {}, card: Card = board()) =>
  table.press(name, 'form.show', { form, ...about }, { card });

/** Opens it, and expects a form without a refusal, no event, and nothing new in the chat. */
async function opens(name: Someone, form: string, about: Record<string, string> = {}): Promise<Card> {
  const [events, sent] = [(await table.events()).length, table.chat.sent.length];
  const card = await open(name, form, about);
  expect(notices(card), `${form} for ${name}`).toEqual([]);
  expect((await table.events()).length).toBe(events);
  expect(table.chat.sent.length).toBe(sent);
  return card;
}

describe('a form that somebody opens', () => {
  it('is shown to that person only and changes nothing, for each that belongs to everybody', async () => {
    await playTo(table, 'agreed');
    for (const form of [
      'more',
      'roles',
      'person',
      'items',
      'raiseFactor',
      'agreeAction',
      'draftScenario',
      'monitor',
      'scoreSafety',
    ]) {
      expect(buttonsOf(await opens('wijkagent', form)).length, form).toBeGreaterThan(0);
    }
  });

  it('can be pressed, in the phase where it was opened and after it', async () => {
    await playTo(table, 'topThree.raise');
    const form = await opens('wijkteam', 'agreeAction');
    await table.press('procesregisseur', 'step.next');
    const inputs = { what: 'Bellen', owner: entraId('wijkteam'), due: '2026-12-11' };
    const answer = await table.press('wijkteam', 'action.agree', inputs, { card: form });
    expect(notices(answer).filter(id => id.startsWith('refusal'))).toEqual([]);
    expect((await table.state()).actions).toHaveLength(1);
  });

  it('is unknown to somebody else', async () => {
    await playTo(table, 'topThree.raise');
    const form = await opens('wijkteam', 'agreeAction');
    const answer = await table.press('wijkagent', 'action.agree', { what: 'Bellen' }, { card: form });
    expect(notices(answer)).toEqual(['refusal:unknown']);
  });

  it('has what only chair and note-taker do for them only', async () => {
    await playTo(table, 'risks.rate');
    expect(notices(await open('wijkagent', 'showOfHands'))).toEqual(['refusal:notChairOrNoteTaker']);
    expect(inputsOf(await opens('procesregisseur', 'showOfHands')).length).toBeGreaterThan(0);
    expect(verbsOf(await opens('wijkagent', 'more'))).not.toContain('conference.setUrgent');
    expect(verbsOf(await opens('procesregisseur', 'more'))).toContain('conference.setUrgent');
    for (const form of ['roles', 'person']) {
      expect(inputsOf(await opens('wijkagent', form)), form).toEqual([]);
      expect(inputsOf(await opens('procesregisseur', form)).length, form).toBeGreaterThan(0);
    }
    await table.say('procesregisseur', 'notulist', { mention: 'reclasseerder' });
    expect(inputsOf(await opens('reclasseerder', 'showOfHands')).length).toBeGreaterThan(0);
    expect(verbsOf(await opens('reclasseerder', 'person'))).not.toContain('case.setPhase');
  });

  it('to close is for the chair, with the words of the closing form', async () => {
    await playTo(table, 'agreed');
    expect(notices(await open('wijkagent', 'close'))).toEqual(['refusal:notChair']);
    expect(verbsOf(await open('procesregisseur', 'close'))).toContain('conference.close');
  });

  it('to mend an item is for whoever raised it while its step is open, and for the chair', async () => {
    await playTo(table, 'risks.revealed');
    expect(filledIn(await opens('wijkagent', 'editItem', { item: 'R1' })).what).toContain('Geweld');
    expect(notices(await open('wijkteam', 'editItem', { item: 'R1' }))).toEqual(['refusal:notYours:item']);
    await playTo(table, 'actions', 'risks.revealed');
    expect(notices(await open('wijkagent', 'editItem', { item: 'R1' }))).toEqual(['refusal:stepIsOver:item']);
    expect(verbsOf(await opens('procesregisseur', 'editItem', { item: 'R1' }))).toContain('item.edit');
    const gone = await open('procesregisseur', 'editItem', { item: 'R9' });
    expect(verbsOf(gone)).not.toContain('item.edit');
    expect(textOf(gone)).not.toContain('Geweld');
  });

  it('to correct minutes is for the chair, when there are adopted ones', async () => {
    await playTo(table, 'closed');
    const card = madeUp('form.show', table.offering('minutes.adopt'));
    const ask = (name: Someone) => open(name, 'correctMinutes', {}, card);
    expect(notices(await ask('wijkagent'))).toEqual(['refusal:notChair']);
    expect(notices(await ask('procesregisseur'))).toEqual(['refusal:notAdoptedYet']);
  });

  it('after closing is refused as closed, but for what outlives it', async () => {
    await playTo(table, 'agreed');
    const card = board();
    await playTo(table, 'closed', 'agreed');
    // Case direction and closing the case go on between conferences; lists are of a chat of one's own.
    const otherwise: Readonly<Partial<Record<OpenableForm, readonly string[]>>> = {
      correctMinutes: ['refusal:notAdoptedYet'],
      direction: [],
      closeCase: [],
      reminder: ['refusal:notUnderstood'],
      myActions: ['refusal:notUnderstood'],
      availability: ['refusal:notUnderstood'],
      beforehand: ['refusal:notUnderstood'],
    };
    for (const form of openableForms) {
      const said = notices(await open('procesregisseur', form, {}, madeUp('form.show', card)));
      expect(said, form).toEqual(otherwise[form] ?? ['refusal:closed']);
    }
  });

  it.each([{ form: 'everything' }, { form: 'editItem', item: '<b>' }, {}])(
    'that no card of ours offers (%o) is not understood',
    async about => {
      await playTo(table, 'risks.raise');
      const answer = await table.press('wijkagent', 'form.show', about as Record<string, string>, {
        card: madeUp('form.show', board()),
      });
      expect(notices(answer)).toEqual(['refusal:notUnderstood']);
    },
  );

  it('is not opened from a card of a personal chat, which shows nothing else of the case', async () => {
    await playTo(table, 'actions');
    await agreeAction(table);
    await playTo(table, 'closed', 'agreed');
    await table.at('2026-12-11T08:00:00.000Z');
    const reminder = table.cardWith('reminder.done');
    const card = madeUp('form.show', reminder);
    const options = { card, conversation: table.own('wijkteam') };
    const answer = await table.press('wijkteam', 'form.show', { form: 'items' }, options);
    expect(notices(answer)).toEqual(['refusal:notUnderstood']);
    expect(textOf(answer)).not.toContain('Geweld');
  });
});

describe('something to read', () => {
  it('is one press away for everybody, with a way back to the board, and changes nothing', async () => {
    await playTo(table, 'risks.raise');
    for (const reading of readingNames) {
      const events = (await table.events()).length;
      const more = await opens('wijkagent', 'more');
      const card = await table.press('wijkagent', 'reading.show', { reading }, { card: more });
      expect(textOf(card).length, reading).toBeGreaterThan(100);
      expect(notices(card)).toEqual([]);
      expect(verbsOf(await table.press('wijkagent', 'board.show', {}, { card }))).toContain('step.next');
      expect((await table.events()).length).toBe(events);
    }
  });

  it('that is not there is not understood', async () => {
    await playTo(table, 'risks.raise');
    const more = await opens('wijkagent', 'more');
    const answer = await table.press('wijkagent', 'reading.show', { reading: 'everything' }, { card: more });
    expect(notices(answer)).toEqual(['refusal:notUnderstood']);
  });

  it('can be asked for in the chat', async () => {
    await playTo(table, 'risks.raise');
    for (const word of ['vragen', 'uitleg', 'questions']) {
      const [said] = await table.say('wijkteam', word);
      expect(said?.kind).toBe('card');
    }
  });
});
