import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsOf, type CardJson } from '../../src/demo/client-card.ts';
import { daysAfter, today } from '../../src/demo/references.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type Answer, chair, type House, openHouse, partners, type RoundTable, readAnswer } from '../support/round-table.ts';
import type { ShownMessage } from '../support/stub-connector.ts';

const day = today();
const code = 'ZVH-2026-401';
let postgres: TestPostgres;
let database: Client;
let house: House;
let table: RoundTable;

/** On a server, because there the events can be counted while the bot runs. */
beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase();
  house = await openHouse({ env: { DATABASE_URL: url } });
  database = new Client({ connectionString: url });
  await database.connect();
}, 90_000);
afterAll(async () => {
  await house?.dispose();
  await database?.end();
  await postgres?.stop();
});

async function countEvents(): Promise<number> {
  const { rows } = await database.query<{ count: number }>('select count(*)::int as count from events');
  return rows[0]?.count ?? -1;
}

interface Expected {
  /** Ids of the refusals, all of them. */
  readonly refusals: readonly string[];
  readonly nl: RegExp;
  readonly en: RegExp;
  /** What has to stand in the card that comes back. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** Does it in Dutch and in English: each time a clear line, everything that was typed still there, and nothing recorded. */
async function isRefused(act: () => Promise<Answer>, expected: Expected, at: RoundTable = table): Promise<void> {
  for (const language of ['nl', 'en'] as const) {
    await at.say(chair, `taal ${language}`);
    const before = await countEvents();
    const answer = await act();
    expect(answer.status).toBe(200);
    expect(answer.refusals).toEqual(expected.refusals);
    expect(answer.reasons).toMatch(expected[language]);
    expect(answer.card.lang).toBe(language);
    expect(inputsOf(answer.card)).toMatchObject(expected.kept ?? {});
    expect(await countEvents()).toBe(before);
  }
  await at.say(chair, 'taal nl');
}

function inputsOf(card: CardJson): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(actionsOf(card).flatMap(action => action.inputs.map(input => [input.id, input.preset])));
}

/** What came back in the chat on something that was typed. */
async function typed(at: RoundTable, text: string): Promise<Answer> {
  const before = house.stub.messages(at.chat).length;
  await at.say(chair, text);
  const [message] = house.stub.messages(at.chat).slice(before);
  return readAnswer(at.chat, { status: 200, ...(message?.card && { card: message.card }) });
}

/** Sends what a button would, with a hand in the data: a changed client, or no client at all. */
async function forge(name: string, action: unknown, at: RoundTable = table): Promise<Answer> {
  const { status, body } = await house.client.send(name, at.chat, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: action,
  });
  const { value } = body as { value?: Readonly<Record<string, unknown>> };
  return readAnswer(at.chat, { status, ...(value && { card: value }) });
}

function tokenOf(message: ShownMessage): string {
  const [action] = actionsOf((message.card ?? {}) as CardJson);
  return String(action?.data.token);
}

describe('opening a conference', () => {
  it('refuses an approach that does not exist, typed or chosen', async () => {
    const fresh = house.seat(code);
    const expected = {
      refusals: ['approach:approach'],
      nl: /Deze aanpak ken ik niet.*Kies: Top X,/,
      en: /I don’t know this approach.*Choose: Top X,/,
    };
    await isRefused(() => typed(fresh, `start ${code} Toverij`), { ...expected, kept: { case: code } }, fresh);
    expect((await typed(fresh, `start ${code} Toverij`)).reasons).toContain('Toverij');
    const form = await fresh.card('conference.open');
    const inputs = { case: code, approach: 'Toverij', minutes: '45' };
    await isRefused(() => fresh.press(chair, 'conference.open', inputs, form), { ...expected, kept: inputs }, fresh);
  });

  it.each(['zvh2026401', 'ZVH-26-1', '<b>ZVH</b>'])('refuses %s as the code of a case', async wrong => {
    const fresh = house.seat(code);
    const expected = {
      refusals: ['caseCode:case'],
      nl: /Deze code klopt niet.*ZVH-2026-014/,
      en: /This code isn’t right.*ZVH-2026-014/,
    };
    await isRefused(() => typed(fresh, `start ${wrong} Top X`), { ...expected, kept: { case: wrong, approach: 'Top X' } }, fresh);
    const form = await fresh.card('conference.open');
    const inputs = { case: wrong, approach: 'MDA++' };
    await isRefused(() => fresh.press(chair, 'conference.open', inputs, form), { ...expected, kept: inputs }, fresh);
  });

  it('refuses a second start while a conference is open, in this chat and in another', async () => {
    const fresh = house.seat(code);
    const bareForm = await typed(fresh, 'start').then(() => fresh.card('conference.open'));
    table = await house.open(code);
    const here = {
      refusals: ['conferenceOpenHere:case'],
      nl: /In deze chat loopt al een casusoverleg/,
      en: /already open in this chat/,
    };
    await isRefused(() => typed(table, `start ${code} Top X`), here);
    await isRefused(() => typed(table, 'start ZVH-2026-402 Top X'), { ...here, kept: { case: 'ZVH-2026-402', approach: 'Top X' } });
    const inputs = { case: 'ZVH-2026-402', approach: 'Top X' };
    await isRefused(() => table.press(chair, 'conference.open', inputs, bareForm), { ...here, kept: inputs });

    const elsewhere = house.seat('ZVH-2026-403');
    await isRefused(
      () => typed(elsewhere, `start ${code} Top X`),
      {
        refusals: ['conferenceOpenElsewhere:case'],
        nl: new RegExp(`Over ${code} loopt al een casusoverleg in een andere chat`),
        en: new RegExp(`A case conference on ${code} is already open in another chat`),
      },
      elsewhere,
    );
  });

  it('says what is missing in a form that is sent half empty', async () => {
    const fresh = house.seat('ZVH-2026-404');
    await typed(fresh, 'start');
    const token = tokenOf(await fresh.card('conference.open'));
    const data = { token, verb: 'conference.open', case: 'ZVH-2026-404' };
    await isRefused(
      () => forge(chair, { action: { type: 'Action.Execute', verb: 'conference.open', data } }, fresh),
      { refusals: ['required:approach'], nl: /Vul dit in/, en: /Fill this in/, kept: { case: 'ZVH-2026-404' } },
      fresh,
    );
  });
});

describe('during a conference', () => {
  const long = 'x'.repeat(201);
  const longer = 'é'.repeat(1001);
  let riskPrompt: ShownMessage;

  it('lets nobody but the chair decide, and says who that is', async () => {
    await table.join(partners);
    const goal = { goal: 'Een ander doel', purpose: 'shareInformation' };
    const notChair = { refusals: ['notChair'], nl: /Dit doet de voorzitter: procesregisseur/, en: /This is for the chair: procesregisseur/ };
    await isRefused(() => table.press('wijkagent', 'conference.setGoal', goal), { ...notChair, kept: goal });
    const board = await table.board();
    await isRefused(() => table.press('wijkagent', 'step.next', {}, board), {
      refusals: ['notChairOrNoteTaker'],
      nl: /procesregisseur.*of de notulist/,
      en: /procesregisseur.*or the note-taker/,
    });
    await isRefused(() => typed(table, 'volgende').then(() => table.press('wijkagent', 'conference.close', { reflection: 'Klaar' }, closeForm(board))), {
      ...notChair,
      kept: { reflection: 'Klaar' },
    }).catch((error: unknown) => {
      throw error;
    });
  });
});
