import { isDeepStrictEqual } from 'node:util';
import { readFiledMinutes } from '../../../src/demo/filed-minutes.ts';
import { today } from '../../../src/demo/references.ts';
import { openHouse, partners } from '../../support/round-table.ts';
import { faultKinds, type Played, playFaults } from '../../support/scripted-faults.ts';
import { plainChat, plainMinutes, playWhole, type Seats, withoutLost } from '../../support/whole-conference.ts';
import type { Random } from '../random.ts';
import { exactly, type Finding } from './finding.ts';

/** After some faults in a row the next try is a minute later. */
const patienceMs = 180_000;

/** The same conference again and again, each time with other faults, held against one without any. */
export async function teamsFaults({
  random,
  runs,
  progressed,
}: {
  readonly random: Random;
  readonly runs: number;
  readonly progressed: (done: number, total: number) => void;
}) {
  const day = today();
  const seats: Seats = [partners[0], partners[1], partners[2], partners[3], partners[4]];
  const house = await openHouse({ database: 'embedded' });
  const findings: Finding[] = [];
  try {
    const well = { house, table: house.seat('ZVH-2026-440', patienceMs), seats };
    await playWhole(well.table, seats, day);
    await readFiledMinutes(house.bot.minutesDir, well.table.code, 1);
    const played: Played[] = [];
    const differ = { minutes: 0, chats: 0 };
    for (let run = 1; run <= runs; run++) {
      progressed(run - 1, runs);
      const tried = { house, table: house.seat(`ZVH-2026-${440 + run}`, patienceMs), seats };
      const now = playFaults(house.stub, {
        random: random.fork(run),
        kinds: faultKinds,
        times: 2,
        when: ({ method, path }) => method !== 'GET' && path.includes(`${tried.table.chat}/activities`),
      });
      await playWhole(tried.table, seats, day);
      await readFiledMinutes(house.bot.minutesDir, tried.table.code, 1, 120_000);
      const wanted = () => withoutLost(plainChat(well), tried, now);
      const same = () => isDeepStrictEqual(plainChat(tried, now), wanted());
      await house.stub.until(same, 60_000).catch(() => undefined);
      if (!same()) {
        differ.chats += 1;
        console.log(`conference ${run} differs:`, diffOf(plainChat(tried, now), wanted()));
      }
      if (!isDeepStrictEqual(await plainMinutes(tried), await plainMinutes(well))) differ.minutes += 1;
      house.stub.clearFaults();
      played.push(...now);
    }
    findings.push({
      what: 'faults',
      figure: `${played.length} of ${countKinds(played)} kinds in ${runs} conferences`,
      holds: true,
    });
    findings.push(exactly('conferences with other minutes than without faults', differ.minutes, 0));
    findings.push(exactly('conferences with other cards or lines, or in another order', differ.chats, 0));
  } finally {
    await house.dispose();
  }
  return findings;
}

/** The messages from the first that differs on. */
function diffOf(seen: readonly string[], wanted: readonly string[]) {
  const first = wanted.findIndex((words, index) => words !== seen[index]);
  const from = first < 0 ? wanted.length : first;
  return { seen: seen.slice(from, from + 3), wanted: wanted.slice(from, from + 3) };
}

function countKinds(played: readonly Played[]): number {
  return new Set(played.map(({ kind }) => kind)).size;
}
