import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { theBot } from '../../src/domain/events.ts';
import type { AccessLog, LoggedAccess } from '../../src/ports/access-log.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { type House, openHouse } from '../support/house.ts';
import { entraId } from '../support/seats.ts';
import { code, dataOf, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';

let house: House;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  table = await house.open({ processDirectors: ['procesregisseur'], others: ['buitenstaander'] });
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const logged = () => table.storage.access.of({ tenant: table.tenant, case: code });
/** What was logged while that was done. */
async function loggedBy(work: () => Promise<unknown>): Promise<readonly LoggedAccess[]> {
  const before = (await logged()).length;
  await work();
  return (await logged()).slice(before);
}
const brief = (entries: readonly LoggedAccess[]) => entries.map(({ person, action, what }) => [person, action, what]);
const wijkteam = entraId('wijkteam');
const procesregisseur = entraId('procesregisseur');

async function atRisks(): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X`);
  await table.join(['procesregisseur', 'wijkteam']);
  await table.say('procesregisseur', 'volgende');
}

describe('the access log', () => {
  it('has every change, with who, when, from what client and why', async () => {
    await atRisks();
    const [entry, ...others] = await loggedBy(() =>
      table.press('wijkteam', 'risk.raise', { what: 'Geweld' }, { client: 'msteams/ios' }),
    );
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      at: (await table.events()).at(-1)?.at,
      person: wijkteam,
      action: 'change',
      what: 'risk.raise',
      client: 'msteams/ios',
      why: 'riskManagement',
    });
  });

  it('has as many changes as there were turns that changed something', async () => {
    await playTo(table, 'closed');
    const changes = (await logged()).filter(({ action }) => action === 'change');
    const turns = new Set((await table.events()).map(({ at, actor }) => `${at} ${actor.person}`));
    expect(changes.length).toBeGreaterThanOrEqual(turns.size);
    for (const { actor } of await table.events()) expect(changes.map(({ person }) => person)).toContain(actor.person);
  });

  it('has what is shown to one person: another form, a reading, a refusal with the form in it', async () => {
    await atRisks();
    const card = table.offering('risk.raise');
    expect(brief(await loggedBy(() => table.press('wijkteam', 'risk.raise', { what: '' }, { card })))).toEqual([
      [wijkteam, 'show', 'risk.raise'],
    ]);
    const board = table.offering('summary.request');
    expect(brief(await loggedBy(() => table.press('wijkteam', 'summary.request', {}, { card: board })))).toEqual([
      [wijkteam, 'show', 'summary.request'],
    ]);
  });

  it('has the same press once as a change, and then as shown', async () => {
    await atRisks();
    const again = { activityId: 'the same' };
    const press = () => table.press('wijkteam', 'risk.raise', { what: 'Geweld' }, again);
    expect((await loggedBy(press)).map(({ action }) => action)).toEqual(['change']);
    expect((await loggedBy(press)).map(({ action }) => action)).toEqual(['show']);
  });

  it('has nothing for somebody who reaches for no case and is shown nothing', async () => {
    await atRisks();
    const card = table.offering('risk.raise');
    const entries = await loggedBy(async () => {
      const answer = await table.press('wijkagent', 'risk.raise', { what: 'x' }, { card, token: 'another' });
      expect(notices(answer)).toEqual(['refusal:unknown']);
      await table.say('buitenstaander', 'signaal ZVH-2026-999', { conversation: table.own('buitenstaander') });
      await table.say('wijkteam', 'help');
    });
    expect(entries).toEqual([]);
  });

  it('has the attempt of somebody for whom the case is not there, who is shown nothing', async () => {
    await atRisks();
    const buitenstaander = entraId('buitenstaander');
    const refused = (what: string) => [[buitenstaander, 'refuse', what]];
    const card = table.offering('risk.raise');
    // A card of this chat in another one; by somebody who left; a code in words; a conference on it somewhere else.
    const elsewhere = await table.otherChat();
    const there = () => table.press('wijkteam', 'risk.raise', { what: 'x' }, { card, conversation: elsewhere });
    expect(brief(await loggedBy(there))).toEqual([[wijkteam, 'refuse', 'risk.raise']]);
    table.chat.leave(buitenstaander);
    const outside = () => table.press('buitenstaander', 'risk.raise', { what: 'x' }, { card });
    expect(brief(await loggedBy(outside))).toEqual(refused('risk.raise'));
    const alone = { conversation: table.own('buitenstaander') };
    for (const [words, what] of [
      [`signaal ${code}`, 'signal'],
      [`regie ${code}`, 'direction'],
      [`casus sluiten ${code}`, 'closeCase'],
      [`voorbereiding ${code}`, 'preparation'],
    ] as const)
      expect(brief(await loggedBy(() => table.say('buitenstaander', words, alone))), words).toEqual(refused(what));
    const start = () => table.say('wijkagent', `start ${code} Top X`, { conversation: elsewhere });
    expect(brief(await loggedBy(start))).toEqual([[entraId('wijkagent'), 'refuse', 'conference.open']]);
  });

  it('has what is asked for in words, by whom: to the chat, or to whoever asks', async () => {
    await atRisks();
    for (const word of ['plan', 'acties', 'overzicht', 'samenvatting', 'tijdlijn'])
      expect(brief(await loggedBy(() => table.say('wijkteam', word))), word).toEqual([
        [wijkteam, 'disclose', expect.any(String)],
      ]);
    expect(brief(await loggedBy(() => table.say('procesregisseur', 'regie')))).toEqual([
      [procesregisseur, 'show', 'direction'],
    ]);
    const alone = { conversation: table.own('wijkteam') };
    expect(brief(await loggedBy(() => table.say('wijkteam', `signaal ${code}`, alone)))).toEqual([
      [wijkteam, 'show', 'signal'],
    ]);
  });

  it('has a list of actions in each of its cases, and the cases of the house in a log of their own', async () => {
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join(['procesregisseur', 'wijkteam']);
    const card = madeUp('action.agree', table.offering('conference.join'));
    const action = { what: 'Gesprek', due: '2026-12-01', owner: wijkteam };
    await table.press('wijkteam', 'action.agree', action, { card });
    const alone = { conversation: table.own('wijkteam') };
    expect(brief(await loggedBy(() => table.say('wijkteam', 'mijn acties', alone)))).toEqual([
      [wijkteam, 'show', 'myActions'],
    ]);
    const director = { conversation: table.own('procesregisseur') };
    const before = await table.storage.audit({ directory: house.folder });
    expect(await loggedBy(() => table.say('procesregisseur', 'caseload', director))).toEqual([]);
    const after = await table.storage.audit({ directory: house.folder });
    // Shown, and filed.
    expect([before.broken, after.broken, after.entries - before.entries]).toEqual([[], [], 2]);
  });

  it('has what goes to a personal chat in the morning, before it goes', async () => {
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join(['procesregisseur', 'wijkteam']);
    const card = madeUp('action.agree', table.offering('conference.join'));
    await table.press('wijkteam', 'action.agree', { what: 'Gesprek', due: '2026-12-01', owner: wijkteam }, { card });
    await table.say('procesregisseur', 'sluiten');
    const entries = await loggedBy(() => table.at('2026-12-01T08:00:00.000Z'));
    expect(entries.filter(({ person }) => person === wijkteam)).toMatchObject([
      { action: 'disclose', what: 'remindOwner', client: 'bot' },
    ]);
  });

  it('has each filing', async () => {
    await playTo(table, 'closed');
    const entries = await loggedBy(() => table.say('procesregisseur', 'vaststellen'));
    expect(brief(entries)).toEqual([
      [procesregisseur, 'change', 'minutes.adopt'],
      [theBot, 'file', 'minutes 1 v1'],
      [theBot, 'change', 'minutes.recordFiling'],
    ]);
  });
});

describe('while the access log can not be written', () => {
  async function unwritable(): Promise<TableUnderTest> {
    const access: AccessLog = {
      ...house.storage.access,
      record: () => Promise.reject(new AdapterError('away', { code: 'storage.unavailable', retryable: true })),
    };
    return house.open({ storage: { ...house.storage, access } });
  }

  it('nothing is shown to anybody', async () => {
    table = await unwritable();
    await table.say('procesregisseur', `start ${code} Top X`);
    await table.join(['procesregisseur', 'wijkteam']);
    const card = table.offering('summary.request');
    expect(dataOf(card, 'summary.request').token).toBeDefined();
    await expect(table.press('wijkteam', 'summary.request', {}, { card })).rejects.toMatchObject({
      code: 'storage.unavailable',
    });
    const before = table.chat.shown.length;
    await expect(table.say('wijkteam', 'plan')).rejects.toMatchObject({ code: 'storage.unavailable' });
    expect(table.chat.shown.length).toBe(before);
  });
});
