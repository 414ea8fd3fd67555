import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../src/ports/card-renderer.ts';
import { type House, openHouse } from '../support/house.ts';
import { entraId, functions, type Someone } from '../support/seats.ts';
import { code, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { playTo, type Stage } from '../support/table-stages.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

describe('a conference', () => {
  it('goes from start to filed minutes and a reminder', async () => {
    const table = await house.open();
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join();
    await table.press('procesregisseur', 'conference.setGoal', { purpose: 'riskManagement', goal: 'Gedeeld beeld' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkagent', 'risk.raise', { what: 'Geweld tegen een voorbijganger' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    await table.press('procesregisseur', 'step.reveal');
    await table.press('procesregisseur', 'risk.agree', { 'level:R1': 'high' });
    await table.press('wijkteam', 'factor.raise', { what: 'Geen dagbesteding' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkteam', 'topThree.vote', { factors: 'F1' });
    await table.press('procesregisseur', 'step.reveal');
    await table.press('procesregisseur', 'topThree.decide', { factors: 'F1' });
    const refused = await table.press('procesregisseur', 'conference.close', {});
    expect(notices(refused)).toEqual(['refusal:topThreeWithoutAction:F1']);
    await table.press('wijkteam', 'action.agree', {
      what: 'Gesprek over werk',
      owner: entraId('wijkteam'),
      due: '2026-12-11',
      factors: 'F1',
    });
    await table.press('procesregisseur', 'conference.close', { nextDate: '2026-12-14' });
    await table.press('procesregisseur', 'minutes.adopt');
    const minutes = JSON.parse(await readFile(join(house.folder, code, `${code}-1-v1.json`), 'utf8'));
    expect(minutes.topThree.factors).toEqual(['F1']);
    await table.at('2026-12-11T08:00:30.000Z');
    expect(table.chat.shown.at(-1)?.conversation).toBe(`personal:${entraId('wijkteam')}`);
  });
});

const verbs = [
  ...['conference.open', 'conference.join', 'conference.setGoal', 'conference.setCaseDirector', 'conference.close'],
  ...['conference.setNoteTaker', 'risk.raise', 'risk.rate', 'risk.agree', 'factor.raise', 'topThree.vote'],
  ...['topThree.decide', 'action.agree', 'factor.withoutAction', 'step.next', 'step.back', 'step.reveal', 'step.again'],
  ...['minutes.adopt', 'reminder.done', 'reminder.snooze', 'summary.request', 'no.such.verb'],
];
const someone = fc.constantFrom<Someone>(...functions, 'partner1', 'buitenstaander');
const inputs = fc.record(
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
const presses = fc.array(
  fc.record({
    name: someone,
    verb: fc.constantFrom(...verbs),
    inputs,
    // Which of the tokens that were ever given out; any card may be pressed with any verb by any client.
    token: fc.nat(1_000),
    anonymous: fc.constantFrom(false, false, false, true),
    atOnce: fc.boolean(),
  }),
  { minLength: 10, maxLength: 25 },
);
const stage = fc.constantFrom<Stage>('opening', 'risks.rate', 'topThree.vote', 'actions', 'agreed', 'closed');

describe('any people who press anything', () => {
  it('always get a card, and leave a record without gaps that reads back', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(stage, presses, async (from, sequence) => {
        const table = await house.open({ others: ['partner1'] });
        await playTo(table, from);
        const started = (await table.events()).length;
        const given: Card[] = [];
        const pending: Promise<Card>[] = [];
        let accepted = 0;
        for (const press of sequence) {
          const answer = pressWith(table, press, tokensIn(table, given)).then(card => {
            given.push(card);
            if (notices(card).length === 0) accepted += 1;
            return card;
          });
          pending.push(answer);
          if (!press.atOnce) await answer;
        }
        const answers = await Promise.all(pending);
        await table.settled();
        expect(answers.every(card => card.type === 'AdaptiveCard')).toBe(true);
        // Reading refuses a stream with a gap in its versions; folding refuses one that makes no sense.
        const events = await table.events();
        expect(new Set(events.map(event => event.id)).size).toBe(events.length);
        expect(events.length - started === 0 || accepted > 0).toBe(true);
        expect((await table.state()).conferences.length).toBeGreaterThan(0);
        expect(table.log.lines.filter(line => /^error/.test(line))).toEqual([]);
        await house.tidy();
      }),
      { numRuns: 8, seed: 20261123 },
    );
  });
});

type AnyPress = typeof presses extends fc.Arbitrary<(infer One)[]> ? One : never;

function pressWith(
  table: TableUnderTest,
  { name, verb, inputs: values, token, anonymous }: AnyPress,
  tokens: string[],
) {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  return table.pressOnly(name, verb, given, {
    card: madeUp(verb),
    anonymous,
    token: tokens[token % tokens.length] ?? null,
  });
}

/** Every token in the chat and in the answers so far, in order of appearance. */
function tokensIn(table: TableUnderTest, answers: readonly Card[]): string[] {
  const all = [...table.chat.everything, ...answers.map(card => JSON.stringify(card))].join();
  return [...new Set([...all.matchAll(/"token":"([^"]+)"/g)].map(match => match[1] ?? ''))];
}
