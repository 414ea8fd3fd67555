import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsOf, type CardJson } from '../../src/demo/client-card.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type Answer, chair, type House, openHouse, partners, type RoundTable } from '../support/round-table.ts';
import { createTcpProxy, type TcpProxy, targetOf, throughProxy } from '../support/tcp-proxy.ts';

const flood = 300;
/** A round trip to the database then takes as long as a press does otherwise. */
const slowMs = 250;

let server: TestPostgres;
let proxy: TcpProxy;
let house: House;
let busy: RoundTable;
let quiet: RoundTable;

beforeAll(async () => {
  server = await startPostgres();
  const databaseUrl = await server.createMadeDatabase();
  proxy = await createTcpProxy(targetOf(databaseUrl));
  house = await openHouse({ env: { DATABASE_URL: throughProxy(databaseUrl, proxy) } });
  busy = await house.open('ZVH-2026-701');
  quiet = await house.open('ZVH-2026-702');
  await busy.join(partners);
  await quiet.join(['wijkagent']);
  for (const table of [busy, quiet]) {
    const raising = await table.move('volgende', 'risk.raise');
    await table.record('wijkagent', 'risk.raise', { what: 'Brand in de flat' }, raising);
    await table.move('volgende', 'risk.rate');
  }
}, 90_000);
afterAll(async () => {
  await house?.dispose();
  await proxy?.close();
  await server?.stop();
});

describe('more presses than the bot can carry, because its database is slow', () => {
  let answers: readonly Answer[];
  let beside: readonly Answer[];

  it('are recorded or told one moment, every one of them', async () => {
    const prompt = await busy.card('risk.rate');
    const calm = await quiet.card('risk.rate');
    const rate = (index: number) => {
      const inputs = { 'level:R1': index % 2 === 0 ? 'high' : 'low', 'reason:R1': `Gezien, keer ${index}` };
      return busy.press(partners[index % partners.length] ?? chair, 'risk.rate', inputs, prompt);
    };
    proxy.delay(slowMs);
    const all = Array.from({ length: flood }, (_, index) => rate(index));
    // While the others wait; one after another, as one person presses.
    const besides = (async () => {
      const heard: Answer[] = [];
      for (const level of ['high', 'low', 'moderate'])
        heard.push(await quiet.press('wijkagent', 'risk.rate', { 'level:R1': level }, calm));
      return heard;
    })();
    answers = await Promise.all(all);
    beside = await besides;
    await proxy.resume();
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.flatMap(({ refusals }) => refusals))).toEqual(new Set(['oneMoment']));
    expect(answers.filter(({ refusals }) => refusals.length === 0).length).toBeGreaterThan(15);
  }, 60_000);

  it('do not keep another chat waiting', () => {
    expect(beside.flatMap(({ refusals }) => refusals)).toEqual([]);
  });

  it('are recorded when the button under one moment is pressed', async () => {
    const refused = answers.find(({ refusals }) => refusals.includes('oneMoment'));
    if (refused === undefined) throw new Error('nobody was told one moment');
    expect(refused.reasons).toContain('Eén moment: het is nu erg druk.');
    const name = partners[answers.indexOf(refused) % partners.length] ?? chair;
    expect(actionsOf(refused.card).map(({ verb }) => verb)).toEqual(['risk.rate']);
    const again = await busy.press(name, 'risk.rate', {}, { chat: busy.chat, card: refused.card as CardJson });
    expect(again.refusals).toEqual([]);
    expect(again.words).toContain('R1');
  }, 30_000);
});
