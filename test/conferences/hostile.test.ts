import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzzCanaries, openFuzzedBot } from '../support/fuzzed-bot.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { readAnswer } from '../support/round-table.ts';
import type { ShownMessage } from '../support/stub-connector.ts';

/** Another one each day, the same for everybody that day; printed with whatever fails. */
const seed = Number(process.env.SEED ?? Math.floor(Date.now() / 86_400_000));

let fuzzed: Awaited<ReturnType<typeof openFuzzedBot>>;
let postgres: TestPostgres;
beforeAll(async () => {
  // A server is there sooner than an embedded database; the long run (`test/torture/fuzz.ts`) is on the embedded one.
  postgres = await startPostgres();
  fuzzed = await openFuzzedBot({ DATABASE_URL: await postgres.createMadeDatabase() });
}, 120_000);
afterAll(async () => {
  await fuzzed?.close();
  await postgres?.stop();
});

describe('a running bot', () => {
  it('answers a thousand generated requests without one 5xx, and stands', { timeout: 120_000 }, async () => {
    const { statuses, wrong, megabytes } = await fuzzed.fuzz({ seed, runs: 1_000 });
    expect(wrong, `SEED=${seed}`).toEqual([]);
    expect(Object.values(statuses).reduce((sum, count) => sum + count)).toBe(1_000);
    expect(statuses[200]).toBeGreaterThan(400);
    expect((megabytes.at(-1) ?? 0) - (megabytes[1] ?? 0), `SEED=${seed}, MB ${megabytes}`).toBeLessThan(200);
    expect((await fetch(`${fuzzed.origin}/healthz`)).status).toBe(200);
  });

  it('says nothing of names, words and tokens in its log, also when Teams fails with them in its answer', async () => {
    const chat = await fuzzed.openTable();
    const [name = '', typed = '', token = ''] = fuzzCanaries;
    fuzzed.stub.groupChat(chat, [...fuzzed.stub.chat(chat).members.map(one => one.name), name]);
    await fuzzed.client.send(name, chat, { type: 'conversationUpdate', membersAdded: [{ id: name }] });
    const body = { error: { code: 'BadArgument', message: `${typed} ${token}` } };
    for (const status of [400, 403, 404, 429, 500])
      fuzzed.stub.fault({ status, body, headers: { 'x-word': token }, times: 2 });
    fuzzed.stub.fault({ drop: 'before', times: 2 });
    for (const text of ['overzicht', typed, 'help', `risico: ${typed}`, 'help', 'help', 'samenvatting', 'help', 'help'])
      expect(await fuzzed.client.say(name, chat, text)).toBe(200);
    fuzzed.stub.clearFaults();
    const log = fuzzed.bot.stdout() + fuzzed.bot.stderr();
    expect(log).toContain('notPosted');
    expect(fuzzCanaries.filter(word => log.includes(word))).toEqual([]);
    expect(log).not.toMatch(/\n\s+at |node_modules|node:internal/);
  });
});

describe('who sits at the table', () => {
  let chat: string;
  let opening: ShownMessage;
  beforeAll(async () => {
    chat = await fuzzed.openTable();
    opening = fuzzed.stub.messages(chat).find(one => JSON.stringify(one).includes('"conference.join"')) ?? never();
  });
  const never = () => {
    throw new Error('no opening card');
  };
  const value = (inputs: Readonly<Record<string, string>> = {}) => ({
    action: { verb: 'summary.request', data: { token: tokenOf(), ...inputs } },
  });
  const tokenOf = () => /"token":"([^"]+)"/.exec(JSON.stringify(opening.card))?.[1];
  /** What somebody gets who asks for the summary with the token of a card in that chat. */
  async function asks(name: string, fields: Readonly<Record<string, unknown>> = {}, where = chat) {
    const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: value() };
    const { status, body } = await fuzzed.client.send(name, where, { ...invoke, ...fields });
    const { value: card } = body as { value: Readonly<Record<string, unknown>> };
    return readAnswer(chat, { status, card });
  }
  const unknown = ['unknown'];
  const leave = async (left: string) => {
    const { members } = fuzzed.stub.chat(chat);
    fuzzed.stub.groupChat(
      chat,
      members.map(({ name }) => name).filter(name => name !== left),
    );
    const { teamsId } = fuzzed.stub.person(left);
    await fuzzed.client.send(left, chat, { type: 'conversationUpdate', membersRemoved: [{ id: teamsId }] });
  };

  it('is said by the chat’s own list: an outsider gets the answer of a code that does not exist', async () => {
    expect((await asks('wijkagent')).refusals).toEqual([]);
    const outsider = await asks('buitenstaander');
    expect(outsider.refusals).toEqual(unknown);
    const madeUp = await asks('wijkagent', {
      value: { action: { verb: 'summary.request', data: { token: 'made-up' } } },
    });
    expect(outsider.card).toEqual(madeUp.card);
  });

  it('changes at once when somebody is taken out', async () => {
    expect((await asks('reclasseerder')).refusals).toEqual([]);
    await leave('reclasseerder');
    expect((await asks('reclasseerder')).refusals).toEqual(unknown);
    const before = fuzzed.stub.messages(chat).length;
    await fuzzed.client.say('reclasseerder', chat, 'samenvatting');
    expect(JSON.stringify(fuzzed.stub.messages(chat).slice(before))).not.toContain('AdaptiveCard');
  });

  it('is not decided by what an activity calls itself', async () => {
    const { entraId } = fuzzed.stub.person('wijkagent');
    const conversation = (fields: Readonly<Record<string, unknown>>) => ({
      conversation: { id: chat, conversationType: 'personal', tenantId: fuzzed.stub.tenant, ...fields },
    });
    expect((await asks('buitenstaander', conversation({}))).refusals).toEqual(unknown);
    expect((await asks('buitenstaander', conversation({ isGroup: false }))).refusals).toEqual(unknown);
    expect(
      (await asks('wijkagent', conversation({ conversationType: 'groupChat', tenantId: 'another' }))).refusals,
    ).toEqual(unknown);
    // Without an Entra id somebody may read what stands in the chat, not ask.
    const noOne = await asks('buitenstaander', { from: { id: '29:nobody', name: 'wijkagent' } });
    expect(noOne.refusals).toEqual(['noIdentity']);
    expect(noOne.card).not.toEqual(
      (await asks('wijkagent', { from: { id: '29:wijkagent', aadObjectId: entraId } })).card,
    );
  });

  it('is one person in a chat of one’s own, whoever else writes there', async () => {
    const own = fuzzed.stub.personalChat('behandelaar').id;
    await fuzzed.client.say('behandelaar', own, 'mijn acties');
    const before = fuzzed.stub.messages(own).length;
    await fuzzed.client.say('buitenstaander', own, 'mijn acties');
    expect(JSON.stringify(fuzzed.stub.messages(own).slice(before))).not.toContain('AdaptiveCard');
    const intruder = await asks('buitenstaander', {}, own);
    expect(intruder.refusals).toEqual(['noIdentity']);
  });
});
