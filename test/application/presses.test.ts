import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { textOf, verbsOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import { entraId, functions, organisationOf, type Someone } from '../support/seats.ts';
import { code, dataOf, filledIn, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { playTo, type Stage } from '../support/table-stages.ts';

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

  it('delivered again late, after another one, changes nothing: the vote that was pressed last stands', async () => {
    await playTo(table, 'topThree.raise');
    for (const what of ['Geen dagbesteding', 'Schulden']) await table.press('wijkteam', 'factor.raise', { what });
    await table.press('procesregisseur', 'step.next');
    const card = table.offering('topThree.vote');
    const votes: unknown[] = [];
    for (const [factors, activityId] of [
      ['F1', 'first'],
      ['F2', 'second'],
      ['F1', 'first'],
      ['F1', 'third'],
      ['F2', 'second'],
    ] as const) {
      await table.press('wijkagent', 'topThree.vote', { factors }, { card, activityId });
      votes.push((await table.conference()).voteRounds.at(-1)?.answers.map(vote => vote.factors.join()));
    }
    expect(votes).toEqual([['F1'], ['F2'], ['F2'], ['F1'], ['F1']]);
    expect(await countOf('TopThreeVoted')).toBe(3);
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

  it('leave whoever was late with a board that works', async () => {
    await playTo(table, 'opening');
    await table.say('procesregisseur', 'notulist', { mention: 'reclasseerder' });
    const board = table.cardWith('summary.request');
    await table.press('procesregisseur', 'step.next', {}, { card: board });
    const late = await table.press('reclasseerder', 'step.next', {}, { card: board });
    expect([notices(late), (await table.conference()).phase]).toEqual([['refusal:alreadyHappened'], 'risks.raise']);
    await table.press('reclasseerder', 'step.next', {}, { card: late });
    expect((await table.conference()).phase).toBe('risks.rate');
  });

  it('of one person who is in doubt move one step', async () => {
    await playTo(table, 'opening');
    const card = table.offering('step.next');
    await table.press('procesregisseur', 'step.next', {}, { card });
    await table.press('procesregisseur', 'step.next', {}, { card });
    expect((await table.conference()).phase).toBe('risks.raise');
  });

  it('of two chairs, one of whom just took over, move one step: the other is told', async () => {
    await playTo(table, 'opening');
    const card = table.offering('step.next');
    const both = await Promise.all([
      table.pressOnly('procesregisseur', 'step.next', {}, { card }),
      table.say('procesregisseur', 'voorzitter', { mention: 'wijkteam' }),
      table.pressOnly('wijkteam', 'step.next', {}, { card }),
    ]);
    await table.settled();
    expect((await table.conference()).phase).toBe('risks.raise');
    const told = [both[0], both[2]].flatMap(notices);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^refusal:(alreadyHappened|notChair)/);
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
    const board = table.offering('summary.request');
    const answer = await table.press('wijkagent', 'step.next', {}, { card: board });
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
    const empty = await table.press('wijkteam', 'action.agree', {}, { card });
    expect(notices(empty)).toEqual(['refusal:closed']);
  });

  it('meets whoever asks for the closing form and may not close, or has closed already', async () => {
    await playTo(table, 'risks.raise');
    const board = table.offering('summary.request');
    const ask = (name: Someone) => table.press(name, 'conference.close', {}, { card: board });
    expect(notices(await ask('wijkagent'))).toEqual(['refusal:notChair']);
    expect(notices(await ask('procesregisseur'))).toEqual([]);
    await table.say('procesregisseur', 'sluiten');
    expect(notices(await ask('procesregisseur'))).toEqual(['refusal:closed']);
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

const anyVerb = [
  ...['conference.open', 'conference.join', 'conference.setGoal', 'conference.setCaseDirector', 'conference.close'],
  ...['conference.setNoteTaker', 'risk.raise', 'risk.rate', 'risk.agree', 'factor.raise', 'topThree.vote'],
  ...['topThree.decide', 'action.agree', 'factor.withoutAction', 'step.next', 'step.back', 'step.reveal', 'step.again'],
  ...['minutes.adopt', 'reminder.done', 'reminder.snooze', 'summary.request', 'no.such.verb'],
];
const anybody = fc.constantFrom<Someone>(...functions, 'partner1', 'buitenstaander');
const anyInputs = fc.record(
  {
    what: fc.constantFrom(
      'Geweld op straat',
      'Schulden',
      '\u0024{x}',
      '<at>iedereen</at>',
      ' '.repeat(3),
      'x'.repeat(300),
    ),
    'level:R1': fc.constantFrom('low', 'high', 'unknown', 'apocalyptic'),
    'level:R9': fc.constantFrom('low'),
    'reason:F1': fc.constantFrom('Later', ''),
    factors: fc.constantFrom('F1', 'F1,F2', 'F1,F2,F3,F4', 'R1', ','),
    owner: fc.constantFrom(entraId('wijkteam'), 'Behandelaar, GGZ', 'niemand'),
    for: fc.constantFrom(entraId('behandelaar'), entraId('buitenstaander')),
    organisation: fc.constantFrom('Politie', 'Woningcorporatie'),
    due: fc.constantFrom('2026-12-11', '2026-11-01', 'morgen'),
    goal: fc.constantFrom('Rust', 'Overzicht'),
    noteTaker: fc.constantFrom(entraId('reclasseerder')),
    case: fc.constantFrom('ZVH-2026-002', 'ZVH-2026-777', 'x'),
    approach: fc.constantFrom('Top X', 'Top Z'),
    nextDate: fc.constantFrom('2026-12-14', '2026-02-30'),
    until: fc.constantFrom('2026-12-14'),
    action: fc.constantFrom('A1', 'A7'),
    kind: fc.constantFrom('dynamic', 'static'),
    confirm: fc.constantFrom('1'),
    ask: fc.constantFrom('1'),
  },
  { requiredKeys: [] },
);
/** Anything at all: any card may be pressed with any verb and any inputs by any client. */
const wildPress = fc.record({
  kind: fc.constant('wild' as const),
  name: anybody,
  verb: fc.constantFrom(...anyVerb),
  inputs: anyInputs,
  /** Which of the tokens that were ever given out. */
  pick: fc.nat(1_000),
  anonymous: fc.constantFrom(false, false, false, true),
  atOnce: fc.boolean(),
});
/** What people do: press a button that they see, with something sensible filled in. */
const likelyPress = fc.record({
  kind: fc.constant('likely' as const),
  name: fc.oneof(fc.constant<Someone>('procesregisseur'), fc.constantFrom<Someone>(...functions, 'partner1')),
  /** Which of the buttons that stand in the chat. */
  pick: fc.nat(1_000),
  atOnce: fc.boolean(),
});
type AnyPress =
  typeof wildPress extends fc.Arbitrary<infer Wild>
    ? Wild | (typeof likelyPress extends fc.Arbitrary<infer Likely> ? Likely : never)
    : never;
const anyPresses = fc.array(fc.oneof({ weight: 2, arbitrary: wildPress }, { weight: 3, arbitrary: likelyPress }), {
  minLength: 15,
  maxLength: 30,
});
const anyStage = fc.constantFrom<Stage>('opening', 'risks.rate', 'topThree.vote', 'actions', 'agreed', 'closed');

describe('any people who press anything', () => {
  it('always get a card, and leave a record without gaps that reads back', { timeout: 60_000 }, async () => {
    let recorded = 0;
    await fc.assert(
      fc.asyncProperty(anyStage, anyPresses, async (from, sequence) => {
        const table = await house.open({ others: ['partner1'] });
        await playTo(table, from);
        const before = (await table.events()).length;
        const answers: Card[] = [];
        const pending: Promise<unknown>[] = [];
        for (const press of sequence) {
          const answer = pressAny(table, press, answers).then(card => answers.push(card));
          pending.push(answer);
          if (!press.atOnce) await answer;
        }
        await Promise.all(pending);
        await table.settled();
        expect(answers).toHaveLength(sequence.length);
        expect(answers.every(card => card.type === 'AdaptiveCard')).toBe(true);
        // Reading refuses a stream with a gap in its versions; folding refuses one that makes no sense.
        const events = await table.events();
        expect(new Set(events.map(event => event.id)).size).toBe(events.length);
        expect((await table.state()).conferences.filter(one => one.closed === undefined).length).toBeLessThanOrEqual(1);
        expect(table.log.lines.filter(line => line.startsWith('error'))).toEqual([]);
        const accepted = answers.filter(card => notices(card).length === 0).length;
        expect(events.length - before === 0 || accepted > 0).toBe(true);
        recorded += events.length - before;
        await house.tidy();
      }),
      { numRuns: 8, seed: 20261123 },
    );
    expect(recorded).toBeGreaterThan(20);
  });
});

function pressAny(table: TableUnderTest, press: AnyPress, answers: readonly Card[]): Promise<Card> {
  if (press.kind === 'wild') {
    const { name, verb, inputs, pick, anonymous } = press;
    const tokens = tokensIn(table, answers);
    const token = tokens[pick % tokens.length] ?? null;
    const given = Object.entries(inputs).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]]));
    return table.pressOnly(name, verb, Object.fromEntries(given), { card: madeUp(verb), anonymous, token });
  }
  const { name, pick } = press;
  const offered = table.chat.shown.flatMap(({ message }) =>
    message.kind === 'card' ? verbsOf(message.card).map(verb => ({ verb: String(verb), card: message.card })) : [],
  );
  // Every prompt can close the conference; when people did that as often as anything else, little would be left to press.
  const going = offered.filter(({ verb }) => verb !== 'conference.close');
  const offers = pick % 8 === 0 || going.length === 0 ? offered : going;
  const offer = offers[pick % offers.length];
  // Between the closing and the minutes there's nothing to press: somebody presses what stood there before.
  if (offer === undefined) return table.pressOnly(name, 'step.next', {}, { card: madeUp('step.next'), token: null });
  return table.pressOnly(name, offer.verb, sensible(offer.verb, name, pick), { card: offer.card });
}

function sensible(verb: string, name: Someone, pick: number): Record<string, string> {
  const what = `Nummer ${pick % 7}`;
  const level = ['low', 'high', 'unknown'][pick % 3] ?? 'low';
  const inputs: Readonly<Record<string, Record<string, string>>> = {
    'conference.setGoal': { goal: what },
    'conference.setCaseDirector': { director: entraId('behandelaar') },
    'conference.setNoteTaker': { noteTaker: entraId('reclasseerder') },
    'risk.raise': { what },
    'risk.rate': { 'level:R1': level },
    'risk.agree': { 'level:R1': 'high' },
    'factor.raise': { what },
    'topThree.vote': { factors: 'F1' },
    'topThree.decide': { factors: 'F1', reason: 'Zo besloten' },
    'action.agree': { what, owner: entraId('wijkteam'), due: '2026-12-11', factors: 'F1' },
    'factor.withoutAction': { 'reason:F1': what },
    'conference.close': { nextDate: '2026-12-14' },
  };
  return { organisation: organisationOf(name), ...inputs[verb] };
}

/** Every token in the chat and in the answers so far, in order of appearance. */
function tokensIn(table: TableUnderTest, answers: readonly Card[]): string[] {
  const all = [...table.chat.everything, ...answers.map(card => JSON.stringify(card))].join();
  return [...new Set([...all.matchAll(/"token":"([^"]+)"/g)].map(match => match[1] ?? ''))];
}
