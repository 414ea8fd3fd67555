import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/ports/card-renderer.ts';
import { inputOf as inputOn, linesOf, noticesOf, textOf, verbsOf } from '../cards/read-card.ts';
import { type FakeOpenAi, inputOf, startFakeOpenAi } from '../support/fake-openai.ts';
import { modelOn } from '../support/model-under-test.ts';
import { entraId } from '../support/seats.ts';
import { code, filledIn, type TableUnderTest } from '../support/table.ts';
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
  table = await house.open({ model: modelOn(server), wordingHelp: true });
});

const chair = 'procesregisseur';
const cardsOf = (name: 'procesregisseur' | 'wijkagent' | 'wijkteam'): readonly Card[] =>
  table.chat.shown.flatMap(({ conversation, message }) =>
    conversation === table.own(name).id && message.kind === 'card' ? [message.card] : [],
  );
const linesTo = (name: typeof chair): readonly string[] =>
  table.chat.shown.flatMap(({ conversation, message }) =>
    conversation === table.own(name).id && message.kind === 'line' ? [message.text] : [],
  );
const agree = (what: string) =>
  table.press('wijkteam', 'action.agree', { what, owner: entraId('wijkteam'), due: '2026-12-11', factors: 'F1' });
const opened = (call: Parameters<typeof inputOf>[0]) => JSON.stringify({ text: `${inputOf(call).text} met … over …` });

describe('help', () => {
  const helped = async () => {
    const [answer] = await table.say(chair, 'help', { conversation: table.own(chair) });
    if (answer?.kind !== 'card') throw new Error('no card');
    return textOf(answer.card);
  };

  it('tells of notes in one’s own chat where the house has them, and not where it hasn’t', async () => {
    expect(await helped()).toContain('notities CODE: …');
    table = await house.open({ model: modelOn(server), wordingHelp: false });
    expect(await helped()).not.toContain('notities');
  });
});

describe('something vague', () => {
  it('comes back to whoever said it with open places, in their own chat, and stands as it was said', async () => {
    server.answers(opened);
    await playTo(table, 'actions');
    await agree('In gesprek gaan');
    const [card, ...others] = cardsOf('wijkteam');
    expect(others).toEqual([]);
    expect(textOf(card)).toContain('In gesprek gaan met … over …');
    expect(textOf(card)).toContain('Wie, wanneer, waaraan zie je het?');
    expect(noticesOf(card)).toEqual(['notice:hint:wordedByMachine']);
    expect((await table.state()).actions[0]?.what).toBe('In gesprek gaan');
  });

  it('is mended by its author, on the ordinary form with the suggestion in it', async () => {
    server.answers(opened);
    await playTo(table, 'actions');
    await agree('In gesprek gaan');
    const [card] = cardsOf('wijkteam');
    const own = { conversation: table.own('wijkteam') };
    const form = await table.press('wijkteam', 'wording.take', {}, { card: card as Card, ...own });
    expect(inputOn(form, 'what').value).toBe('In gesprek gaan met … over …');
    expect((await table.state()).actions[0]?.what).toBe('In gesprek gaan');
    const words = 'In gesprek gaan met moeder over werk, elke vrijdag';
    await table.press('wijkteam', 'item.edit', { ...filledIn(form), what: words }, { card: form, ...own });
    expect((await table.state()).actions[0]?.what).toBe(words);
    const edited = (await table.events()).findLast(({ type }) => type === 'ItemEdited');
    expect(edited?.actor.person).toBe(entraId('wijkteam'));
  });

  it('is left alone when it is concrete, when the model has nothing, and where the house does not want it', async () => {
    server.answers(() => 'geen idee');
    await playTo(table, 'actions');
    await agree('Elke vrijdag om 10 uur bellen met moeder');
    expect(server.calls).toEqual([]);
    await agree('In gesprek gaan');
    expect(server.calls).toHaveLength(1);
    expect(cardsOf('wijkteam')).toEqual([]);
    table = await house.open({ model: modelOn(server), wordingHelp: false });
    await playTo(table, 'actions');
    await agree('In gesprek gaan');
    expect(server.calls).toHaveLength(1);
  }, 60_000);
});

describe('notes of the chair', () => {
  const notes = 'Kans op brand in de flat. Hij heeft geen dagbesteding. Huisbezoek door Piet op vrijdag.';
  const split = JSON.stringify({
    items: [
      { kind: 'risk', what: 'brand in de flat' },
      { kind: 'factor', what: 'geen dagbesteding' },
      { kind: 'action', what: 'Huisbezoek' },
    ],
  });
  const paste = (text = `notities ${code}: ${notes}`, who: 'procesregisseur' | 'wijkagent' = chair) =>
    table.say(who, text, { conversation: table.own(who) });
  const own = () => ({ conversation: table.own(chair) });

  it('come back as separate proposals in their own chat; nothing is recorded, and no name left', async () => {
    server.answers(() => split);
    await playTo(table, 'risks.raise');
    const before = (await table.events()).length;
    expect(await paste()).toEqual([{ kind: 'line', text: expect.stringMatching(/^Bezig… /) }]);
    expect(cardsOf(chair).map(card => linesOf(card)[0])).toEqual([
      'Voorstel 1 van 3: een risico',
      'Voorstel 2 van 3: een factor',
      'Voorstel 3 van 3: een actie',
    ]);
    expect((await table.events()).length).toBe(before);
    expect(server.calls[0]?.raw).not.toMatch(/Piet|ZVH-/);
    for (const card of cardsOf(chair)) expect(verbsOf(card)).toEqual(['wording.take', 'wording.drop']);
  });

  it('are taken over, changed or left out one by one; what is recorded names who took it over', async () => {
    server.answers(() => split);
    await playTo(table, 'risks.raise');
    await paste();
    const [risk, factor] = cardsOf(chair) as [Card, Card];
    const form = await table.press(chair, 'wording.take', {}, { card: risk, ...own() });
    expect(inputOn(form, 'what').value).toBe('brand in de flat');
    await table.press(
      chair,
      'risk.raise',
      { ...filledIn(form), what: 'Brand in de flat van zijn zus' },
      { card: form, ...own() },
    );
    const dropped = await table.press(chair, 'wording.drop', {}, { card: factor, ...own() });
    expect(textOf(dropped)).toContain('Weggelaten');
    const state = await table.state();
    expect(state.risks).toMatchObject([{ what: 'Brand in de flat van zijn zus', by: { person: entraId(chair) } }]);
    expect(state.factors).toEqual([]);
  });

  it('are for the chair, and of a case that is there for them', async () => {
    server.answers(() => split);
    await playTo(table, 'risks.raise');
    const [refused] = await paste(undefined, 'wijkagent');
    expect(refused?.kind === 'card' && noticesOf(refused.card)).toEqual(['notice:refusal:notChair']);
    const unknown = await paste(`notities ZVH-2026-999: ${notes}`);
    const stranger = await table.say('buitenstaander', `notities ${code}: ${notes}`, {
      conversation: table.own('buitenstaander'),
    });
    expect(stranger).toEqual(unknown);
    expect(server.calls).toEqual([]);
  });

  it('are not looked at in the meeting, nor when they are too long, nor where the house does not want it', async () => {
    await playTo(table, 'risks.raise');
    expect(await table.say(chair, `notities ${code}: ${notes}`)).toHaveLength(1);
    expect(await paste(`notities ${code}: ${'woord '.repeat(800)}`)).toEqual([
      { kind: 'line', text: expect.stringContaining('4.000') },
    ]);
    table = await house.open({ model: modelOn(server), wordingHelp: false });
    await playTo(table, 'risks.raise');
    expect(await paste()).toEqual([{ kind: 'line', text: expect.stringContaining('staat uit') }]);
    expect(server.calls).toEqual([]);
  }, 60_000);

  it('that hold nothing, or come back made up, are answered with a plain line', async () => {
    server.answers(() => JSON.stringify({ items: [{ kind: 'risk', what: 'Hij gaat iemand doden' }] }));
    await playTo(table, 'risks.raise');
    await paste();
    expect(cardsOf(chair)).toEqual([]);
    expect(linesTo(chair).at(-1)).toMatch(/geen risico’s, factoren of acties/);
  });
});
