import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CardJson, wordsOf } from '../../src/demo/client-card.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type Answer, chair, type House, openHouse, partners, type RoundTable } from '../support/round-table.ts';
import type { ShownMessage } from '../support/stub-connector.ts';
import { createTcpProxy, type TcpProxy, targetOf, throughProxy } from '../support/tcp-proxy.ts';

/** Seconds here; the whole minute, and with a server that is stopped and started: `test/torture/faults.ts`. */
const code = 'ZVH-2026-411';
const table5 = partners.slice(0, 5);
let server: TestPostgres;
let databaseUrl: string;
let proxy: TcpProxy;
let house: House;
let table: RoundTable;

beforeAll(async () => {
  server = await startPostgres();
  databaseUrl = await server.createMadeDatabase();
  proxy = await createTcpProxy(targetOf(databaseUrl));
  house = await openHouse({ env: { DATABASE_URL: throughProxy(databaseUrl, proxy) } });
  table = await house.open(code);
  await table.join(table5);
  await table.move('volgende', 'risk.raise');
}, 120_000);
afterEach(async () => {
  await proxy?.resume();
});
afterAll(async () => {
  await house?.dispose();
  await proxy?.close();
  await server?.stop();
});

/** What an answer says to whoever has to try again, in Dutch and, where asked for, in English. */
const tryAgain = { nl: 'Probeer het zo nog een keer', en: 'Try again in a moment' };
const numberIn = ({ words }: Answer) => /\b[RF]\d+\b/.exec(words)?.[0] ?? words;
const numbered = (letter: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${from + index}`);
const sorted = (answers: readonly Answer[]) =>
  answers.map(numberIn).toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
const raise = (name: string, what: string) => table.press(name, 'risk.raise', { what }, prompt);
const posts = (text: string) =>
  house.stub.messages(table.chat).filter(one => wordsOf((one.card ?? {}) as CardJson).includes(text));
let prompt: ShownMessage;

async function timed<Result>(work: Promise<Result>): Promise<{ readonly value: Result; readonly ms: number }> {
  const began = performance.now();
  const value = await work;
  return { value, ms: performance.now() - began };
}

describe('a database that is away', () => {
  it('is told to whoever presses or types, at once and with what they sent to send again', async () => {
    prompt = await table.card('risk.raise');
    await table.record('wijkagent', 'risk.raise', { what: 'Brand in de flat' }, prompt);
    await proxy.stop();
    const { value: answers, ms } = await timed(Promise.all(table5.map(name => raise(name, `Gezien door ${name}`))));
    expect(answers.map(({ status, refusals }) => [status, ...refusals])).toEqual(table5.map(() => [200, 'tryAgain']));
    expect(answers[1]?.words).toContain(tryAgain.nl);
    expect(answers[1]?.words, 'what was typed').toContain(`Gezien door ${table5[1]}`);
    expect(ms).toBeLessThan(5_000);

    const typed = await timed(table.say(chair, 'volgende'));
    await house.stub.until(() => posts(tryAgain.nl).length === 1);
    expect(typed.ms).toBeLessThan(5_000);

    await proxy.resume();
    const again = await Promise.all(answers.map((answer, index) => pressAgain(table5[index] ?? '', answer)));
    expect(again.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(sorted(again)).toEqual(numbered('R', 2, 5));
    await table.boardSays('Brand in de flat', ...table5.map(name => `Gezien door ${name}`));
  }, 60_000);

  it('is told in the language of the chat', async () => {
    await table.say(chair, 'taal en');
    await table.press('huisarts', 'summary.request');
    await proxy.stop();
    expect((await raise('behandelaar', 'Verward op straat')).words).toContain(tryAgain.en);
    await table.say(chair, 'next');
    await house.stub.until(() => posts(tryAgain.en).length === 1);
    await proxy.resume();
    await table.say(chair, 'language nl');
    expect(numberIn(await table.record('behandelaar', 'risk.raise', { what: 'Verward op straat' }, prompt))).toBe('R7');
  }, 60_000);

  it('leaves no trace when every connection is cut by the server itself', async () => {
    const admin = new Client({ connectionString: databaseUrl });
    await admin.connect();
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and datname = current_database()`;
    const recorded: Answer[] = [];
    for (let round = 0; round < 5; round++) {
      const [answers] = await Promise.all([
        Promise.all(table5.map(name => raise(name, `Ronde ${round} van ${name}`))),
        admin.query(cut),
      ]);
      const again = answers.map((answer, index) =>
        answer.refusals.includes('tryAgain') ? pressAgain(table5[index] ?? '', answer) : answer,
      );
      recorded.push(...(await Promise.all(again)));
    }
    await admin.end();
    expect(sorted(recorded)).toEqual(numbered('R', 8, 25));
  }, 60_000);
});

describe('a network that is gone without a word', () => {
  it('is told to everyone before Teams gives up, and what was given up is not recorded later', async () => {
    await table.move('volgende', 'risk.rate');
    await table.move('volgende', 'factor.raise');
    const card = await table.card('factor.raise');
    const factor = (name: string, what: string) => table.press(name, 'factor.raise', { what }, card);
    proxy.silence();
    const typed = timed(table.say(chair, 'overzicht'));
    const { value: answers, ms } = await timed(Promise.all(table5.map(name => factor(name, `Eerst van ${name}`))));
    expect(answers.flatMap(({ refusals }) => refusals)).toEqual(table5.map(() => 'tryAgain'));
    expect(ms).toBeLessThan(9_900);
    expect((await typed).ms).toBeLessThan(14_000);
    await proxy.resume();

    // Everybody says it otherwise the second time: had the first press come through late, it would stand there too.
    const after = await Promise.all(table5.map(name => untilTaken(() => factor(name, `Daarna van ${name}`))));
    expect(after.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(sorted(after)).toEqual(numbered('F', 1, 5));
    await table.boardSays('Daarna van');
  }, 90_000);
});

describe('a message that is on its way while the database goes', () => {
  it('is posted once: what came of it is kept until the database is back', async () => {
    house.stub.fault({ method: 'POST', path: /activities$/, delayMs: 1_500 });
    const before = house.stub.requests.length;
    await table.say(chair, 'volgende');
    await house.stub.until(() => house.stub.requests.slice(before).some(({ method }) => method === 'POST'));
    await proxy.stop();
    await house.stub.until(() => offering('topThree.vote').length === 1);
    await new Promise(resolve => setTimeout(resolve, 2_500));
    await proxy.resume();
    // The line that the former prompt becomes is behind it in the same queue.
    await house.stub.until(() => offering('factor.raise').length === 0, 20_000);
    expect(offering('topThree.vote')).toHaveLength(1);
    await table.record('wijkagent', 'topThree.vote', { factors: 'F1' });
  }, 60_000);
});

const offering = (verb: string) =>
  house.stub.messages(table.chat).filter(one => JSON.stringify(one.card ?? {}).includes(`"verb":"${verb}"`));

/** The button under "try again". */
function pressAgain(name: string, { chat, card }: Answer): Promise<Answer> {
  return untilTaken(() => table.press(name, 'risk.raise', {}, { chat, card: card as Record<string, unknown> }));
}

/** As a person does; the first connections after an outage may still be broken ones. */
async function untilTaken(press: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const answer = await press();
    if (attempt === 5 || !answer.refusals.includes('tryAgain')) return answer;
  }
}
