import { describe, expect, it } from 'vitest';
import { linesOf, textOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { notices, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useHouse } from '../support/use-house.ts';

const house = useHouse();

/** What others see while two people answer, with what differs by chance made equal: tokens, ids and the tenant. */
async function seenByOthers(answers: { level: string; reason: string; vote: string }): Promise<string[]> {
  const table = await house.open();
  await playTo(table, 'risks.rate');
  const seen: unknown[] = [];
  await table.press('wijkagent', 'risk.rate', { 'level:R1': answers.level, 'reason:R1': answers.reason });
  seen.push(await table.press('behandelaar', 'risk.rate', { 'level:R1': 'low' }));
  seen.push(await table.press('behandelaar', 'summary.request'), await table.say('behandelaar', 'samenvatting'));
  seen.push(await table.press('procesregisseur', 'conference.close', { ask: '1' }));
  seen.push(await table.press('behandelaar', 'step.reveal'));
  await table.say('procesregisseur', 'volgende');
  await table.press('wijkteam', 'factor.raise', { what: 'Geen dagbesteding' });
  await table.press('wijkteam', 'factor.raise', { what: 'Schulden' });
  await table.say('procesregisseur', 'volgende');
  await table.press('wijkagent', 'topThree.vote', { factors: answers.vote });
  seen.push(await table.press('behandelaar', 'topThree.vote', { factors: 'F1' }));
  await table.say('wijkteam', 'stand');
  // Boards and prompts go out beside each other: which of two comes first is chance too.
  return [...table.chat.everything, ...seen.map(one => JSON.stringify(one))]
    .map(json => withoutChance(json, table))
    .toSorted();
}

function withoutChance(json: string, table: TableUnderTest): string {
  return json.replaceAll(table.tenant, 'tenant').replace(/"token":"[^"]+"/g, '"token":"…"');
}

describe('a blind round', () => {
  it('looks the same to everyone else, whatever somebody answers', async () => {
    const high = await seenByOthers({ level: 'high', reason: 'Kanarie: gezien met een mes', vote: 'F1' });
    const low = await seenByOthers({ level: 'veryHigh', reason: 'Andere kanarie', vote: 'F2' });
    expect(high).toEqual(low);
    expect(high.join()).not.toMatch(/kanarie/i);
    // A comparison of nothing with nothing would prove nothing.
    expect(high.length).toBeGreaterThan(20);
    expect(high.join()).toContain('Politie');
  });

  it('that was passed without a reveal stays blind to the end', async () => {
    const table = await house.open();
    await playTo(table, 'risks.rate');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high', 'reason:R1': 'Kanarie: gezien met een mes' });
    for (const _phase of ['topThree.raise', 'topThree.vote', 'actions', 'closing'])
      await table.say('procesregisseur', 'volgende');
    await table.say('procesregisseur', 'samenvatting');
    await table.say('procesregisseur', 'sluiten');
    await table.say('procesregisseur', 'vaststellen');
    expect((await table.conference()).filed).toBeDefined();
    expect(table.chat.everything.join()).not.toMatch(/kanarie/i);
  });

  it('shows people their own answer, in the answers to them and nowhere else', async () => {
    const table = await house.open();
    await playTo(table, 'risks.rate');
    const card = table.offering('risk.rate');
    const own = { 'level:R1': 'high', 'reason:R1': 'Kanarie: gezien met een mes' };
    const answer = await table.press('wijkagent', 'risk.rate', own, { card });
    expect(JSON.stringify(answer)).toContain('Kanarie');
    expect(textOf(answer)).toContain('Hoog');
    const refused = await table.press('wijkagent', 'risk.rate', {}, { card });
    expect(notices(refused)).toEqual(['refusal:nothingAnswered']);
    expect(JSON.stringify(refused)).toContain('Kanarie');
    for (const other of ['behandelaar', 'procesregisseur'] as const)
      expect(JSON.stringify(await table.press(other, 'risk.rate', {}, { card }))).not.toContain('Kanarie');
  });

  it('tells on the board which organisations have answered, and who still may', async () => {
    const table = await house.open();
    await playTo(table, 'risks.rate');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    await table.press('behandelaar', 'risk.rate', { 'level:R1': 'unknown' });
    const lines = linesOf(table.cardWith('Wie heeft ingeschat'));
    expect(lines).toContain('✓ Politie en GGZ');
    expect(lines).toContain('… Reclassering en Wijkteam gemeente');
    expect(lines.join()).not.toContain('Tonen kan');
    await table.press('wijkteam', 'risk.rate', { 'level:R1': 'low' });
    expect(textOf(table.cardWith('Wie heeft ingeschat'))).toContain('Tonen kan');
  });

  it('shows on the decision card, once revealed, who said what and why', async () => {
    const table = await house.open();
    await playTo(table, 'risks.rate');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'veryHigh', 'reason:R1': 'Kanarie: gezien met een mes' });
    await table.press('behandelaar', 'risk.rate', { 'level:R1': 'low' });
    await table.press('procesregisseur', 'step.reveal');
    const decision = table.offering('risk.agree');
    expect(textOf(decision)).toContain('Kanarie: gezien met een mes');
    expect(textOf(decision)).toContain('Politie');
    expect(notices(decision)).toEqual(['hint:askOutlier:R1']);
    await table.press('procesregisseur', 'risk.agree', { 'level:R1': 'high' });
    await table.press('wijkteam', 'factor.raise', { what: 'Geen dagbesteding' });
    await table.press('wijkteam', 'factor.raise', { what: 'Schulden' });
    await table.say('procesregisseur', 'volgende');
    await table.press('wijkagent', 'topThree.vote', { factors: 'F2' });
    await table.press('procesregisseur', 'step.reveal');
    expect(textOf(table.offering('topThree.decide'))).toMatch(/F2\sSchulden\s.*Politie/s);
  });

  it('counts three people of one organisation as one', async () => {
    const others = ['partner1', 'partner2'] as const;
    const table = await house.open({ others });
    await playTo(table, 'risks.rate');
    for (const name of others) {
      await table.press(name, 'risk.rate', { 'level:R1': 'low', organisation: 'politie' });
    }
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    expect(linesOf(table.cardWith('Wie heeft ingeschat'))).toContain('✓ Politie');
    await table.press('procesregisseur', 'step.reveal');
    const round = (await table.conference()).ratingRounds.at(-1);
    expect(round?.answers.map(one => one.person)).toEqual([...others, 'wijkagent' as const].map(entraId));
  });
});
