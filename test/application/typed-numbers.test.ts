import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readName } from '../../src/cards/input-values.ts';
import { withoutPersonalNumbers } from '../../src/domain/number-guard.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { parseTyped, typedWords } from '../../src/teams/parse-typed.ts';
import { inputsOf, textOf } from '../cards/read-card.ts';
import { verbsUnderTest } from '../cards/verb-inputs.ts';
import { type House, openHouse } from '../support/house.ts';
import { examples } from '../support/personal-numbers.ts';
import { entraId } from '../support/seats.ts';
import { cardsOf, code, filledIn, notices, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { places, valuesOf } from '../support/verb-places.ts';
import { createWrongPresses } from '../support/wrong-presses.ts';

// No number that leads to a person gets into a case, however it's typed and into whatever. See test/domain/number-guard.test.ts.

let house: House;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
  table = await house.open({ others: ['partner1'] });
  await playTo(table, 'agreed');
}, 60_000);
afterAll(async () => {
  await house.tidy();
  await house.close();
});

const { countEvents, isRefused } = createWrongPresses(() => ({ house, table }));
const citizen = `Haar nummer is ${examples.citizenNumber[0]}`;
const phone = 'Bel 06-12345678, GGZ';
const everyNumber = Object.values(examples).flat();

/** Nothing that was ever stored of this house, sent to a chat or logged holds one of the numbers. */
function expectNoTrace(): void {
  const said = [...table.chat.everything, JSON.stringify(table.log)].join('\n');
  for (const number of everyNumber) expect(said).not.toContain(number);
}

describe('a press', () => {
  const inMeeting = verbsUnderTest.filter(({ verb, inputs }) => {
    const typed = Object.values(inputs).some(({ kind }) => kind === 'line' || kind === 'text');
    return typed && places[verb] !== undefined;
  });

  it('is tried of every verb that takes words', () => {
    expect(inMeeting.length).toBeGreaterThan(25);
  });

  it.each(inMeeting)('$verb is refused for a number in any of its words, with everything still there', async one => {
    const typed = Object.entries(one.inputs).filter(([, { kind }]) => kind === 'line' || kind === 'text');
    // Whoever didn't raise it is also told who may mend it.
    const by = one.verb === 'item.edit' ? 'procesregisseur' : 'wijkagent';
    for (const [id] of typed) await isRefused(one, by, { ...valuesOf(one), [id]: citizen }, [`citizenNumber:${id}`]);
  });

  const risk = verbsUnderTest.find(({ verb }) => verb === 'risk.raise');
  const action = verbsUnderTest.find(({ verb }) => verb === 'action.agree');
  if (risk === undefined || action === undefined) throw new Error('no such verb');

  it('says at each input what is wrong with it, and the rest that is wrong besides', async () => {
    const values = { severity: `Rekening ${examples.bankAccount[1]}`, whereWhen: phone, mark: 'anders' };
    await isRefused(risk, 'wijkagent', values, [
      'bankAccount:severity',
      'phoneNumber:whereWhen',
      'required:what',
      'notOffered:mark',
    ]);
    const answer = await isRefused(risk, 'wijkagent', { what: `${citizen}, ${phone}` }, [
      'citizenNumber:what',
      'phoneNumber:what',
    ]);
    expect(textOf(answer)).toContain('looks like a citizen service number');
  });

  it('is refused for a number in a name that is typed: for whom, owner, organisation', async () => {
    for (const id of ['forOther', 'organisationOther'])
      await isRefused(risk, 'wijkagent', { what: 'Brand', [id]: phone }, [`phoneNumber:${id}`], { kept: false });
    for (const id of ['ownerOther', 'reportToOther'])
      await isRefused(
        action,
        'wijkagent',
        { what: 'Bellen', due: '2026-12-11', owner: 'other', [id]: phone },
        [...(id === 'ownerOther' ? [] : ['required:ownerOther'])].concat(`phoneNumber:${id}`).reverse(),
        { kept: false },
      );
  });

  it('is refused for words that belong to another button on the same card, or to none', async () => {
    const one = { ...risk, inputs: {} };
    await isRefused(one, 'wijkagent', { what: 'Brand', elsewhere: phone }, ['phoneNumber:elsewhere'], { kept: false });
  });

  it('leaves what agreements need: a public line, a day, a code', async () => {
    const before = await countEvents();
    const card = table.offering('action.agree');
    const what = `Bij gevaar 112, anders 0800-2000 of 088 123 45 67; dossier ${code}, sinds 01-11-2026`;
    const inputs = { what, owner: entraId('wijkteam'), due: '2026-12-11', dueTime: '14:30', factors: 'F1' };
    const answer = await table.press('wijkteam', 'action.agree', inputs, { card });
    expect(notices(answer).filter(id => id.startsWith('refusal'))).toEqual([]);
    expect((await table.state()).actions.at(-1)).toMatchObject({ what });
    expect(await countEvents()).toBeGreaterThan(before);
  });

  it('shows another form all the same: nothing is recorded by that', async () => {
    const board = table.offering('summary.request');
    const shown = await table.press('procesregisseur', 'summary.request', { what: citizen }, { card: board });
    expect(notices(shown)).toEqual([]);
  });

  it('that is answered in a chat does not repeat the number there, and keeps the words', async () => {
    const answer = await submitted({ what: `${citizen} en adres` });
    expect(notices(answer)).toEqual(['refusal:citizenNumber:what']);
    expect(filledIn(answer).what).toBe('Haar nummer is … en adres');
  });

  async function submitted(values: Record<string, string>): Promise<Card> {
    const card = table.offering('action.agree');
    const token = JSON.stringify(card).match(/"token":"([^"]+)"/)?.[1] ?? '';
    return table.rondetafel.press({
      conversation: table.conversation,
      activityId: 'submitted',
      name: 'Wijkagent',
      person: entraId('wijkagent'),
      token,
      verb: 'action.agree',
      values,
      request: { kind: 'invalid', refusals: [] },
      submitted: true,
    });
  }

  it('leaves no trace of a number anywhere', expectNoTrace);
});

describe('a typed line', () => {
  it.each([
    `risico: ${citizen}`,
    `factor: ${phone}`,
    `actie: bel ${examples.phoneNumber[0]} vóór vrijdag`,
    `start ${code} ${examples.citizenNumber[1]}`,
    `tijdlijn ${examples.phoneNumber[2]}`,
    `zijn rekening is ${examples.bankAccount[1]}`,
  ])('in the meeting chat is answered by a line without content: %s', async text => {
    const before = await countEvents();
    const [reply, ...more] = await table.say('wijkagent', text);
    if (reply?.kind !== 'line') throw new Error('no line');
    expect(more).toEqual([]);
    expect(reply.text).toMatch(/Er is niets vastgelegd\. Haal het zelf weg uit de chat/);
    expect(await countEvents()).toBe(before);
    expect(table.chat.shown.at(-1)?.conversation).toBe(table.conversation.id);
    expectNoTrace();
  });

  it('is said in English where that is spoken', async () => {
    const conversation = { ...(await table.otherChat()), language: 'en' as const };
    await house.storage.conversations.save(conversation);
    const [reply] = await table.say('wijkagent', `risk: ${citizen}`, { conversation });
    expect(reply).toMatchObject({ kind: 'line', text: expect.stringContaining('Take it out of the chat yourself') });
  });

  it('in one’s own chat comes back with the reason', async () => {
    const [card] = cardsOf(await table.say('wijkagent', `R1 hoog ${phone}`, { conversation: table.own('wijkagent') }));
    if (card === undefined) throw new Error('no card');
    expect(notices(card)).toEqual(['refusal:phoneNumber']);
    expectNoTrace();
  });

  it('is read as ever when the number is in the name of whoever is mentioned', async () => {
    const text = '<at>Jan 06-12345678</at> actie: bellen';
    const mentions = [{ text: '<at>Jan 06-12345678</at>', bot: false }];
    expect(parseTyped(text, mentions).kind).toBe('item');
    expect(typedWords(text, mentions)).toBe('actie: bellen');
  });
});

describe('a signal', () => {
  const say = (text: string) => table.say('wijkagent', text, { conversation: table.own('wijkagent') });

  beforeAll(() => house.storage.conversations.save({ ...table.own('wijkagent'), language: 'nl' }));

  it('typed behind the code comes back on its form without the number, with the rest and the reason', async () => {
    const [card] = cardsOf(await say(`signaal ${code} gebeld door ${examples.phoneNumber[2]} over moeder`));
    if (card === undefined) throw new Error('no form');
    expect(notices(card)).toEqual(['refusal:phoneNumber:what']);
    expect(filledIn(card).what).toBe('gebeld door … over moeder');
    expect(textOf(card)).toContain('Haal het zelf weg uit de chat');
    expectNoTrace();
  });

  it('of a case that one has nothing to do with stays unknown', async () => {
    const own = { ...table.own('partner1') };
    const replies = await table.say('partner1', `signaal ${code} ${citizen}`, { conversation: own });
    expect(replies).toEqual(await table.say('partner1', `signaal ZVH-2026-999 ${citizen}`, { conversation: own }));
    expect(cardsOf(replies)).toEqual([]);
  });

  it('pressed with a number in it is refused, with the words kept', async () => {
    const [card] = cardsOf(await say(`signaal ${code}`));
    if (card === undefined) throw new Error('no form');
    const before = await countEvents();
    const conversation = table.own('wijkagent');
    const answer = await table.press('wijkagent', 'signal.record', { what: citizen }, { card, conversation });
    expect(notices(answer)).toEqual(['refusal:citizenNumber:what']);
    expect(inputsOf(answer).find(({ id }) => id === 'what')?.value).toBe(citizen);
    expect(await countEvents()).toBe(before);
  });
});

it('a name that somebody has in Teams comes without its number', () => {
  expect(readName(` Jan\u0000 (06-12345678)\n GGZ \uD83D`)).toBe('Jan (…) GGZ \uFFFD');
  expect([...readName('x'.repeat(5_000))]).toHaveLength(200);
});

it('knows the numbers of these tests', () => {
  for (const number of everyNumber) expect(withoutPersonalNumbers(`a ${number} b`)).toMatch(/^a \(?… b$/);
});
