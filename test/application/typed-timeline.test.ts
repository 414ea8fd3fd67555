import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, textOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import { entraId } from '../support/seats.ts';
import type { TableUnderTest } from '../support/table.ts';
import { playTo, typedWords } from '../support/table-stages.ts';

let house: House;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  table = await house.open({ others: ['buitenstaander'] });
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const shownIn = (conversation: string) =>
  table.chat.shown
    .filter(one => one.conversation === conversation)
    .map(({ message }) => (message.kind === 'card' ? textOf(message.card) : message.text));

describe('tijdlijn', () => {
  it('shows what was decided and agreed, and records nothing', async () => {
    await playTo(table, 'agreed');
    const before = (await table.events()).length;
    expect(await table.say('wijkagent', 'tijdlijn')).toEqual([]);
    const lines = linesOf(table.cardWith('Tijdlijn')).join('\n');
    expect(lines).toMatch(
      /Casusoverleg 1 begonnen[\s\S]*niveau hoog[\s\S]*gekozen als top drie[\s\S]*Gesprek over werk: afgesproken/,
    );
    expect((await table.events()).length).toBe(before);
  });

  it('shows nothing of a blind round, not even once its results are shown', async () => {
    await playTo(table, 'risks.rate');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'veryHigh', 'reason:R1': 'Drie meldingen' });
    await table.say('wijkagent', 'tijdlijn');
    await table.say('procesregisseur', 'toon');
    await table.say('wijkagent', 'timeline');
    for (const text of shownIn(table.conversation.id).filter(one => one.startsWith('Tijdlijn')))
      expect(text).not.toMatch(/zeer hoog|Drie meldingen/);
  });

  it('is of one partner when one is named', async () => {
    await playTo(table, 'agreed');
    await table.say('wijkagent', 'tijdlijn Niemand');
    expect(textOf(table.cardWith('Niets van Niemand'))).not.toContain('Gesprek over werk');
  });

  it('leaves the chat when the minutes are filed, and comes in the own chat after that', async () => {
    await playTo(table, 'closed');
    await table.say('wijkagent', 'tijdlijn');
    await table.press('procesregisseur', 'minutes.adopt');
    expect(shownIn(table.conversation.id).filter(text => text.startsWith('Tijdlijn'))).toEqual([]);
    const [line] = await table.say('wijkagent', 'tijdlijn');
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('in je eigen chat') });
    const own = await table.storage.conversations.personalOf(table.tenant, entraId('wijkagent'));
    expect(shownIn(own?.id ?? '').at(-1)).toContain('Gesprek over werk');
    for (const words of typedWords) expect(shownIn(table.conversation.id).join('\n')).not.toContain(words);
  });

  it('is unknown, once filed, to somebody who is nobody of the case', async () => {
    await playTo(table, 'adopted');
    const before = table.chat.shown.length;
    await table.say('buitenstaander', 'tijdlijn');
    expect(table.chat.shown).toHaveLength(before + 1);
  });
});
