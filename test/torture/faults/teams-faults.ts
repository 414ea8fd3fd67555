import { isDeepStrictEqual } from 'node:util';
import { today } from '../../../src/demo/references.ts';
import { openHouse, partners, type RoundTable } from '../../support/round-table.ts';
import { faultKinds, type Played, playFaults } from '../../support/scripted-faults.ts';
import { plainChat, plainMinutes, playWhole, type Seats } from '../../support/whole-conference.ts';
import type { Random } from '../random.ts';
import { exactly, type Finding } from './finding.ts';

/** After some faults in a row the next try is a minute later. */
const patienceMs = 180_000;

/** The same conference again and again, each time with other faults, held against one without any. */
export async function teamsFaults({ random, runs }: { readonly random: Random; readonly runs: number }) {
  const day = today();
  const seats: Seats = [partners[0], partners[1], partners[2], partners[3], partners[4]];
  const house = await openHouse();
  const findings: Finding[] = [];
  try {
    const well = { house, table: house.seat('ZVH-2026-440', patienceMs), seats };
    await playWhole(well.table, seats, day);
    await untilFiled(well.table);
    const played: Played[] = [];
    const differ = { minutes: 0, chats: 0 };
    for (let run = 1; run <= runs; run++) {
      const tried = { house, table: house.seat(`ZVH-2026-${440 + run}`, patienceMs), seats };
      const now = playFaults(house.stub, {
        random: random.fork(run),
        kinds: faultKinds,
        times: 2,
        when: ({ method, path }) => method !== 'GET' && path.includes(`${tried.table.chat}/activities`),
      });
      await playWhole(tried.table, seats, day);
      await untilFiled(tried.table);
      const same = () => isDeepStrictEqual(plainChat(tried, now), plainChat(well));
      await house.stub.until(same, 60_000).catch(() => undefined);
      if (!same()) differ.chats += 1;
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

  function untilFiled(table: RoundTable): Promise<unknown> {
    return house.stub
      .until(() => table.lines().some(line => line.includes('is opgeslagen')), 120_000)
      .catch(() => undefined);
  }
}

function countKinds(played: readonly Played[]): number {
  return new Set(played.map(({ kind }) => kind)).size;
}
