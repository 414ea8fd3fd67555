import { describe, expect, it } from 'vitest';
import { inputsOf, textOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { cardsOf, notices, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useHouse, useTable } from '../support/use-house.ts';

const house = useHouse();
const table = useTable({ others: ['partner1'] }, house);

const refusals = (said: Awaited<ReturnType<TableUnderTest['say']>>) => cardsOf(said).flatMap(notices);

describe('voorzitter', () => {
  it('with a mention hands over: from then on somebody else decides and closes', async () => {
    await playTo(table, 'risks.rate');
    const [said] = cardsOf(await table.say('procesregisseur', 'voorzitter', { mention: 'wijkteam' }));
    expect(textOf(said)).toContain('Wijkteam');
    expect((await table.conference()).chair).toBe(entraId('wijkteam'));
    expect(notices(await table.press('procesregisseur', 'step.reveal'))).toEqual(['refusal:notChairOrNoteTaker']);
    // Who leads doesn't rate any more; who led before does.
    expect(notices(await table.press('wijkteam', 'risk.rate', { 'level:R1': 'low' }))).toEqual([
      'refusal:chairDoesNotRate',
    ]);
    expect(notices(await table.press('procesregisseur', 'risk.rate', { 'level:R1': 'low' }))).toEqual([]);
    expect(await table.say('wijkteam', 'sluiten')).toEqual([]);
    expect((await table.conference()).closed).toBeDefined();
  });

  it('without a mention, or with two, asks to mention somebody', async () => {
    await playTo(table, 'opening');
    const [line] = await table.say('procesregisseur', 'voorzitter wijkteam');
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('@Rondetafel voorzitter @wie') });
    expect((await table.conference()).chair).toBe(entraId('procesregisseur'));
  });

  it('is for the chair, and for somebody in the chat', async () => {
    await playTo(table, 'opening');
    expect(refusals(await table.say('wijkagent', 'voorzitter', { mention: 'wijkagent' }))).toEqual([
      'refusal:notChair',
    ]);
    const outside = await table.say('procesregisseur', 'voorzitter', { mention: 'buitenstaander' });
    expect(refusals(outside)).toEqual(['refusal:notParticipant:chair']);
    expect((await table.conference()).chair).toBe(entraId('procesregisseur'));
  });

  it('keeps the organisation that somebody told earlier, also before they joined', async () => {
    await playTo(table, 'opening');
    const chat = await table.otherChat();
    await table.say('procesregisseur', 'start ZVH-2026-003 Top X', { conversation: chat });
    const handed = await table.say('procesregisseur', 'voorzitter', { mention: 'wijkteam', conversation: chat });
    expect(refusals(handed)).toEqual([]);
    const events = await house.storage.events.read({ tenant: table.tenant, case: 'ZVH-2026-003' });
    expect(events.at(-1)).toMatchObject({ type: 'ChairSet', chair: entraId('wijkteam') });
  });
});

describe('notulist', () => {
  it('moves steps and records for others, and decides nothing', async () => {
    await playTo(table, 'risks.rate');
    const [said] = cardsOf(await table.say('procesregisseur', 'notulist', { mention: 'reclasseerder' }));
    expect(textOf(said)).toContain('Reclasseerder');
    await table.press('reclasseerder', 'risk.rate', { 'level:R1': 'high', for: entraId('wijkagent') });
    expect(notices(await table.press('reclasseerder', 'step.reveal'))).toEqual([]);
    expect(notices(await table.press('reclasseerder', 'risk.agree', { 'level:R1': 'high' }))).toEqual([
      'refusal:notChair',
    ]);
    expect(await table.say('reclasseerder', '+5')).toEqual([]);
    expect(refusals(await table.say('wijkagent', '+5'))).toEqual(['refusal:notChairOrNoteTaker']);
    expect(refusals(await table.say('reclasseerder', 'sluiten'))).toEqual(['refusal:notChair']);
  });
});

describe('a show of hands', () => {
  it('is recorded by the note-taker in one grid, each answer as its own, and stays blind', async () => {
    await playTo(table, 'risks.rate');
    await table.say('procesregisseur', 'notulist', { mention: 'reclasseerder' });
    const board = table.offering('step.back');
    const grid = await table.press('reclasseerder', 'form.show', { form: 'showOfHands' }, { card: board });
    // Everybody at the table but the chair and the note-taker.
    const ids = inputsOf(grid).map(input => String(input.id));
    expect(ids).toEqual(['level:R1:2', 'level:R1:4', 'level:R1:5']);
    const hands = { 'level:R1:2': 'high', 'level:R1:4': 'unknown', 'level:R1:5': 'moderate' };
    const shown = table.chat.everything.length;
    const answer = await table.press('reclasseerder', 'risk.recordRatings', hands, { card: grid });
    expect(notices(answer)).toEqual([]);
    expect((await table.conference()).ratingRounds.at(-1)?.answers).toMatchObject([
      { organisation: 'Politie', level: 'high', recordedBy: entraId('reclasseerder') },
      { organisation: 'GGZ', level: 'unknown', recordedBy: entraId('reclasseerder') },
      { organisation: 'Wijkteam gemeente', level: 'moderate', recordedBy: entraId('reclasseerder') },
    ]);
    expect(table.chat.everything.slice(shown).join()).not.toMatch(/Hoog|Matig|Geen zicht/);
    // One's own press after that counts in its place.
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'low' });
    expect((await table.conference()).ratingRounds.at(-1)?.answers[0]).toMatchObject({ level: 'low' });
  });
});
