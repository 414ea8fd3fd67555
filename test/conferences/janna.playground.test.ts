import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysUntil, loadCaseFile } from '../../src/demo/case-file.ts';
import { wordsOf } from '../../src/demo/client-card.ts';
import { holdAgainst } from '../../src/demo/expectations.ts';
import { type MinutesOnFile, readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { playConference, type Step } from '../../src/demo/player.ts';
import { daysAfter, today } from '../../src/demo/references.ts';
import { expectLightLoad } from '../support/load.ts';
import { openPlaygroundRoom, type PlaygroundRoom } from '../support/playground-room.ts';

const janna = loadCaseFile('src/demo/janna.json');
const days = daysUntil(janna, 1);
const day = today();
let table: PlaygroundRoom;
const played: { readonly steps: readonly Step[]; readonly minutes: MinutesOnFile; readonly from: number }[] = [];

/** Everything that stood in the meeting chat up to here: words that people saw. */
const seen = (from: number, until: number) =>
  table.client.transcript
    .slice(from, until)
    .flatMap(line => ('message' in line ? [wordsOf(line.message.card ?? {})] : []));

async function play(index: number): Promise<void> {
  const { client, bot } = table;
  const from = client.transcript.length;
  const start = daysAfter(day, daysUntil(janna, index));
  const steps = await playConference({ client, file: janna, conference: index, today: start });
  const { minutes } = await readFiledMinutes(bot.minutesDir, janna.case.code, index + 1);
  played.push({ steps, minutes, from });
}

beforeAll(async () => {
  table = await openPlaygroundRoom(janna);
  await play(0);
  await table.bot.restart({ clockOffset: `P${days}D` });
  await play(1);
}, 200_000);
afterAll(() => table?.dispose());

describe.each([0, 1])('conference %i of Janna in the Playground', index => {
  const conference = janna.conferences[index];

  it('files minutes that hold every line the case file expects', () => {
    const expected = conference?.expect ?? {};
    expect(Object.keys(expected).length).toBeGreaterThan(3);
    const minutes = played[index]?.minutes;
    expect(minutes && holdAgainst(minutes, expected, daysAfter(day, daysUntil(janna, index)))).toEqual([]);
  });

  it('goes without a refusal', () => {
    expect(played[index]?.steps.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect(played[index]?.steps.length).toBeGreaterThan(20);
  });

  it('is light to carry', () => {
    const transcript = table.client.transcript.slice(played[index]?.from, played[index + 1]?.from);
    expectLightLoad(transcript, janna, index);
  });
});

describe('safety first', () => {
  it('shrinks the first conference to ground requirements, measures and closing', () => {
    const phases = [...new Set(played[0]?.steps.map(({ phase }) => phase))];
    expect(phases).toEqual(['opening', 'safety.score', 'safety.revealed', 'actions', 'closing']);
    expect(played[0]?.minutes.safety.map(({ requirements }) => requirements)).toEqual([
      expect.stringContaining('Ouders kunnen de baby troosten'),
      expect.stringContaining('Moeder heeft een veiligheidsplan'),
    ]);
    expect(played[0]?.minutes.topThree.factors).toEqual([]);
  });

  it('opens risks and top three in the second, once everybody is at 6', () => {
    const phases = [...new Set(played[1]?.steps.map(({ phase }) => phase))];
    expect(phases.indexOf('safety.score')).toBeLessThan(phases.indexOf('risks.raise'));
    expect(phases).toContain('topThree.revealed');
  });

  it('keeps scores by organisation, and shows nobody a reason before the reveal', () => {
    const baby = played[0]?.minutes.safety[0];
    expect(baby?.rounds).toHaveLength(1);
    expect(baby?.rounds[0]).toMatchObject({ lowest: 2, median: 2, highest: 2 });
    expect(baby?.rounds[0]?.scores.map(({ organisation }) => organisation)).toEqual([
      'Veilig Thuis',
      'Jeugdgezondheidszorg',
      'De Waag',
    ]);
    const { transcript } = table.client;
    const reveal = transcript.findIndex(line => line.kind === 'pressed' && line.verb === 'step.reveal');
    expect(seen(0, reveal).length).toBeGreaterThan(3);
    expect(seen(0, reveal).filter(words => words.includes('gebroken ribben'))).toEqual([]);
    expect(seen(0, played[1]?.from ?? 0).filter(words => words.includes('gebroken ribben'))).not.toEqual([]);
  });

  it('shows the line through time on the board', () => {
    const boards = seen(played[1]?.from ?? 0, table.client.transcript.length);
    expect(boards.some(words => words.includes('2 → 6') && words.includes('3 → 6'))).toBe(true);
  });
});
