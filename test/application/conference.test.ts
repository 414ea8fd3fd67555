import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { entraId } from '../support/seats.ts';
import { code, notices } from '../support/table.ts';

describe('a conference', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterEach(() => house.tidy());
  afterAll(() => house.close());

  it('goes from start to filed minutes and a reminder', async () => {
    const table = await house.open();
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join();
    await table.press('procesregisseur', 'conference.setGoal', { purpose: 'riskManagement', goal: 'Gedeeld beeld' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkagent', 'risk.raise', { what: 'Geweld tegen een voorbijganger' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    await table.press('procesregisseur', 'step.reveal');
    await table.press('procesregisseur', 'risk.agree', { 'level:R1': 'high' });
    await table.press('wijkteam', 'factor.raise', { what: 'Geen dagbesteding' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkteam', 'topThree.vote', { factors: 'F1' });
    await table.press('procesregisseur', 'step.reveal');
    await table.press('procesregisseur', 'topThree.decide', { factors: 'F1' });
    const refused = await table.press('procesregisseur', 'conference.close', {});
    expect(notices(refused)).toEqual(['refusal:topThreeWithoutAction:F1']);
    await table.press('wijkteam', 'action.agree', {
      what: 'Gesprek over werk',
      owner: entraId('wijkteam'),
      due: '2026-12-11',
      factors: 'F1',
    });
    await table.press('procesregisseur', 'conference.close', { nextDate: '2026-12-14' });
    await table.press('procesregisseur', 'minutes.adopt');
    const minutes = JSON.parse(await readFile(join(house.folder, code, `${code}-1-v1.json`), 'utf8'));
    expect(minutes.topThree.factors).toEqual(['F1']);
    await table.at('2026-12-11T08:00:30.000Z');
    expect(table.chat.shown.at(-1)?.conversation).toBe(`personal:${entraId('wijkteam')}`);
  });
});
