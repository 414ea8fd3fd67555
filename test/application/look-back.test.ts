import { beforeEach, describe, expect, it } from 'vitest';
import { inputOf, textOf } from '../cards/read-card.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { code, filledIn, notices } from '../support/table.ts';
import { agreeAction, playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable();
beforeEach(async () => {
  await playTo(table, 'actions');
  await agreeAction(table);
  await agreeAction(table, { what: 'Vraag de kliniek', owner: entraId('behandelaar'), type: 'information' });
  await agreeAction(table, { what: 'Schulden in beeld', owner: entraId('wijkagent') });
});

async function second(day = '2026-12-07', joining: readonly Someone[] = []): Promise<void> {
  await table.at(`${day}T09:00:00.000Z`);
  await table.say('procesregisseur', `start ${code}`);
  await table.join(joining);
  await table.say('procesregisseur', 'volgende');
}
const statuses = async () => (await table.state()).actions.map(action => action.status);

describe('a second conference', () => {
  it('starts with the actions that are open, which their owners answer', async () => {
    await playTo(table, 'closed', 'agreed');
    await second();
    expect((await table.conference()).phase).toBe('lookBack');
    const prompt = table.offering('action.review');
    for (const what of ['Gesprek over werk', 'Vraag de kliniek', 'Schulden in beeld'])
      expect(textOf(prompt)).toContain(what);
    const review = { 'status:A1': 'done', 'note:A1': 'Hij begint maandag' };
    expect(notices(await table.press('wijkteam', 'action.review', review))).toEqual([]);
    expect(await statuses()).toEqual(['done', 'open', 'open']);
    expect((await table.conference()).reviews).toMatchObject({ A1: { status: 'done', note: 'Hij begint maandag' } });
  });

  it('lets the owner of another action answer nothing but their own', async () => {
    await playTo(table, 'closed', 'agreed');
    await second();
    const answer = await table.press('wijkagent', 'action.review', {
      'status:A1': 'notDone',
      'note:A1': 'Niet gezien',
    });
    expect(notices(answer)).toEqual(['refusal:notOwner:status:A1']);
    expect(filledIn(answer)).toMatchObject({ 'note:A1': 'Niet gezien' });
    await table.press('procesregisseur', 'action.review', { 'status:A1': 'partly', 'status:A3': 'notPossible' });
    expect(await statuses()).toEqual(['open', 'open', 'notPossible']);
  });

  it('has what was answered in a reminder filled in already', async () => {
    await playTo(table, 'closed', 'agreed');
    await table.at('2026-12-11T08:00:00.000Z');
    const card = table.chat.shown.find(one => one.conversation === table.own('wijkteam').id)?.message;
    if (card?.kind !== 'card') throw new Error('no reminder');
    const inputs = { action: 'A1', reason: 'Hij begint maandag' };
    await table.press('wijkteam', 'reminder.done', inputs, { card: card.card, conversation: table.own('wijkteam') });
    await second('2026-12-14');
    const prompt = table.offering('action.review');
    expect(inputOf(prompt, 'status:A1').value).toBe('done');
    expect((await table.conference()).reviews).toMatchObject({ A1: { status: 'done' } });
  });

  it('offers to rate a risk again when what somebody went to find out came back', async () => {
    await playTo(table, 'closed', 'agreed');
    await second();
    const answer = await table.press('behandelaar', 'action.review', {
      'status:A2': 'done',
      'note:A2': 'Nooit opgenomen',
    });
    expect(notices(answer)).toEqual(['hint:rateAgain:A2']);
    const later = await table.press('wijkteam', 'action.review', { 'status:A1': 'partly' });
    expect(notices(later)).toEqual([]);
  });

  it('counts what the note-taker records for somebody else', async () => {
    await playTo(table, 'closed', 'agreed');
    await second('2026-12-07', ['behandelaar']);
    await table.say('procesregisseur', 'notulist', { mention: 'reclasseerder' });
    const inputs = { 'status:A2': 'partly', for: entraId('behandelaar') };
    expect(notices(await table.press('reclasseerder', 'action.review', inputs))).toEqual(['hint:rateAgain:A2']);
    expect((await table.conference()).reviews.A2).toMatchObject({
      organisation: 'GGZ',
      recordedBy: entraId('reclasseerder'),
    });
  });

  it('warns of what was still open after its day', async () => {
    await playTo(table, 'closed', 'agreed');
    await second('2026-12-14');
    const answer = await table.press('wijkteam', 'action.review', { 'status:A1': 'partly' });
    expect(notices(answer)).toContain('warning:smart.due:A1');
  });

  it('does not ask again what was answered, in the third', async () => {
    await playTo(table, 'closed', 'agreed');
    await second();
    await table.press('procesregisseur', 'action.review', {
      'status:A1': 'done',
      'status:A2': 'notDone',
      'status:A3': 'notPossible',
    });
    await table.say('procesregisseur', 'sluiten');
    await table.say('procesregisseur', `start ${code}`);
    expect((await table.conference()).carriedActions).toEqual(['A2']);
  });
});
