import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { textOf, verbsOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import { entraId } from '../support/seats.ts';
import { code, dataOf, filledIn, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';

let house: House;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  table = await house.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const countOf = async (type: string) => (await table.events()).filter(event => event.type === type).length;
const risk = { what: 'Geweld tegen een voorbijganger', severity: 'Letsel' };

describe('the same press', () => {
  it('delivered ten times at once is one event and gets ten equal answers', async () => {
    await playTo(table, 'risks.raise');
    const card = table.offering('risk.raise');
    const presses = Array.from({ length: 10 }, () =>
      table.pressOnly('wijkagent', 'risk.raise', risk, { card, activityId: 'the-same' }),
    );
    const answers = await Promise.all(presses);
    await table.settled();
    expect(await countOf('RiskRaised')).toBe(1);
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(textOf(answers[0])).toContain('R1');
  });

  it('under ten other activity ids at once is one event and gets ten equal answers', async () => {
    await playTo(table, 'risks.raise');
    const card = table.offering('risk.raise');
    const presses = Array.from({ length: 10 }, () => table.pressOnly('wijkagent', 'risk.raise', risk, { card }));
    const answers = await Promise.all(presses);
    await table.settled();
    expect(await countOf('RiskRaised')).toBe(1);
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  });

  it('by somebody else is another press', async () => {
    await playTo(table, 'risks.rate');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    await table.press('behandelaar', 'risk.rate', { 'level:R1': 'high' });
    expect(await countOf('RiskRated')).toBe(2);
  });

  it('is another press in another chat, or by somebody else, whatever the activity id', async () => {
    await playTo(table, 'risks.raise');
    const card = table.offering('risk.raise');
    const activityId = 'the-same';
    await table.press('wijkagent', 'risk.raise', risk, { card, activityId });
    const other = await table.press('behandelaar', 'risk.raise', { what: 'Brandstichting' }, { card, activityId });
    expect(textOf(other)).toContain('R2');
    await table.say('wijkagent', 'start ZVH-2026-003 Top X', { activityId, conversation: await table.otherChat() });
    expect(await house.storage.events.read({ tenant: table.tenant, case: 'ZVH-2026-003' })).not.toEqual([]);
  });

  it('after another one counts again: high, low and high stands as high', async () => {
    await playTo(table, 'risks.rate');
    const card = table.offering('risk.rate');
    for (const level of ['high', 'low', 'high'])
      await table.press('wijkagent', 'risk.rate', { 'level:R1': level }, { card });
    expect(await countOf('RiskRated')).toBe(3);
    expect((await table.conference()).ratingRounds.at(-1)?.answers).toMatchObject([{ level: 'high' }]);
  });

  it('typed twice under one activity id starts and moves once', async () => {
    await table.say('procesregisseur', `start ${code} Top X OGG`, { activityId: 'typed-1' });
    await table.say('procesregisseur', `start ${code} Top X OGG`, { activityId: 'typed-1' });
    expect(await countOf('ConferenceOpened')).toBe(1);
    const twice = [1, 2].map(() => table.say('procesregisseur', 'volgende', { activityId: 'typed-2' }));
    await Promise.all(twice);
    expect((await table.conference()).phase).toBe('risks.raise');
  });
});

describe('pressing what is so already', () => {
  it('is no event and says so', async () => {
    await playTo(table, 'opening');
    const events = (await table.events()).length;
    const inputs = { purpose: 'riskManagement', goal: 'Gedeeld beeld van het gevaar' };
    const fresh = await table.press('procesregisseur', 'conference.setGoal', inputs);
    const answer = await table.press('procesregisseur', 'conference.setGoal', inputs, { card: fresh });
    expect(textOf(answer)).toContain('stond er al zo');
    const joined = await table.press('wijkagent', 'conference.join', { organisation: ' politie' });
    expect(textOf(joined)).toContain('stond er al zo');
    expect((await table.events()).length).toBe(events);
  });

  it('leaves an answer whose form can be pressed', async () => {
    await playTo(table, 'risks.rate');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    const same = await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high', 'reason:R1': '' });
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'moderate' }, { card: same });
    expect((await table.conference()).ratingRounds.at(-1)?.answers).toMatchObject([{ level: 'moderate' }]);
  });
});

describe('two presses on the same board', () => {
  it('move one step: the other is told that it already happened', async () => {
    await playTo(table, 'opening');
    await table.say('procesregisseur', 'notulist', { mention: 'reclasseerder' });
    const card = table.offering('step.next');
    const [chair, noteTaker] = await Promise.all([
      table.pressOnly('procesregisseur', 'step.next', {}, { card }),
      table.pressOnly('reclasseerder', 'step.next', {}, { card }),
    ]);
    await table.settled();
    expect((await table.conference()).phase).toBe('risks.raise');
    expect([...notices(chair), ...notices(noteTaker)]).toEqual(['refusal:alreadyHappened']);
  });

  it('of one person who is in doubt move one step', async () => {
    await playTo(table, 'opening');
    const card = table.offering('step.next');
    await table.press('procesregisseur', 'step.next', {}, { card });
    await table.press('procesregisseur', 'step.next', {}, { card });
    expect((await table.conference()).phase).toBe('risks.raise');
  });

  it('decide one level: a decision card of a phase that is over changes nothing', async () => {
    await playTo(table, 'risks.revealed');
    const card = table.offering('risk.agree');
    await table.press('procesregisseur', 'risk.agree', { 'level:R1': 'high' }, { card });
    const late = await table.press('procesregisseur', 'risk.agree', { 'level:R1': 'low' }, { card });
    expect(notices(late)).toEqual(['refusal:alreadyHappened']);
    expect((await table.conference()).agreedLevels).toEqual({ R1: { level: 'high' } });
  });
});

describe('a refusal', () => {
  it("isn't remembered: the same press counts once its cause is gone", async () => {
    await playTo(table, 'topThree.vote');
    const card = table.offering('topThree.vote');
    const early = await table.press('wijkagent', 'topThree.vote', { factors: 'F2' }, { card });
    expect(notices(early)).toEqual(['refusal:unknown:F2']);
    await table.say('procesregisseur', 'terug');
    await table.press('behandelaar', 'factor.raise', { what: 'Schulden' });
    await table.say('procesregisseur', 'volgende');
    const again = await table.press('wijkagent', 'topThree.vote', { factors: 'F2' }, { card });
    expect(notices(again)).toEqual([]);
    expect(await countOf('TopThreeVoted')).toBe(1);
  });

  it('is the same form with everything in it, and records nothing', async () => {
    await playTo(table, 'agreed');
    const events = (await table.events()).length;
    const inputs = { what: 'Bellen met de woningbouw', owner: entraId('wijkteam'), due: '2026-11-20', effect: 'Rust' };
    const answer = await table.press('wijkteam', 'action.agree', inputs);
    expect(notices(answer)).toEqual(['refusal:pastDate:due']);
    expect(filledIn(answer)).toMatchObject(inputs);
    expect((await table.events()).length).toBe(events);
    await table.press('wijkteam', 'action.agree', { ...filledIn(answer), due: '2026-12-04' }, { card: answer });
    expect((await table.state()).actions.at(-1)).toMatchObject({
      what: inputs.what,
      effect: 'Rust',
      due: '2026-12-04',
    });
  });

  it('says who the chair is when somebody else decides or moves', async () => {
    await playTo(table, 'risks.revealed');
    const decided = await table.press('wijkagent', 'risk.agree', { 'level:R1': 'low' });
    expect(notices(decided)).toEqual(['refusal:notChair']);
    expect(textOf(decided)).toContain('Procesregisseur');
    const moved = await table.press('wijkagent', 'step.next');
    expect(notices(moved)).toEqual(['refusal:notChairOrNoteTaker']);
    expect(textOf(moved)).toContain('Procesregisseur');
  });

  it('of a board button comes back as the board', async () => {
    await playTo(table, 'risks.raise');
    const answer = await table.press('wijkagent', 'step.next');
    expect(verbsOf(answer)).toContain('step.next');
    expect(notices(answer)).toEqual(['refusal:notChairOrNoteTaker']);
  });

  it('meets whoever presses a card of a closed conference', async () => {
    await playTo(table, 'agreed');
    const card = table.offering('action.agree');
    await playTo(table, 'closed', 'agreed');
    const events = (await table.events()).length;
    const inputs = { what: 'Te laat', owner: entraId('wijkteam'), due: '2026-12-04' };
    const answer = await table.press('wijkteam', 'action.agree', inputs, { card });
    expect(notices(answer)).toEqual(['refusal:closed']);
    expect(filledIn(answer)).toMatchObject(inputs);
    expect((await table.events()).length).toBe(events);
  });
});

describe('a card that nobody was given', () => {
  const typed = { what: 'Brandstichting in de flat' };
  const press = (options: { token?: string | null; conversation?: TableUnderTest['conversation'] }) =>
    table.press('wijkagent', 'risk.raise', typed, options);

  it.each([
    ['with an unknown token', 'A'.repeat(32)],
    ['with a token that is no token', '__proto__'],
    ['without a token', null],
  ])('%s is unknown, and what was typed stands in the answer', async (_name, token) => {
    await playTo(table, 'risks.raise');
    const answer = await press({ token });
    expect(notices(answer)).toEqual(['refusal:unknown']);
    expect(textOf(answer)).toContain(typed.what);
    expect(await countOf('RiskRaised')).toBe(0);
  });

  it('is unknown in another chat', async () => {
    await playTo(table, 'risks.raise');
    const answer = await press({ conversation: await table.otherChat() });
    expect(notices(answer)).toEqual(['refusal:unknown']);
    expect(textOf(answer)).toContain(typed.what);
    expect(await countOf('RiskRaised')).toBe(0);
  });

  it('is unknown when it was the answer to somebody else', async () => {
    await playTo(table, 'risks.raise');
    const card = await table.press('behandelaar', 'risk.raise', { what: 'Iets anders' });
    const answer = await table.press('wijkagent', 'risk.raise', typed, { card });
    expect(notices(answer)).toEqual(['refusal:unknown']);
    expect(await countOf('RiskRaised')).toBe(1);
  });

  it('answers in the same words as a card of another house', async () => {
    await playTo(table, 'risks.raise');
    const elsewhere = await house.open();
    await playTo(elsewhere, 'risks.raise');
    const theirs = dataOf(elsewhere.offering('risk.raise'), 'risk.raise').token ?? null;
    expect(await press({ token: theirs })).toEqual(await press({ token: 'B'.repeat(32) }));
    expect((await elsewhere.state()).risks).toEqual([]);
  });

  it('holds data that no card of ours made: refused, nothing recorded, never an error', async () => {
    await playTo(table, 'risks.raise');
    const events = (await table.events()).length;
    const card = table.offering('risk.raise');
    const board = table.offering('step.next');
    for (const [verb, inputs] of [
      ['no.such.verb', {}],
      ['safety.score', { 'score:P1': '3' }],
      ['risk.rate', { 'level:R9': 'high' }],
      ['risk.rate', { 'level:R1': 'apocalyptic' }],
      ['topThree.vote', { factors: '' }],
      ['conference.open', { case: 'ZVH-2026-999', approach: 'Top X' }],
      ['conference.open', { case: code, approach: 'Top X' }],
      ['reminder.done', { action: 'A1' }],
      ['minutes.adopt', {}],
    ] as const)
      for (const from of [card, board]) {
        const answer = await table.press('procesregisseur', verb, inputs, { card: madeUp(verb, from) });
        expect(notices(answer)).toHaveLength(1);
      }
    expect((await table.events()).length).toBe(events);
  });
});

describe('who presses', () => {
  const typed = { what: 'Brandstichting in de flat' };

  it('without an Entra id is told to say it aloud', async () => {
    await playTo(table, 'risks.raise');
    const answer = await table.press('wijkagent', 'risk.raise', typed, { anonymous: true });
    expect(notices(answer)).toEqual(['refusal:noIdentity']);
    expect(textOf(answer)).toContain(typed.what);
    expect(await countOf('RiskRaised')).toBe(0);
  });

  it("and isn't in the chat (any more) is unknown", async () => {
    await playTo(table, 'risks.raise');
    const stranger = await table.press('buitenstaander', 'risk.raise', typed);
    table.chat.leave(entraId('wijkagent'));
    const left = await table.press('wijkagent', 'risk.raise', typed);
    for (const answer of [stranger, left]) {
      expect(notices(answer)).toEqual(['refusal:unknown']);
      expect(textOf(answer)).toContain(typed.what);
    }
    expect(await countOf('RiskRaised')).toBe(0);
  });

  it('while the list of members is away keeps the form and is asked to try again', async () => {
    await playTo(table, 'risks.raise');
    const away = new AdapterError('no answer', { code: 'timeout', retryable: true });
    table.chat.failNext(1, away, method => method === 'members');
    const answer = await table.press('wijkagent', 'risk.raise', risk);
    expect(notices(answer)).toEqual(['refusal:tryAgain']);
    expect(filledIn(answer)).toMatchObject(risk);
    expect(await countOf('RiskRaised')).toBe(0);
    await table.press('wijkagent', 'risk.raise', filledIn(answer), { card: answer });
    expect((await table.state()).risks).toMatchObject([risk]);
  });

  it('while the list of members is away sees nothing of the case when not known at this table', async () => {
    await playTo(table, 'risks.rate');
    const away = new AdapterError('no answer', { code: 'timeout', retryable: true });
    table.chat.failNext(1, away, method => method === 'members');
    const answer = await table.press('buitenstaander', 'risk.rate', { 'level:R1': 'high', 'reason:R1': 'Zelf gezien' });
    expect(notices(answer)).toEqual(['refusal:tryAgain']);
    expect(textOf(answer)).toContain('Zelf gezien');
    expect(textOf(answer)).not.toContain('voorbijganger');
  });
});
