import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { linesOf, noticesOf, textOf, verbsOf } from '../cards/read-card.ts';
import { itemsOf, obedient } from '../support/answering-model.ts';
import { type FakeOpenAi, type ModelTrouble, type Reply, startFakeOpenAi } from '../support/fake-openai.ts';
import { createMemoryBudget, modelOn, settingsFor } from '../support/model-under-test.ts';
import { entraId } from '../support/seats.ts';
import type { TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useHouse } from '../support/use-house.ts';

const house = useHouse();
let server: FakeOpenAi;
let table: TableUnderTest;

beforeAll(async () => {
  server = await startFakeOpenAi();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.calls.length = 0;
  server.answers(obedient);
  table = await house.open({ model: modelOn(server, { timeoutMs: 300 }) });
});

const chair = 'procesregisseur';
const cardsIn = (conversation: string): readonly Card[] =>
  table.chat.shown.flatMap(({ conversation: where, message }) =>
    where === conversation && message.kind === 'card' ? [message.card] : [],
  );
const summaries = (conversation: string) =>
  cardsIn(conversation).filter(card => textOf(card).includes('Samenvatting casusoverleg'));
const own = (name: typeof chair | 'wijkagent' = chair) => summaries(table.own(name).id);
const inMeeting = () => summaries(table.conversation.id);
const mine = () => own().at(-1) as Card;

describe('the chair who asks for a summary', () => {
  it('hears at once that it is on its way, and has it in words in their own chat', async () => {
    await playTo(table, 'agreed');
    const said = await table.say(chair, 'samenvatting');
    expect(said).toEqual([{ kind: 'line', text: 'Bezig… Je krijgt de samenvatting zo in je eigen chat met mij.' }]);
    expect(own()).toHaveLength(1);
    expect(inMeeting()).toEqual([]);
    expect(noticesOf(mine())).toEqual(['notice:hint:wordedByMachine']);
    expect(textOf(mine())).toMatch(/verwoord.*nagebootst, summary\/\d+/);
    expect(linesOf(mine())).toContain('Het risico op Geweld tegen een voorbijganger: hoog. [R1]');
    expect(verbsOf(mine())).toEqual(['summary.post']);
  });

  it('does not wait for a machine that never answers', async () => {
    await playTo(table, 'agreed');
    server.trouble('hang', 'hang');
    const turn = table.rondetafel.typed({
      conversation: table.conversation,
      activityId: 'summary',
      person: entraId(chair),
      name: 'Procesregisseur',
      text: 'samenvatting',
      request: { kind: 'summary' },
    });
    expect(await turn).toHaveLength(1);
    expect(own()).toEqual([]);
    await table.settled();
    expect(noticesOf(mine())).toEqual(['notice:hint:modelAway']);
  });

  it('has it once, however often Teams delivers the question', async () => {
    await playTo(table, 'agreed');
    await table.say(chair, 'samenvatting', { activityId: 'same' });
    await table.say(chair, 'samenvatting', { activityId: 'same' });
    expect(server.calls).toHaveLength(1);
    expect(own()).toHaveLength(1);
  });

  it('puts what they read in the meeting by one press, and once', async () => {
    await playTo(table, 'agreed');
    await table.say(chair, 'samenvatting');
    const answer = await table.press(chair, 'summary.post', {}, { card: mine(), conversation: table.own(chair) });
    expect(textOf(answer)).toContain('staat in de chat van het overleg');
    await table.press(chair, 'summary.post', {}, { card: mine(), conversation: table.own(chair) });
    expect(inMeeting()).toHaveLength(1);
    const [posted] = inMeeting();
    expect(noticesOf(posted)).toEqual(['notice:hint:wordedByMachine']);
    expect(linesOf(posted)).toEqual(linesOf(mine()));
    expect(verbsOf(posted)).toEqual([]);
  });

  it('can not post what no longer holds', async () => {
    await playTo(table, 'agreed');
    await table.say(chair, 'samenvatting');
    await table.press(chair, 'form.show', { form: 'items' }, { card: table.offering('summary.request') });
    const items = await table.pressOnly(chair, 'form.show', { form: 'items' }, { card: table.offering('form.show') });
    await table.press(chair, 'item.withdraw', { item: 'A1' }, { card: items });
    const answer = await table.press(chair, 'summary.post', {}, { card: mine(), conversation: table.own(chair) });
    expect(noticesOf(answer)).toEqual(['notice:refusal:summaryStale']);
    expect(inMeeting()).toEqual([]);
  });

  it('leaves in the record that a machine worded it, by which model and prompt, and not a word of it', async () => {
    await playTo(table, 'agreed');
    await table.say(chair, 'samenvatting');
    const made = (await table.events()).filter(event => event.type === 'SummaryWorded');
    expect(made).toMatchObject([
      {
        person: entraId(chair),
        language: 'nl',
        model: 'nagebootst',
        prompt: expect.stringMatching(/^summary\/\d+$/),
        dropped: 0,
        actor: { person: 'rondetafel' },
      },
    ]);
    expect(JSON.stringify(made)).not.toMatch(/Geweld|risico/);
  });

  it('leaves in the access log that words of the case went to a model, before they did', async () => {
    await playTo(table, 'agreed');
    await table.say(chair, 'samenvatting');
    const log = await house.storage.access.of({ tenant: table.tenant, case: (await table.state()).code });
    const asked = log.findIndex(one => one.client === 'languageModel' && one.action === 'disclose');
    const sent = log.findLastIndex(one => one.client === 'bot' && one.what === 'summary');
    expect(asked).toBeGreaterThan(-1);
    expect(sent).toBeGreaterThan(asked);
  });

  it('never gets an owner, a day or a level from the machine: none is sent', async () => {
    await playTo(table, 'agreed');
    await table.say(chair, 'samenvatting');
    const [call] = server.calls;
    expect(itemsOf(call as NonNullable<typeof call>).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['R1', 'F1', 'A1']),
    );
    expect(call?.raw).not.toMatch(/Wijkagent|Politie|GGZ|ZVH-|2026|00000000-|"level":|hoog/);
  });

  it('sends nothing of a blind round', async () => {
    await playTo(table, 'risks.rate');
    await table.press('wijkagent', 'risk.rate', {
      'level:R1': 'veryHigh',
      'reason:R1': 'Buren durven niets te zeggen',
    });
    await table.say(chair, 'samenvatting');
    expect(server.calls).toHaveLength(1);
    expect(server.calls[0]?.raw).not.toMatch(/veryHigh|durven|Wijkagent/);
  });

  it('is not asked for what there is not: an empty conference is told by rule', async () => {
    await playTo(table, 'opening');
    await table.say(chair, 'samenvatting');
    expect(server.calls).toEqual([]);
    expect(textOf(mine())).toContain('Gedeeld beeld van het gevaar');
    expect(noticesOf(mine())).toEqual([]);
  });
});

describe('everybody else', () => {
  it('gets the summary by rule in the meeting, and nothing leaves the house', async () => {
    await playTo(table, 'agreed');
    expect(await table.say('wijkagent', 'samenvatting')).toEqual([]);
    expect(inMeeting()).toHaveLength(1);
    expect(noticesOf(inMeeting()[0])).toEqual([]);
    expect(server.calls).toEqual([]);
  });

  it('gets it by rule on the board as well, the chair too, inside the turn', async () => {
    await playTo(table, 'agreed');
    const answer = await table.press(chair, 'summary.request');
    expect(textOf(answer)).toContain('Geweld tegen een voorbijganger');
    expect(server.calls).toEqual([]);
  });

  it('can not post the summary of the chair', async () => {
    await playTo(table, 'agreed');
    await table.say(chair, 'samenvatting');
    const answer = await table.press(
      'wijkagent',
      'summary.post',
      {},
      { card: mine(), conversation: table.own('wijkagent') },
    );
    expect(noticesOf(answer)).toEqual(['notice:refusal:unknown']);
    expect(inMeeting()).toEqual([]);
  });
});

describe('where the own chat is refused', () => {
  it('the meeting gets the summary by rule', async () => {
    await playTo(table, 'agreed');
    const refused = new AdapterError('no', { code: 'blocked' });
    table.chat.failNext(9, refused, (method, to) => to.includes(entraId(chair)) && method !== 'members');
    await table.say(chair, 'samenvatting');
    expect(own()).toEqual([]);
    expect(inMeeting()).toHaveLength(1);
    expect(noticesOf(inMeeting()[0])).toEqual([]);
  });
});

/** One good sentence among two that say what nobody recorded. */
const mostlyMadeUp: Reply = JSON.stringify({
  sentences: [
    { text: 'Geweld tegen een voorbijganger.', ids: ['R1'] },
    { text: 'Hij is gevaarlijk.', ids: ['R1'] },
    { text: 'Opname is het beste.', ids: ['R1'] },
  ],
});
const troubles: readonly (readonly [string, readonly ModelTrouble[], Reply | undefined, string])[] = [
  ['is silent', ['hang', 'hang'], undefined, 'modelAway'],
  ['begins to answer and stops', ['trickle', 'trickle'], undefined, 'modelAway'],
  ['breaks off', ['drop', 'drop'], undefined, 'modelAway'],
  ['fails twice', [{ status: 500 }, { status: 503 }], undefined, 'modelAway'],
  ['has too much to do', [{ status: 429, retryAfter: '600' }], undefined, 'modelAway'],
  ['does not know the key', [{ status: 401 }], undefined, 'modelUnusable'],
  ['knows no JSON schema', [{ status: 400 }], undefined, 'modelUnusable'],
  ['sends the client elsewhere', ['redirect', 'redirect'], undefined, 'modelAway'],
  ['answers with a web page', ['notJson'], undefined, 'modelUnusable'],
  ['answers without a choice', ['noChoices'], undefined, 'modelUnusable'],
  ['answers without end', ['huge'], undefined, 'modelUnusable'],
  ['refuses', [], { refusal: 'Daar kan ik niet bij helpen.' }, 'modelUnusable'],
  ['is held back by a filter', [], { content: '', finish: 'content_filter' }, 'modelUnusable'],
  ['answers nothing', [], '', 'modelUnusable'],
  ['is cut off', [], { content: '{"sentences":[{"te', finish: 'length' }, 'modelUnusable'],
  ['talks instead of answering', [], 'Natuurlijk! Hier is de samenvatting:', 'modelUnusable'],
  ['answers another form', [], '{"sentences":[],"riskScore":9}', 'modelUnusable'],
  ['answers with numbers', [], '{"sentences":[{"text":9,"ids":["R1"]}]}', 'modelUnusable'],
  ['answers with a list of parts', [], { content: [{ type: 'text', text: '{}' }] }, 'modelUnusable'],
  ['has no sentence', [], '{"sentences":[]}', 'modelUnusable'],
  ['names no source', [], '{"sentences":[{"text":"Geweld tegen een voorbijganger.","ids":[]}]}', 'modelUnusable'],
  ['names a source of another case', [], '{"sentences":[{"text":"Geweld.","ids":["R9"]}]}', 'modelUnusable'],
  [
    'writes another language',
    [],
    '{"sentences":[{"text":"Violence against a passer-by.","ids":["R1"]}]}',
    'modelUnusable',
  ],
  [
    'writes markup',
    [],
    '{"sentences":[{"text":"**Geweld** [klik](https://x.example) <at>allen</at>","ids":["R1"]}]}',
    'modelUnusable',
  ],
  ['makes up most of it', [], mostlyMadeUp, 'modelUnusable'],
];

describe('a model that', () => {
  it.each(troubles)(
    '%s leaves the chair with the summary by rule and a plain line',
    async (_what, next, reply, code) => {
      await playTo(table, 'risks.rate');
      server.trouble(...next);
      if (reply !== undefined) server.answers(() => reply);
      await table.say(chair, 'samenvatting');
      expect(noticesOf(mine())).toEqual([`notice:hint:${code}`]);
      const lines = linesOf(mine());
      expect(lines.some(line => line.startsWith('R1'))).toBe(true);
      expect(JSON.stringify(mine())).not.toMatch(/gevaarlijk|Opname|Violence|klik|riskScore|canary|Natuurlijk/);
      expect((await table.events()).filter(event => event.type === 'SummaryWorded')).toEqual([]);
      // What is by rule may be posted too.
      await table.press(chair, 'summary.post', {}, { card: mine(), conversation: table.own(chair) });
      expect(inMeeting()).toHaveLength(1);
    },
  );

  it('fails once is asked once more, and not a third time', async () => {
    await playTo(table, 'agreed');
    server.trouble({ status: 503 });
    await table.say(chair, 'samenvatting');
    expect(server.calls).toHaveLength(2);
    expect(noticesOf(mine())).toEqual(['notice:hint:wordedByMachine']);
  });

  it('says "not before" is not asked before, for a later summary neither', async () => {
    let at = 0;
    const waited: number[] = [];
    const model = modelOn(server, {
      monotonic: () => at,
      pause: async ms => {
        waited.push(ms);
        at += ms;
      },
    });
    table = await house.open({ model });
    await playTo(table, 'agreed');
    server.trouble({ status: 429, retryAfter: '7' });
    await table.say(chair, 'samenvatting');
    expect(waited).toEqual([7_000]);
    expect(noticesOf(mine())).toEqual(['notice:hint:wordedByMachine']);
    server.trouble({ status: 429, retryAfter: '300' });
    await table.say(chair, 'samenvatting');
    const asked = server.calls.length;
    at += 299_000;
    await table.say(chair, 'samenvatting');
    expect(server.calls).toHaveLength(asked);
    expect(noticesOf(mine())).toEqual(['notice:hint:modelAway']);
    at += 2_000;
    await table.say(chair, 'samenvatting');
    expect(server.calls).toHaveLength(asked + 1);
    expect(noticesOf(mine())).toEqual(['notice:hint:wordedByMachine']);
  });

  it('was asked enough today is not asked any more until tomorrow', async () => {
    const settings = { ...settingsFor(server), requestsPerDay: 2 };
    table = await house.open({ model: modelOn(server, { settings, budget: createMemoryBudget() }) });
    await playTo(table, 'agreed');
    for (const code of ['wordedByMachine', 'wordedByMachine', 'modelSpent']) {
      await table.say(chair, 'samenvatting');
      expect(noticesOf(mine())).toEqual([`notice:hint:${code}`]);
    }
    expect(server.calls).toHaveLength(2);
    await table.at('2026-11-24T09:00:00.000Z');
    await table.say(chair, 'samenvatting');
    expect(noticesOf(mine())).toEqual(['notice:hint:wordedByMachine']);
  });
});

describe('a process that stops while the model thinks', () => {
  it('leaves the question to the next one, which asks again and tells once', async () => {
    table = await house.open({ model: modelOn(server, { timeoutMs: 30_000 }) });
    await playTo(table, 'agreed');
    server.trouble('hang');
    await table.rondetafel.typed({
      conversation: table.conversation,
      activityId: 'summary',
      person: entraId(chair),
      name: 'Procesregisseur',
      text: 'samenvatting',
      request: { kind: 'summary' },
    });
    await expect.poll(() => server.calls.length, { timeout: 10_000 }).toBe(1);
    await table.close();
    expect(own()).toEqual([]);
    const { tenant } = table;
    table = await house.open({ tenant, model: modelOn(server), start: '2026-11-23T12:00:00.000Z' });
    await table.settled();
    expect(server.calls).toHaveLength(2);
    expect(own()).toHaveLength(1);
  });
});
