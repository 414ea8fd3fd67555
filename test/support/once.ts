import { expect } from 'vitest';
import { type Answer, chair, type RoundTable } from './round-table.ts';

type Press = (table: RoundTable, number: number) => Promise<Answer>;

/** Where the events of the case can be counted; elsewhere the numbers of what was raised tell. */
type CountEvents = () => Promise<number>;

const many = 50;

/**
 * The same press fifty times at the same moment, spread over all processes at which this table sits, and answers that come again late:
 * once each, and the last word stands. At the table are the first four partners; risks are about to be raised.
 * @param at the same table, a process each
 */
export async function recordsOnce(at: readonly RoundTable[], countEvents?: CountEvents): Promise<void> {
  const table = seatOf(at, 0);
  const prompt = await table.card('risk.raise');
  const raise = (name: string, what: string, activityId?: string) => (here: RoundTable) =>
    here.press(name, 'risk.raise', { what }, prompt, activityId === undefined ? {} : { activityId });

  await isOne(at, raise('wijkagent', 'Brand in de flat', `${table.code}-brand`), countEvents, 'R1');
  await isOne(at, raise('behandelaar', 'Overdosis'), countEvents, 'R2');
  // Late, after another press of the same person: still the first one.
  await table.record('wijkagent', 'risk.raise', { what: 'Vernieling' }, prompt);
  await isOne(at, raise('wijkagent', 'Brand in de flat', `${table.code}-brand`), countEvents, 'R1', 0);
  const next = await table.record('reclasseerder', 'risk.raise', { what: 'Diefstal' }, prompt);
  expect(numberIn(next)).toBe('R4');
}

/** High, low and high again stand as high; what is only delivered again, late, changes nothing. Somebody else each time. */
export async function keepsTheLastWord(at: readonly RoundTable[], countEvents?: CountEvents): Promise<void> {
  const table = seatOf(at, 0);
  const prompt = await table.move('volgende', 'risk.rate');
  const before = await countEvents?.();
  const [high, low] = ['high', 'low'];
  let presses = 0;
  const rate = async (name: string, ...said: readonly (readonly [level: string, activity: string])[]) => {
    for (const [level, activity] of said) {
      presses += 1;
      const activityId = `${table.code}-${name}-${activity}`;
      const answer = await seatOf(at, presses).press(name, 'risk.rate', { 'level:R1': level }, prompt, { activityId });
      expect(answer.refusals).toEqual([]);
    }
  };
  await rate('wijkagent', [high, '1'], [low, '2'], [high, '3']);
  await rate('behandelaar', [high, '1'], [low, '2'], [high, '1'], [high, '3'], [low, '2']);
  await rate('reclasseerder', [high, '1'], [low, '2'], [high, '1']);
  if (before !== undefined) expect((await countEvents?.()) ?? 0).toBe(before + 3 + 3 + 2);
  const { card } = await table.move('toon', 'risk.agree');
  const shown = JSON.stringify(card);
  for (const [name, level] of [
    ['wijkagent', 'Hoog'],
    ['behandelaar', 'Hoog'],
    ['reclasseerder', 'Laag'],
  ])
    expect(shown).toMatch(new RegExp(`"${level}"[^{}]*},{[^{}]*Organisatie van de ${name}"`));
}

/** Results are shown; chair and note-taker, each at a process, ask for another round at the same moment: one does, the other is told. */
export async function hasOneWinner(at: readonly RoundTable[]): Promise<void> {
  const [here, there] = [seatOf(at, 0), seatOf(at, 1)];
  await here.say(chair, 'notulist', { mentions: ['wijkteam'] });
  const results = await here.card('risk.agree');
  const answers = await Promise.all([
    here.press(chair, 'step.again', {}, results),
    there.press('wijkteam', 'step.again', {}, results),
  ]);
  expect(answers.flatMap(({ refusals }) => refusals)).toEqual(['alreadyHappened']);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
}

/** Fifty at once get one answer, and leave so many events. */
async function isOne(
  at: readonly RoundTable[],
  press: Press,
  countEvents: CountEvents | undefined,
  number: string,
  events = 1,
): Promise<void> {
  const before = await countEvents?.();
  const answers = await Promise.all(Array.from({ length: many }, (_, copy) => press(seatOf(at, copy), copy)));
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.refusals).toEqual([]);
  expect(answers[0] && numberIn(answers[0])).toBe(number);
  if (before !== undefined) expect(await countEvents?.()).toBe(before + events);
}

function seatOf(at: readonly RoundTable[], number: number): RoundTable {
  const seat = at[number % at.length];
  if (seat === undefined) throw new Error('nobody sits anywhere');
  return seat;
}

function numberIn({ words }: Answer): string | undefined {
  return /\b[RFA]\d+\b/.exec(words)?.[0];
}
