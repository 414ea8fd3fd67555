import { describe, expect, it } from 'vitest';
import { linesOf, textOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { notices } from '../support/table.ts';
import { agreeAction, playTo, typedWords } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable({ others: ['buitenstaander'] });

const shownIn = (conversation: string) =>
  table.chat.shown
    .filter(one => one.conversation === conversation)
    .map(({ message }) => (message.kind === 'card' ? textOf(message.card) : message.text));

/** With an action of the wijkagent besides that of the wijkteam. */
async function playToTwoPartners(stage: 'agreed' | 'closed' | 'adopted'): Promise<void> {
  await playTo(table, 'agreed');
  await agreeAction(table, { what: 'Elke avond langs', owner: entraId('wijkagent') });
  if (stage !== 'agreed') await playTo(table, stage, 'agreed');
}

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

  it('shows another partner by its choice, to whoever presses', async () => {
    await playToTwoPartners('agreed');
    await table.say('wijkagent', 'tijdlijn');
    const shown = table.chat.shown.length;
    const inputs = { partner: 'Wijkteam gemeente' };
    const theirs = await table.press('wijkteam', 'timeline.show', inputs);
    expect(linesOf(theirs).slice(1)).toEqual([
      expect.stringContaining('alleen Wijkteam gemeente'),
      expect.stringContaining('Gesprek over werk'),
    ]);
    const whole = await table.press('wijkteam', 'timeline.show', { partner: '*' }, { card: theirs });
    expect(textOf(whole)).toContain('Casusoverleg 1 begonnen');
    expect(table.chat.shown).toHaveLength(shown);
  });

  it('that everybody had shows nothing any more once the minutes are filed, wherever it is pressed', async () => {
    await playToTwoPartners('closed');
    await table.say('wijkagent', 'tijdlijn');
    const card = table.cardWith('Tijdlijn');
    await table.press('procesregisseur', 'minutes.adopt');
    const late = await table.press('wijkteam', 'timeline.show', { partner: '*' }, { card });
    expect(notices(late)).toEqual(['refusal:closed']);
    const elsewhere = await table.press('wijkteam', 'timeline.show', {}, { card, conversation: table.own('wijkteam') });
    expect(notices(elsewhere)).toEqual(['refusal:unknown']);
    for (const words of typedWords) expect(JSON.stringify([late, elsewhere])).not.toContain(words);
  });

  it('in the own chat has the choice too, for its own person', async () => {
    await playToTwoPartners('adopted');
    await table.say('wijkagent', 'tijdlijn');
    const card = table.cardWith('Tijdlijn');
    const own = await table.storage.conversations.personalOf(table.tenant, entraId('wijkagent'));
    const conversation = own ?? table.own('wijkagent');
    const mine = await table.press(
      'wijkagent',
      'timeline.show',
      { partner: 'Wijkteam gemeente' },
      { card, conversation },
    );
    expect(textOf(mine)).toContain('Gesprek over werk');
    const other = await table.press('wijkteam', 'timeline.show', {}, { card, conversation: table.own('wijkteam') });
    expect(notices(other)).toEqual(['refusal:unknown']);
    const another = JSON.parse(JSON.stringify(card).replaceAll('timeline.show', 'board.show'));
    expect(notices(await table.press('wijkagent', 'board.show', {}, { card: another, conversation }))).toEqual([
      'refusal:notUnderstood',
    ]);
  });

  it('is unknown, once filed, to somebody who is nobody of the case', async () => {
    await playTo(table, 'adopted');
    const before = table.chat.shown.length;
    await table.say('buitenstaander', 'tijdlijn');
    expect(table.chat.shown).toHaveLength(before + 1);
  });
});
